import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { identity, key, moment, oneOf } from '../../database/columns';
import { hiddenKinds } from './hidden-relation.table';

/** What may have changed: things of a kind; which relations are declared; or the party is a customer now. */
export const hiddenChanges = [...hiddenKinds, 'DECLARED', 'CUSTOMER'] as const;

/**
 * What has changed since hidden relations were worked out; triggers write it. `match_key`: the contact
 * point or employer that the party has taken up or given up.
 */
export const hiddenRelationChange = pgTable(
  'hidden_relation_change',
  {
    customerId: key('customer_id').notNull(),
    id: identity(),
    kind: text('kind', { enum: hiddenChanges }).notNull(),
    matchKey: uuid('match_key'),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: 'hidden_relation_change_pk', columns: [table.customerId, table.id] }),
    oneOf('hidden_relation_change', table.kind, hiddenChanges),
  ],
);
