import { type SQL, sql } from 'drizzle-orm';
import { boolean, index, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { key, oneOf, percent, scopeKey, workedOutTime } from '../../database/columns';
import { partyKinds } from '../party/party.table';

export const controlKinds = ['CONTROLS', 'RELATIVE_CONTROL'] as const;

/** A share in percent that may be more than the whole, where it comes back round a circle. */
const wideShare = (name: string) => numeric(name, { precision: 16, scale: 4 });

const exact = (least: string, most: string): SQL => sql.raw(`case when ${least} = ${most} then ${least} end`);

/**
 * What one party has in a company, directly and in all, as the system login has worked it out: a row for each side that
 * is a customer, with the other side's stub. `outgoing`: the customer is the owner. Direct figures are null where
 * nothing is held directly, totals where a circle on the way does not converge.
 */
export const ownershipInterest = pgTable(
  'ownership_interest',
  {
    customerId: key('customer_id').notNull(),
    outgoing: boolean('outgoing').notNull(),
    otherPartyId: key('other_party_id').notNull(),
    scopeKey: scopeKey(),
    otherKind: text('other_kind', { enum: partyKinds }).notNull(),
    otherNameMasked: text('other_name_masked'),
    directMin: percent('direct_min'),
    directMax: percent('direct_max'),
    directPct: percent('direct_pct').generatedAlwaysAs(exact('direct_min', 'direct_max')),
    totalMin: wideShare('total_min'),
    totalMax: wideShare('total_max'),
    totalPct: wideShare('total_pct').generatedAlwaysAs(exact('total_min', 'total_max')),
    controlPct: percent('control_pct').notNull(),
    control: text('control', { enum: controlKinds }),
    converges: boolean('converges').notNull().generatedAlwaysAs(sql.raw('total_min is not null')),
    ultimate: boolean('ultimate').notNull(),
    ultimateParent: boolean('ultimate_parent').notNull(),
    ...workedOutTime(),
    /**
     * The links of the ways one after another, seven numbers each, parted by commas: path, position, party, least and
     * largest share of the link and of the whole path in millionths. Null where it is held directly only. As text, for a
     * whole bank's arrays take long to read in and few are ever told: by the view `ownership_step`.
     */
    steps: text('steps'),
  },
  (table) => [
    primaryKey({
      name: 'ownership_interest_pk',
      columns: [table.customerId, table.outgoing, table.otherPartyId, table.asOf],
    }),
    index('ownership_interest_other_index').on(table.otherPartyId),
    oneOf('ownership_interest', table.otherKind, partyKinds),
    oneOf('ownership_interest', table.control, controlKinds),
  ],
);
