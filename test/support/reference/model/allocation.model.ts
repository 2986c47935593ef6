import { validOn } from '../reader';
import type { Row } from '../values';
import { amounts, ascending, type Context, type EdgeModel, type FieldModel, plain, type TypeModel } from './model';
import { factorOf, parts10 } from './overview-months';
import { heldOn } from './portrait.model';
import { exactPercent } from './ratios';

const base = 'CNY';
const classes = ['DEPOSIT', 'WEALTH', 'FUND', 'INSURANCE', 'CUSTODY'];

/** By the rules that are shipped, copied by hand. */
const targets: Readonly<Record<string, readonly number[]>> = {
  R1: [70, 20, 0, 10, 0],
  R2: [50, 25, 10, 10, 5],
  R3: [35, 25, 20, 10, 10],
  R4: [20, 20, 35, 10, 15],
  R5: [10, 15, 45, 10, 20],
};

interface Asset {
  readonly category: string;
  /** Undefined where nobody knows the rate. */
  readonly minor: bigint | undefined;
}

export const divided = (part: bigint, whole: bigint) => (2n * part + whole) / (2n * whole);
/** A share in percent, in parts of a million. */
export const millionths = (percent: unknown) => {
  const [whole = '0', fraction = ''] = String(percent).split('.');
  return BigInt(whole + fraction.padEnd(4, '0'));
};

/** What is a customer's of an account, once those before him have taken theirs. */
function shareOf(customer: unknown, account: Row, minor: bigint, { bank, today }: Context): bigint {
  const owners = bank
    .where('account_party', 'account_id', account.id as number)
    .filter((role) => role.share_pct !== null && validOn(today, role))
    .sort((one, other) =>
      one.party_id === other.party_id
        ? (one.id as number) - (other.id as number)
        : (one.party_id as number) - (other.party_id as number),
    );
  let upto = 0n;
  let own = 0n;
  for (const { party_id: party, share_pct: share } of owners) {
    const before = divided(minor * upto, 1_000_000n);
    upto += millionths(share);
    if (party === customer) own += divided(minor * upto, 1_000_000n) - before;
  }
  return own;
}

function assetsOf(customer: Row, context: Context): Asset[] {
  const { bank, today } = context;
  const id = customer.customer_id as number;
  const categoryOf = (row: Row) => String(bank.one('product', 'id', row.product_id as number)?.category);
  const worth = (minor: number, currency: unknown) => {
    const factor = factorOf(currency, { currency: base, as_of: today }, context);
    return factor === undefined ? undefined : divided(BigInt(minor) * factor, parts10);
  };
  const roles = bank
    .where('account_party', 'party_id', id)
    .filter((role) => role.share_pct !== null && validOn(today, role));
  const accounts = [...new Set(roles.map((role) => role.account_id as number))].map(
    (account) => bank.one('account', 'id', account) as Row,
  );
  const onAccounts = accounts
    .filter(({ status }) => status !== 'CLOSED')
    .map((account): Asset => {
      const minor = worth(Math.max(0, (account.current_balance_minor as number | null) ?? 0), account.currency);
      const own = minor === undefined ? undefined : shareOf(id, account, minor, context);
      return { category: categoryOf(account), minor: own };
    });
  const besides = heldOn(bank.where('product_holding', 'customer_id', id), today).flatMap((holding): Asset[] => {
    const account = holding.account_id === null ? undefined : bank.one('account', 'id', holding.account_id as number);
    const category = categoryOf(holding);
    if (category === 'DEPOSIT' || account?.product_id === holding.product_id) return [];
    const [last] = bank
      .where('holding_month', 'holding_id', holding.id as number)
      .filter(({ month, currency }) => String(month) <= today && currency === holding.currency)
      .sort((one, other) => (String(one.month) < String(other.month) ? 1 : -1));
    const minor = (last?.value_minor ?? holding.amount_minor) as number | null;
    return minor === null ? [] : [{ category, minor: worth(minor, holding.currency) }];
  });
  return [...onAccounts, ...besides].filter(({ category }) => classes.includes(category));
}

const sumOf = (assets: readonly Asset[]) => Number(assets.reduce((sum, { minor = 0n }) => sum + minor, 0n));
const appetiteOf = (customer: Row, { bank }: Context) =>
  (bank.one('individual', 'customer_id', customer.customer_id as number)?.risk_appetite ?? null) as string | null;

function proposalOf(customer: Row, context: Context): Row {
  const assets = assetsOf(customer, context);
  const appetite = appetiteOf(customer, context);
  const total = sumOf(assets);
  return {
    customer_id: customer.customer_id as number,
    currency: base,
    rules_version: '2026.1',
    risk_appetite: appetite,
    reason: appetite === null ? 'NO_APPETITE' : total === 0 ? 'NOTHING_HELD' : null,
    total_minor: total,
    without_rate: assets.filter(({ minor }) => minor === undefined).length,
  };
}

function partsOf(customer: Row, context: Context): Row[] {
  const assets = assetsOf(customer, context);
  const total = sumOf(assets);
  const mix = targets[appetiteOf(customer, context) ?? ''];
  let upto = 0;
  return classes.map((name, at): Row => {
    const held = sumOf(assets.filter(({ category }) => category === name));
    const heldPct = exactPercent(held, total, 2);
    const part = mix?.[at];
    const before = upto;
    upto += part ?? 0;
    const of = (percent: number) => Number(divided(BigInt(total) * BigInt(percent), 100n));
    const target = part === undefined ? null : of(upto) - of(before);
    return {
      customer_id: customer.customer_id as number,
      currency: base,
      place: at,
      asset_class: name,
      held_minor: held,
      held_pct: heldPct,
      target_minor: target,
      target_pct: part === undefined ? null : String(part),
      gap_minor: target === null ? null : target - held,
      gap_pct:
        part === undefined || heldPct === null
          ? null
          : exactPercent(100 * part - Math.round(Number(heldPct) * 100), 10_000, 2),
    };
  });
}

const ofCustomer = (make: (customer: Row, context: Context) => Row[]) => (parent: Row, context: Context) =>
  context.bank.where('customer', 'customer_id', parent.customer_id as number).flatMap((row) => make(row, context));

export const allocationWay: EdgeModel = {
  kind: 'one',
  to: 'AllocationProposal',
  order: [],
  dataClass: 'MONEY',
  ofToday: true,
  rows: ofCustomer((customer, context) => [proposalOf(customer, context)]),
};

const inRisk = (columns: Readonly<Record<string, string>>): Record<string, FieldModel> =>
  Object.fromEntries(
    Object.entries(amounts(columns)).map(([name, field]) => [name, { ...field, dataClass: 'RISK' as const }]),
  );

const made = {
  table: 'customer',
  scope: 'customer',
  isMade: true,
  dataClass: 'MONEY',
  orders: {},
  filters: {},
} as const;

export const allocationModels: readonly TypeModel[] = [
  {
    ...made,
    name: 'AllocationProposal',
    key: 'customer_id',
    fields: {
      ...plain('C1', 'rulesVersion'),
      ...plain('RISK', 'riskAppetite reason'),
      ...plain('MONEY', 'withoutRate'),
      ...amounts({ total: 'total_minor' }),
    },
    ways: {
      parts: {
        kind: 'list',
        to: 'AllocationPart',
        order: [ascending('place')],
        dataClass: 'MONEY',
        rows: ofCustomer(partsOf),
      },
    },
  },
  {
    ...made,
    name: 'AllocationPart',
    key: 'place',
    fields: {
      ...plain('C1', 'assetClass'),
      ...plain('MONEY', 'heldPct'),
      ...plain('RISK', 'targetPct gapPct'),
      ...amounts({ held: 'held_minor' }),
      ...inRisk({ target: 'target_minor', gap: 'gap_minor' }),
    },
    ways: {},
  },
];
