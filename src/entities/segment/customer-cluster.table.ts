import { doublePrecision, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { customerKinds } from '../../access/policy';
import { currency, day, oneOf } from '../../database/columns';

const figures = (name: string) => doublePrecision(name).array().notNull();

/**
 * A group of like customers of a kind, as found on a day. `centroid` is its middle and `spread` the unit of distance along
 * each feature, both in the features' own scale; averages and dominance (the largest member's part of the sum) are those
 * of all members, in the order of the features; keys and `up_to` say where in the bank they are, as in `peer_place`.
 */
export const customerCluster = pgTable(
  'customer_cluster',
  {
    asOf: day('as_of').notNull(),
    code: text('code').notNull(),
    kind: text('kind', { enum: customerKinds }).notNull(),
    place: smallint('place').notNull(),
    rulesVersion: text('rules_version').notNull(),
    name: text('name').notNull(),
    nameZh: text('name_zh').notNull(),
    currency: currency().notNull(),
    centroid: figures('centroid'),
    spread: figures('spread'),
    members: integer('members').notNull().default(0),
    averages: figures('averages').default([]),
    dominance: figures('dominance').default([]),
    keys: integer('keys').array().notNull().default([]),
    upTo: integer('up_to').array().notNull().default([]),
  },
  (table) => [
    primaryKey({ name: 'customer_cluster_pk', columns: [table.asOf, table.code] }),
    oneOf('customer_cluster', table.kind, customerKinds),
  ],
);
