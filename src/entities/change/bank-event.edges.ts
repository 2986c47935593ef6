import { sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { Employee } from '../employee/employee.type';
import { bankEvent } from './bank-event.table';
import { BankEvent } from './bank-event.type';

toPage({
  from: QueryRoot,
  name: 'bankEvents',
  to: BankEvent,
  description:
    'What was changed that belongs to no customer, in the order of commits. Go on after the last cursor: nothing is told twice or left out.',
  order: [by(bankEvent.id)],
  timeless: true,
  on: () => undefined,
});

toOne({
  from: BankEvent,
  name: 'employee',
  to: Employee,
  description: 'Who made the change.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.employeeId}`,
});
