import { foreignKey, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { byTrigger, identity, key, oneOf, publicId } from '../../database/columns';

export const orgUnitLevels = ['HEAD_OFFICE', 'REGION', 'BRANCH', 'SUB_BRANCH'] as const;
export type OrgUnitLevel = (typeof orgUnitLevels)[number];

/**
 * The branch tree. A unit holds the interval [lft, rgt), all units below it lie inside; both are dealt by a trigger
 * in slots of a fixed width by level.
 */
export const orgUnit = pgTable(
  'org_unit',
  {
    id: identity().primaryKey(),
    publicId: publicId('org_', '0'),
    code: text('code').notNull(),
    name: text('name').notNull(),
    level: text('level', { enum: orgUnitLevels }).notNull(),
    parentId: key('parent_id'),
    lft: integer('lft').notNull().$default(byTrigger),
    rgt: integer('rgt').notNull().$default(byTrigger),
  },
  (table) => [
    unique('org_unit_code_key').on(table.code),
    unique('org_unit_lft_key').on(table.lft),
    index('org_unit_parent_index').on(table.parentId),
    foreignKey({ name: 'org_unit_parent_fk', columns: [table.parentId], foreignColumns: [table.id] }),
    oneOf('org_unit', table.level, orgUnitLevels),
  ],
);
