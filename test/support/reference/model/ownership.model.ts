import type { Row } from '../values';
import {
  ascending,
  type Context,
  descending,
  type EdgeModel,
  filters,
  one,
  orders,
  plain,
  type TypeModel,
} from './model';
import { isKnown } from './standings';

const interests = (outgoing: boolean): EdgeModel => ({
  kind: 'page',
  to: 'OwnershipInterest',
  order: [descending('total_min')],
  restrictedBy: 'other_party_id',
  rows: (parent, { bank }, args) =>
    bank
      .where('ownership_interest', 'customer_id', parent.customer_id as number)
      .filter((row) => row.outgoing === outgoing && (args.lookThrough === true || row.direct_min !== null)),
});

/** The steps of an interest on some of its ways, each way up to its first stub. */
function stepsOf(
  context: Context,
  customer: unknown,
  outgoing: unknown,
  other: unknown,
  isOn: (path: number) => boolean,
) {
  const steps = context.bank
    .where('ownership_step', 'customer_id', customer as number)
    .filter((row) => row.outgoing === outgoing && row.other_party_id === other && isOn(row.path as number));
  const stubs = steps.filter((row) => !isKnown(row.party_id, context));
  return steps.filter(
    (row) => !stubs.some((stub) => stub.path === row.path && (stub.position as number) < (row.position as number)),
  );
}

const way = (rows: (parent: Row, context: Context) => readonly Row[]): EdgeModel => ({
  kind: 'list',
  to: 'OwnershipStep',
  order: [ascending('path'), ascending('position')],
  rows,
});

export const shareholdings = interests(true);

export const organisationWays: TypeModel['ways'] = {
  owners: interests(false),
  shareholdings,
  ultimateParent: {
    kind: 'one',
    to: 'OwnershipInterest',
    order: [],
    rows: (parent, { bank }) =>
      bank
        .where('ownership_interest', 'customer_id', parent.customer_id as number)
        .filter((row) => row.outgoing === false && row.ultimate_parent === true),
  },
  controlChain: {
    ...way((parent, context) => {
      const own = context.bank.where('ownership_step', 'customer_id', parent.customer_id as number);
      const tops = new Set(own.filter((row) => row.path === 0).map((row) => row.other_party_id));
      return [...tops].flatMap((top) => stepsOf(context, parent.customer_id, false, top, (path) => path === 0));
    }),
  },
  beneficialOwners: {
    kind: 'list',
    to: 'BeneficialOwnerTest',
    order: [ascending('regime')],
    rows: (parent, { bank }) => bank.where('beneficial_owner_test', 'customer_id', parent.customer_id as number),
  },
};

const ofCustomer = { scope: 'customer', orders: {}, filters: {} } as const;

const party = (column: string): TypeModel['ways'] => ({
  party: { kind: 'linked', partyColumn: column },
  customer: { ...one('Customer', 'customer', 'customer_id', column), across: true },
});

export const ownershipModels: readonly TypeModel[] = [
  {
    name: 'OwnershipInterest',
    table: 'ownership_interest',
    key: 'other_party_id',
    scope: 'customer',
    fields: {
      ...plain('C1', 'directPct directMin directMax totalPct totalMin totalMax'),
      ...plain('C1', 'controlPct control converges ultimate asOf'),
    },
    ways: {
      ...party('other_party_id'),
      evidence: way((row, context) =>
        stepsOf(context, row.customer_id, row.outgoing, row.other_party_id, (path) => path > 0),
      ),
    },
    orders: orders('C1', 'TOTAL_MIN TOTAL_MAX'),
    filters: filters('C1', 'directMin totalMin totalMax control converges ultimate'),
  },
  {
    ...ofCustomer,
    name: 'OwnershipStep',
    table: 'ownership_step',
    key: 'place',
    fields: plain('C1', 'path position shareMin shareMax pathMin pathMax'),
    ways: party('party_id'),
  },
  {
    ...ofCustomer,
    name: 'BeneficialOwnerTest',
    table: 'beneficial_owner_test',
    key: 'regime',
    fields: plain('C1', 'regime source rulesVersion thresholdPct missing asOf'),
    ways: {
      owners: {
        kind: 'list',
        to: 'BeneficialOwner',
        order: [ascending('place')],
        rows: (parent, { bank }) =>
          bank
            .where('beneficial_owner', 'customer_id', parent.customer_id as number)
            .filter((row) => row.regime === parent.regime),
      },
    },
  },
  {
    ...ofCustomer,
    name: 'BeneficialOwner',
    table: 'beneficial_owner',
    key: 'place',
    fields: plain('C1', 'reason basis shareMin shareMax'),
    ways: {
      ...party('party_id'),
      evidence: way((row, context) => stepsOf(context, row.customer_id, false, row.party_id, (path) => path > 0)),
    },
  },
];
