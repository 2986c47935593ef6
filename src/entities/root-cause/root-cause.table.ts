import { foreignKey, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { day, identity, key, moment, publicId } from '../../database/columns';
import { employee } from '../employee/employee.table';

/** Why complaints come to the bank, and what it has done about it; nothing of any customer. */
export const rootCause = pgTable(
  'root_cause',
  {
    id: identity().primaryKey(),
    publicId: publicId('rtc_', '0'),
    code: text('code').notNull(),
    title: text('title').notNull(),
    /** Who sees to it. */
    ownerEmployeeId: key('owner_employee_id').notNull(),
    remediation: text('remediation'),
    /** The last day on which a complaint of it was still to be expected. */
    remediedOn: day('remedied_on'),
    version: integer('version').notNull().default(1),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    unique('root_cause_code_key').on(table.code),
    foreignKey({ name: 'root_cause_owner_fk', columns: [table.ownerEmployeeId], foreignColumns: [employee.id] }),
  ],
);
