import { sql } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { country, identity, moment, oneOf, recordedAt, sortName } from '../../database/columns';

export const partyKinds = ['INDIVIDUAL', 'ORGANISATION'] as const;
export type PartyKind = (typeof partyKinds)[number];

/**
 * A person or an organisation, customer or not. Its key is also the key of the customer it may be: every table of a
 * party calls the column `customer_id`, so that all that belongs to one customer lies together.
 */
export const party = pgTable(
  'party',
  {
    partyId: identity('party_id').primaryKey(),
    kind: text('kind', { enum: partyKinds }).notNull(),
    /** Null where the source gives no name. */
    displayName: text('display_name'),
    sortName: sortName('sort_name').generatedAlwaysAs(sql.raw('normalise_name(display_name)')),
    country: country(),
    recordedAt: recordedAt(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [oneOf('party', table.kind, partyKinds)],
);
