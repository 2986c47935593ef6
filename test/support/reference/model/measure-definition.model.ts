import { parametersOf } from '../../../../src/entities/measure/measure-parameters';
import { fieldOf, measures } from '../../../../src/entities/measure/measures';
import { readMeasureRules } from '../../../../src/entities/measure/measures.rules';
import type { Row } from '../values';
import { ascending, type EdgeModel, filters, plain, type TypeModel } from './model';

/** Told to everybody as the product declares them; earlier ones as they were kept. */
const rules = readMeasureRules();
const definitions = Object.entries(measures).map(
  ([code, { unit, dataClass, formula, inputs }]) =>
    ({
      ...{ code, field: fieldOf(code), unit, data_class: dataClass, formula, inputs: [...inputs] },
      parameters: parametersOf(code as keyof typeof measures, rules),
      rules_version: rules.version,
    }) as unknown as Row,
);

export const measureDefinitionModel: TypeModel = {
  name: 'MeasureDefinition',
  table: 'product',
  key: 'code',
  scope: 'everybody',
  isMade: true,
  fields: plain('C1', 'code field unit dataClass formula inputs parameters rulesVersion'),
  ways: {},
  orders: {},
  filters: filters('C1', 'code unit'),
};

export const measureDefinitionsWay: EdgeModel = {
  kind: 'page',
  to: 'MeasureDefinition',
  order: [ascending('code')],
  rows: (_parent, { bank }, { rulesVersion }) =>
    rulesVersion === undefined || rulesVersion === null || rulesVersion === rules.version
      ? definitions
      : bank
          .rows('measure_rules')
          .filter(({ version }) => version === rulesVersion)
          .flatMap(({ content }) => (content as unknown as { definitions: Row[] }).definitions)
          .map((one): Row => ({ ...one, rules_version: rulesVersion as string })),
};
