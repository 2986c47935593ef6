import { everyRow } from './every-row';
import { descending, type EdgeModel, filters, one, orders, plain, type TypeModel } from './model';

const aml = (way: EdgeModel): EdgeModel => ({ ...way, dataClass: 'AML' });

export const amlModel: TypeModel = {
  name: 'AmlCase',
  table: 'aml_case',
  prefix: 'aml',
  key: 'id',
  scope: 'customer',
  dataClass: 'AML',
  fields: {
    ...plain('AML', 'kind status riskRating openedAt closedAt reportedAt recordedAt'),
    ...plain('AML', 'reference narrative', 'NAME'),
  },
  ways: {
    customer: aml(one('Customer', 'customer', 'customer_id', 'customer_id')),
    assignee: aml(one('Employee', 'employee', 'id', 'assigned_employee_id')),
  },
  orders: orders('AML', 'REFERENCE STATUS OPENED_AT CLOSED_AT REPORTED_AT'),
  filters: filters('AML', 'reference kind status riskRating openedAt closedAt reportedAt'),
};

/** All that the reader reaches; empty, and not null, for who reaches none. */
export const amlCasesWay = everyRow('AmlCase', 'aml_case', [descending('opened_at')]);
