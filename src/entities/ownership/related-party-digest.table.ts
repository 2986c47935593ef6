import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { key, oneOf } from '../../database/columns';

const sides = ['BUSINESS', 'HOUSEHOLD'] as const;
export type RelatedPartySide = (typeof sides)[number];

/**
 * By what each party's results of one side are told apart from others: a run that finds the same writes nothing of him.
 * Worth nothing after a crash, and nobody's but the system login's.
 */
export const relatedPartyDigest = pgTable(
  'related_party_digest',
  {
    customerId: key('customer_id').notNull(),
    side: text('side', { enum: sides }).notNull(),
    digest: uuid('digest').notNull(),
  },
  (table) => [
    primaryKey({ name: 'related_party_digest_pk', columns: [table.customerId, table.side] }),
    oneOf('related_party_digest', table.side, sides),
  ],
);
