import { fieldOf, measures } from '../../../../src/entities/measure/measures';
import { readMeasureRules } from '../../../../src/entities/measure/measures.rules';
import type { Row } from '../values';
import { ascending, type EdgeModel, filters, plain, type TypeModel } from './model';

/** Told to everybody as the product declares them. */
const definitions = Object.entries(measures).map(
  ([code, { unit, dataClass, formula, inputs }]) =>
    ({
      ...{ code, field: fieldOf(code), unit, data_class: dataClass, formula, inputs: [...inputs] },
      rules_version: readMeasureRules().version,
    }) as unknown as Row,
);

export const measureDefinitionModel: TypeModel = {
  name: 'MeasureDefinition',
  table: 'product',
  key: 'code',
  scope: 'everybody',
  isMade: true,
  fields: plain('C1', 'code field unit dataClass formula inputs rulesVersion'),
  ways: {},
  orders: {},
  filters: filters('C1', 'code unit'),
};

export const measureDefinitionsWay: EdgeModel = {
  kind: 'page',
  to: 'MeasureDefinition',
  order: [ascending('code')],
  rows: () => definitions,
};
