import { sql } from 'drizzle-orm';
import { textLiteral } from '../../database/parameters';
import { by, QueryRoot, toPage } from '../../graph/declare/edge';
import { measureDefinition } from './measure-definition.rows';
import { MeasureDefinition } from './measure-definition.type';
import { fieldOf, measures } from './measures';
import { readMeasureRules } from './measures.rules';

const { version } = readMeasureRules();

const rows = sql.join(
  Object.entries(measures).map(([code, { unit, dataClass, formula, inputs }]) => {
    const told = [code, fieldOf(code), unit, dataClass, formula, version].map(textLiteral);
    return sql`(${sql.join(told, sql`, `)}, array[${sql.join(inputs.map(textLiteral), sql`, `)}]::text[])`;
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
    select code collate "C" as code, field, unit, data_class, formula, inputs, rules_version
    from (values ${rows}) as told (code, field, unit, data_class, formula, rules_version, inputs)`,
});
