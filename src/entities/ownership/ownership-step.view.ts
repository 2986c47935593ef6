import { boolean, pgTable, primaryKey, smallint } from 'drizzle-orm/pg-core';
import { key, percent, scopeKey, workedOutTime } from '../../database/columns';

/**
 * The steps kept in `ownership_interest`, a row for each: a view, told as a table to whoever reads it. In the interest
 * named by customer, direction and other party, a step is one link of the ways by which it is held, counted from the
 * customer outward; `party_id` is the party that the link leads to. Path 0 is the control chain of the one at the top.
 * The stub of the party stands in the customer's own interest with it.
 */
export const ownershipStep = pgTable(
  'ownership_step',
  {
    customerId: key('customer_id').notNull(),
    outgoing: boolean('outgoing').notNull(),
    otherPartyId: key('other_party_id').notNull(),
    /** Counts the steps of an interest over all its paths. */
    place: smallint('place').notNull(),
    scopeKey: scopeKey(),
    path: smallint('path').notNull(),
    position: smallint('position').notNull(),
    partyId: key('party_id').notNull(),
    shareMin: percent('share_min').notNull(),
    shareMax: percent('share_max').notNull(),
    pathMin: percent('path_min').notNull(),
    pathMax: percent('path_max').notNull(),
    ...workedOutTime(),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.outgoing, table.otherPartyId, table.place, table.asOf] })],
);
