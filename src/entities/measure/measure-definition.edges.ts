import { type SQL, sql } from 'drizzle-orm';
import { GraphQLString } from 'graphql';
import { textLiteral } from '../../database/parameters';
import { by, QueryRoot, toPage } from '../../graph/declare/edge';
import type { EdgeInputs } from '../../graph/declare/join';
import { keptRules } from './kept-rules.table';
import { measureDefinition } from './measure-definition.rows';
import { MeasureDefinition } from './measure-definition.type';
import { readMeasureRules } from './measures.rules';
import { toldRules } from './told-rules';

const rules = readMeasureRules();
const next = sql`select ${textLiteral(rules.version)} as version, ${textLiteral(toldRules(rules))}::jsonb as content`;

/** The version that the next run works by, or the one asked for, which a run has kept unless it is still to come. */
const asked = (inputs: EdgeInputs): SQL =>
  inputs.has('rulesVersion')
    ? sql`select * from (
        ${next} union all select version, content from ${keptRules} where version <> ${textLiteral(rules.version)}
      ) as known where version = ${inputs.argument('rulesVersion', 'text')}`
    : next;

toPage({
  from: QueryRoot,
  name: 'measureDefinitions',
  to: MeasureDefinition,
  description: 'How every measure is worked out, by code.',
  arguments: {
    rulesVersion: {
      type: () => GraphQLString,
      nullable: true,
      description:
        'The version of the rules, as `CustomerMeasures.rulesVersion` tells it; that of the next run unless given.',
    },
  },
  timeless: true,
  order: [by(measureDefinition.code)],
  source: ({ inputs }) => sql`
    select d.code collate "C" as code, d.field, d.unit, d.data_class, d.formula, d.inputs, d.parameters,
      k.version as rules_version
    from (${asked(inputs)}) as k cross join lateral jsonb_to_recordset(k.content -> 'definitions')
      as d (code text, field text, unit text, data_class text, formula text, inputs text[], parameters text[])`,
});
