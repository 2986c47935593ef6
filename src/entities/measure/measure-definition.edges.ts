import { sql } from 'drizzle-orm';
import { by, QueryRoot, toPage } from '../../graph/declare/edge';
import { measureDefinition } from './measure-definition.rows';
import { MeasureDefinition } from './measure-definition.type';
import { fieldOf, measures } from './measures';
import { readMeasureRules } from './measures.rules';

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const { version } = readMeasureRules();

const rows = sql.raw(
  Object.entries(measures)
    .map(
      ([code, { unit, dataClass, formula, inputs }]) =>
        `(${[code, fieldOf(code), unit, dataClass, formula].map(quoted).join(', ')}, array[${inputs.map(quoted).join(', ')}]::text[], ${quoted(version)})`,
    )
    .join(', '),
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
    from (values ${rows}) as told (code, field, unit, data_class, formula, inputs, rules_version)`,
});
