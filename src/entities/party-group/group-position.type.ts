import { aliasedTable, type SQL, sql } from 'drizzle-orm';
import { GraphQLBoolean, GraphQLInt } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import type { EmbeddedField, Row, ViewReader } from '../../graph/declare/field';
import { Money } from '../../graph/declare/money';
import { field, money, stored } from '../../graph/declare/stored';
import { Decimal, enumType, LocalDate } from '../../graph/declare/types';
import { customerMeasure } from '../measure/measure.table';
import { lastRun } from '../measure/measure-run';
import { customerPosition, partyGroup } from './party-group.table';

export const LargeExposureEnum = enumType(
  'LargeExposure',
  ['NONE', 'REPORT', 'LIMIT'] as const,
  'How large an exposure is against Tier 1 capital (Basel LEX).',
  {
    NONE: 'Below what is reported.',
    REPORT: 'A large exposure, to be reported.',
    LIMIT: 'As large as the limit or larger.',
  },
);

const part = aliasedTable(customerPosition, 'part');

/** What the members bring whose money the reader reads in full: no one else's stands in any figure he is told. */
function overMembers(group: Row, reader: ViewReader, figure: SQL): SQL {
  const side = aliasedTable(partyGroup, 'side');
  const read = reader.inFull('MONEY').within(side) ?? sql`true`;
  return sql`(select ${figure} from ${partyGroup} as "side"
    join ${customerPosition} as "part" on ${part.customerId} = ${side.customerId}
    where ${side.id} = ${group.id} and ${reader.stood(side)} and ${reader.stood(part)} and ${read})`;
}

const measured = aliasedTable(customerMeasure, 'measured');

/** What the last measures say of the members whose values of a class the reader reads in full. */
function overMeasures(group: Row, reader: ViewReader, dataClass: 'MONEY' | 'RISK', figure: SQL): SQL {
  const side = aliasedTable(partyGroup, 'side');
  const read = reader.inFull('MONEY').inFull(dataClass).within(side) ?? sql`true`;
  return sql`(select ${figure} from ${partyGroup} as "side"
    join ${customerMeasure} as "measured" on ${measured.customerId} = ${side.customerId}
    where ${side.id} = ${group.id} and ${reader.stood(side)} and ${read}
      and ${measured.asOf} = ${lastRun(reader.day())})`;
}

const contribution = (row: Row, reader: ViewReader) =>
  overMeasures(row, reader, 'RISK', sql`sum(${measured.contributionMinor})::bigint`);

const sum = (column: (typeof part)['depositsMinor']) => sql`coalesce(sum(${column}), 0)::bigint`;
const exposure = (group: Row, reader: ViewReader) => overMembers(group, reader, sum(part.exposureMinor));
const counted = (group: Row, reader: ViewReader) => overMembers(group, reader, sql`count(*)::int`);

const summed = (column: (typeof part)['depositsMinor']): EmbeddedField => ({
  kind: 'embedded',
  dataClass: 'MONEY',
  present: () => sql`true`,
  parts: {
    amount: (row, reader) => sql`money_text(${overMembers(row, reader, sum(column))}, ${row.currency})`,
    currency: (row) => row.currency,
  },
});

const reaches = (row: Row, reader: ViewReader, percent: SQL) =>
  sql`${exposure(row, reader)}::numeric * 100 >= ${row.tier1Minor} * ${percent}`;

@entity({
  name: 'GroupPosition',
  description:
    'What the members of a group have at the bank and owe it, in the bank’s base currency: each account once, a joint one by the shares of its owners in the group. Only members in the reader’s scope are counted.',
  table: partyGroup,
  row: partyGroup.id,
  scope: ownedBy(partyGroup.customerId, partyGroup.scopeKey),
})
export class GroupPosition {
  @field(() => Money, 'What lies on deposits.', summed(part.depositsMinor))
  deposits?: object;

  @field(() => Money, 'What is owed on loans, cards and overdrawn accounts.', summed(part.loansMinor))
  loans?: object;

  @field(
    () => Money,
    'Assets under management: deposits, wealth, funds, insurance and custody.',
    summed(part.assetsMinor),
  )
  assetsUnderManagement?: object;

  @field(() => Money, 'What is owed and what may still be drawn.', summed(part.exposureMinor))
  exposure?: object;

  @field(() => Money, 'Associated contribution 关联贡献度: the members’ contribution as last worked out.', {
    kind: 'embedded',
    dataClass: 'RISK',
    present: () => sql`true`,
    parts: {
      amount: (row, reader) => sql`money_text(coalesce(${contribution(row, reader)}, 0), ${row.currency})`,
      currency: (row) => row.currency,
    },
  })
  contribution?: object;

  @stored(
    (row, reader) => overMeasures(row, reader, 'MONEY', sql`trim_scale(sum(${measured.depositPoints}))::text`),
    'MONEY',
    'Associated deposit points 关联存款积分 of the members, as last worked out; null where nothing was.',
    { type: () => Decimal },
  )
  depositPoints?: string;

  @money(partyGroup.tier1Minor, partyGroup.currency, 'The bank’s Tier 1 capital; null where none is known.')
  tier1Capital?: object;

  @stored(
    (row, reader) => sql`trim_scale(round(${exposure(row, reader)} * 100.0 / nullif(${row.tier1Minor}, 0), 4))::text`,
    'MONEY',
    'The exposure in percent of Tier 1 capital.',
    { type: () => Decimal },
  )
  exposurePct?: string;

  @stored(
    (row, reader) => sql`case when ${row.tier1Minor} is null then null
      when ${reaches(row, reader, row.limitPct)} then 'LIMIT'
      when ${reaches(row, reader, row.reportPct)} then 'REPORT' else 'NONE' end`,
    'MONEY',
    'How large the exposure is; where members are left out, it may be larger.',
    { type: () => LargeExposureEnum },
  )
  largeExposure?: string;

  @stored(partyGroup.reportPct, 'C1', 'Exposures are reported from here on, in percent of Tier 1 capital.')
  reportPct!: string;

  @stored(partyGroup.limitPct, 'C1', 'No exposure may be larger, in percent of Tier 1 capital.')
  limitPct!: string;

  @stored(
    (row, reader) => overMembers(row, reader, sql`coalesce(sum(${part.withoutRate}), 0)::int`),
    'MONEY',
    'Accounts and holdings left out, since no exchange rate of the day is known for their currency.',
    { type: () => GraphQLInt },
  )
  withoutRate?: number;

  @stored(
    (row, reader) => overMembers(row, reader, sql`max(${part.asOf})`),
    'MONEY',
    'The last day on which a part of it was worked out otherwise than before. Null where nobody is counted.',
    { type: () => LocalDate },
  )
  asOf?: string;

  @stored(
    (row, reader) => sql`${row.memberCount} - ${counted(row, reader)}`,
    'MONEY',
    'Members who are left out: not in the reader’s scope, or no customers.',
    { type: () => GraphQLInt },
  )
  restrictedCount?: number;

  @stored((row, reader) => sql`${row.memberCount} = ${counted(row, reader)}`, 'MONEY', 'No member is left out.', {
    type: () => GraphQLBoolean,
  })
  isWhole?: boolean;
}
