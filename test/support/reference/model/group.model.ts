import { effectFor, type Standing } from '../matrix';
import { validOn } from '../reader';
import { amountText, plainDecimal, type Row } from '../values';
import { lastRunUpTo } from './measure.model';
import {
  amounts,
  ascending,
  type Context,
  descending,
  type EdgeModel,
  type FieldModel,
  filters,
  one,
  orders,
  plain,
  type TypeModel,
} from './model';
import { isKnown } from './standings';

export const groups: EdgeModel = {
  kind: 'page',
  to: 'PartyGroup',
  order: [ascending('kind')],
  rows: (parent, { bank }) => bank.where('party_group', 'customer_id', parent.customer_id as number),
};

/** Groups kept by hand are told as of the day for which all were worked out last. */
function toldDay({ bank, today }: Context): string {
  const [run] = bank.rows('related_party_run');
  return run && String(run.as_of) < today ? String(run.as_of) : today;
}

/** The customers of a group whom the reader finds by himself; with `inMoney`, those whose money he reads as well. */
function seenIn(group: Row, { bank, reader }: Context, inMoney = false, inRisk = false): number[] {
  return bank
    .where('party_group', 'id', group.id as number)
    .map((side) => side.customer_id as number)
    .filter((customer) => {
      const reaching = reader.reaches(customer);
      const reads = (one: Standing, asked: boolean, dataClass: 'MONEY' | 'RISK') =>
        !asked || effectFor(one, dataClass) === 'FULL';
      return reader.listing.some(
        (one) => reaching.has(one) && reads(one, inMoney, 'MONEY') && reads(one, inRisk, 'RISK'),
      );
    });
}

const positionsOf = (group: Row, context: Context) =>
  seenIn(group, context, true).flatMap((customer) => context.bank.where('customer_position', 'customer_id', customer));

/** The last measures of the members whose values of money, and of risk, the reader reads. */
const measuresOf = (group: Row, context: Context, inRisk: boolean) => {
  const day = lastRunUpTo(context.today, context);
  return seenIn(group, context, true, inRisk).flatMap((customer) =>
    context.bank.where('customer_measure', 'customer_id', customer).filter((row) => row.as_of === day),
  );
};

/** The measures, of the same day, of the customer and of those in groups with him whose values the reader reads. */
export function associatedWith(row: Row, context: Context, inRisk: boolean): Row[] {
  const own = row.customer_id as number;
  const others = context.bank
    .where('party_group', 'customer_id', own)
    .filter((group) => group.kind !== 'GUARANTEE_CIRCLE')
    .flatMap((group) => seenIn(group, context, true, inRisk));
  return [...new Set([own, ...others])].flatMap((customer) =>
    context.bank.where('customer_measure', 'customer_id', customer).filter((other) => other.as_of === row.as_of),
  );
}

/** Deposit points are decimals of two places. */
export const pointsOf = (rows: readonly Row[]) =>
  plainDecimal((rows.reduce((all, one) => all + Math.round(Number(one.deposit_points) * 100), 0) / 100).toFixed(2));

const total = (group: Row, context: Context, column: string) =>
  positionsOf(group, context).reduce((sum, row) => sum + (row[column] as number), 0);

const inMoney = (read: FieldModel['read']): FieldModel => ({ dataClass: 'MONEY', mask: null, read });

const summed = (column: string) =>
  inMoney((row, context) => ({
    amount: amountText(total(row, context, column), String(row.currency)),
    currency: row.currency,
  }));

/** Hundredths of a basis point, half of one counted up. */
function percentOf(exposure: number, capital: number): string {
  const [part, whole] = [BigInt(exposure) * 2_000_000n, BigInt(capital) * 2n];
  const digits = String((part + BigInt(capital)) / whole).padStart(5, '0');
  return plainDecimal(`${digits.slice(0, -4)}.${digits.slice(-4)}`);
}

function mark(group: Row, context: Context): string | null {
  if (group.tier1_minor === null) return null;
  const exposure = total(group, context, 'exposure_minor');
  const reaches = (percent: unknown) =>
    BigInt(exposure) * 1_000_000n >= BigInt(group.tier1_minor as number) * BigInt(Math.round(Number(percent) * 10_000));
  if (reaches(group.limit_pct)) return 'LIMIT';
  return reaches(group.report_pct) ? 'REPORT' : 'NONE';
}

const left = (row: Row, context: Context) => (row.member_count as number) - seenIn(row, context, true).length;

export const groupModels: readonly TypeModel[] = [
  {
    name: 'PartyGroup',
    table: 'party_group',
    prefix: 'grp',
    key: 'id',
    scope: 'customer',
    fields: {
      ...plain('C1', 'kind memberCount isRed rulesVersion asOf'),
      restrictedCount: {
        dataClass: 'C1',
        mask: null,
        read: (row, context) => (row.member_count as number) - seenIn(row, context).length,
      },
    },
    ways: {
      customer: one('Customer', 'customer', 'customer_id', 'customer_id'),
      anchor: { ...one('Customer', 'customer', 'customer_id', 'anchor_id'), across: true },
      position: { kind: 'one', to: 'GroupPosition', order: [], rows: (parent) => [parent] },
      members: {
        kind: 'page',
        to: 'PartyGroupMember',
        order: [descending('is_anchor'), ascending('valid_from')],
        rows: (parent, context) =>
          context.bank
            .where('party_group_member', 'group_id', parent.id as number)
            .filter((row) => validOn(toldDay(context), row) && isKnown(row.party_id, context)),
      },
    },
    orders: orders('C1', 'KIND MEMBER_COUNT'),
    filters: filters('C1', 'kind memberCount isRed'),
  },
  {
    name: 'PartyGroupMember',
    table: 'party_group_member',
    key: 'party_id',
    scope: { group: 'group_id' },
    fields: plain('C1', 'isAnchor reasons validFrom validTo'),
    ways: {
      party: { kind: 'linked', partyColumn: 'party_id' },
      customer: { ...one('Customer', 'customer', 'customer_id', 'party_id'), across: true },
    },
    orders: orders('C1', 'VALID_FROM'),
    filters: filters('C1', 'isAnchor validFrom'),
  },
  {
    name: 'GroupPosition',
    table: 'party_group',
    key: 'id',
    scope: 'customer',
    fields: {
      ...plain('C1', 'reportPct limitPct'),
      deposits: summed('deposits_minor'),
      loans: summed('loans_minor'),
      assetsUnderManagement: summed('assets_minor'),
      exposure: summed('exposure_minor'),
      contribution: {
        dataClass: 'RISK',
        mask: null,
        read: (row, context) => {
          const sum = measuresOf(row, context, true).reduce((all, one) => all + (one.contribution_minor as number), 0);
          return { amount: amountText(sum, String(row.currency)), currency: row.currency };
        },
      },
      depositPoints: inMoney((row, context) => {
        const rows = measuresOf(row, context, false);
        return rows.length === 0 ? null : pointsOf(rows);
      }),
      ...amounts({ tier1Capital: 'tier1_minor' }),
      exposurePct: inMoney((row, context) =>
        row.tier1_minor ? percentOf(total(row, context, 'exposure_minor'), row.tier1_minor as number) : null,
      ),
      largeExposure: inMoney(mark),
      withoutRate: inMoney((row, context) => total(row, context, 'without_rate')),
      asOf: inMoney((row, context) => {
        const days = positionsOf(row, context).map(({ as_of: day }) => String(day));
        return days.sort().at(-1) ?? null;
      }),
      restrictedCount: inMoney(left),
      isWhole: inMoney((row, context) => left(row, context) === 0),
    },
    ways: {},
    orders: {},
    filters: {},
  },
];
