import { sql } from 'drizzle-orm';
import { textLiteral } from '../../database/parameters';
import { by, QueryRoot, toPage } from '../../graph/declare/edge';
import { measureDefinition } from './measure-definition.rows';
import { MeasureDefinition } from './measure-definition.type';
import { parametersOf } from './measure-parameters';
import { fieldOf, measures } from './measures';
import { readMeasureRules } from './measures.rules';

const rules = readMeasureRules();

const textArray = (texts: readonly string[]) => sql`array[${sql.join(texts.map(textLiteral), sql`, `)}]::text[]`;

const rows = sql.join(
  (Object.keys(measures) as (keyof typeof measures)[]).map((code) => {
    const { unit, dataClass, formula, inputs } = measures[code];
    const told = [code, fieldOf(code), unit, dataClass, formula, rules.version].map(textLiteral);
    return sql`(${sql.join(told, sql`, `)}, ${textArray(inputs)}, ${textArray(parametersOf(code, rules))})`;
  }),
  sql`, `,
);

toPage({
  from: QueryRoot,
  name: 'measureDefinitions',
  to: MeasureDefinition,
  description: 'How every measure is worked out, by code.',
  timeless: true,
  order: [by(measureDefinition.code)],
  source: () => sql`
    select code collate "C" as code, field, unit, data_class, formula, inputs, parameters, rules_version
    from (values ${rows}) as told (code, field, unit, data_class, formula, rules_version, inputs, parameters)`,
});
