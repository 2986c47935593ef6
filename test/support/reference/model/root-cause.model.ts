import type { Row } from '../values';
import { everyRow } from './every-row';
import { listedIn } from './listed';
import {
  type Arguments,
  ascending,
  type Context,
  descending,
  type EdgeModel,
  filters,
  one,
  orders,
  page,
  plain,
  type TypeModel,
} from './model';
import { exactRatio } from './ratios';

const newestFirst = [descending('received_at')];

export const rootCauseModel: TypeModel = {
  name: 'RootCause',
  table: 'root_cause',
  prefix: 'rtc',
  key: 'id',
  scope: 'everybody',
  fields: plain('C1', 'code title remediation remediedOn version updatedAt'),
  ways: {
    owner: one('Employee', 'employee', 'id', 'owner_employee_id'),
    complaints: page('Complaint', 'complaint', 'root_cause_id', 'id', newestFirst),
    customers: {
      kind: 'page',
      to: 'Customer',
      order: [ascending('sort_name')],
      rows: (cause, { bank }) =>
        bank
          .rows('customer')
          .filter(({ customer_id: id }) =>
            bank.where('complaint', 'customer_id', id as number).some((row) => row.root_cause_id === cause.id),
          ),
    },
  },
  orders: orders('C1', 'CODE REMEDIED_ON UPDATED_AT'),
  filters: filters('C1', 'code remediedOn updatedAt'),
};

export const bankEventModel: TypeModel = {
  name: 'BankEvent',
  table: 'bank_event',
  prefix: 'bev',
  key: 'id',
  scope: 'everybody',
  fields: plain('C1', 'type at subjectId fields version'),
  ways: { employee: one('Employee', 'employee', 'id', 'employee_id') },
  orders: {},
  filters: filters('C1', 'type at'),
};

export const rootCausesWay: EdgeModel = everyRow('RootCause', 'root_cause', [ascending('code')]);

function ratesOf({ bank, dayOf, reader, ...context }: Context, args: Arguments): Row[] {
  const told = listedIn(bank.rows('complaint'), { bank, dayOf, reader, ...context }, args.orgUnit);
  return bank.rows('root_cause').flatMap((cause): Row[] => {
    const own = told.filter((row) => row.root_cause_id === cause.id);
    if (own.length === 0) return [];
    const isAfter = (row: Row) => dayOf(String(row.received_at)) > String(cause.remedied_on);
    const customers = [...new Set(own.map((row) => row.customer_id as number))];
    const after = own.filter(isAfter);
    const before = own.filter((row) => !isAfter(row));
    const has = (rows: readonly Row[], id: number) => rows.some((row) => row.customer_id === id);
    const remedied = cause.remedied_on !== null;
    return [
      {
        customer_id: 0,
        reached: [...reader.reaches(Math.min(...customers))],
        root_cause_id: cause.id as number,
        code: cause.code as string,
        complaints: own.length,
        customers: customers.length,
        complaints_before: remedied ? before.length : null,
        complaints_after: remedied ? after.length : null,
        customers_again: remedied ? customers.filter((id) => has(before, id) && has(after, id)).length : null,
        recurrence_pct: remedied && before.length > 0 ? exactRatio(after.length * 100, before.length, 2) : null,
      },
    ];
  });
}

export const rootCauseRateModel: TypeModel = {
  isMade: true,
  decimals: ['recurrence_pct'],
  table: 'customer',
  scope: 'made',
  name: 'RootCauseRate',
  key: 'code',
  fields: plain('C1', 'code complaints customers complaintsBefore complaintsAfter customersAgain recurrencePct'),
  ways: { cause: one('RootCause', 'root_cause', 'id', 'root_cause_id') },
  orders: orders('C1', 'COMPLAINTS CUSTOMERS COMPLAINTS_AFTER RECURRENCE_PCT'),
  filters: filters('C1', 'complaints customers complaintsAfter recurrencePct'),
};

export const rootCauseRatesWay: EdgeModel = {
  kind: 'page',
  to: 'RootCauseRate',
  across: true,
  order: [descending('complaints'), ascending('code')],
  rows: (_parent, context, args) => ratesOf(context, args),
};
