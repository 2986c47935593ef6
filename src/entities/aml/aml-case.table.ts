import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { factColumns, key, moment, oneOf, recordedAt } from '../../database/columns';
import { factKey, scopeReference } from '../customer/customer.table';
import { employee } from '../employee/employee.table';

export const amlCaseKinds = ['TRANSACTION_MONITORING', 'SANCTIONS_SCREENING', 'PEP_SCREENING', 'KYC_REVIEW'] as const;
export const amlCaseStatuses = ['OPEN', 'ESCALATED', 'REPORTED', 'CLOSED'] as const;
export const amlRiskRatings = ['LOW', 'MEDIUM', 'HIGH'] as const;

/** A money-laundering matter of a customer. No trigger carries a change of it to any other row. */
export const amlCase = pgTable(
  'aml_case',
  {
    ...factColumns('aml_'),
    reference: text('reference').notNull(),
    kind: text('kind', { enum: amlCaseKinds }).notNull(),
    status: text('status', { enum: amlCaseStatuses }).notNull(),
    riskRating: text('risk_rating', { enum: amlRiskRatings }).notNull(),
    openedAt: moment('opened_at').notNull(),
    closedAt: moment('closed_at'),
    reportedAt: moment('reported_at'),
    narrative: text('narrative'),
    assignedEmployeeId: key('assigned_employee_id'),
    recordedAt: recordedAt(),
  },
  (table) => [
    factKey('aml_case', table),
    scopeReference('aml_case', table),
    unique('aml_case_reference_key').on(table.customerId, table.reference),
    index('aml_case_customer_opened_index').on(table.customerId, table.openedAt, table.id),
    index('aml_case_opened_index').on(table.openedAt, table.customerId, table.id),
    index('aml_case_status_opened_index').on(table.status, table.openedAt, table.customerId, table.id),
    foreignKey({ name: 'aml_case_employee_fk', columns: [table.assignedEmployeeId], foreignColumns: [employee.id] }),
    oneOf('aml_case', table.kind, amlCaseKinds),
    oneOf('aml_case', table.status, amlCaseStatuses),
    oneOf('aml_case', table.riskRating, amlRiskRatings),
    check('aml_case_closed_check', sql`(${table.status} = 'CLOSED') = (${table.closedAt} is not null)`),
    check('aml_case_reported_check', sql`${table.status} <> 'REPORTED' or ${table.reportedAt} is not null`),
  ],
);
