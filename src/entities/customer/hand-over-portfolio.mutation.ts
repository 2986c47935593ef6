import { sql } from 'drizzle-orm';
import { GraphQLID, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../../errors';
import { dayText } from '../../graph/declare/date-text';
import { by, toOne, toPage } from '../../graph/declare/edge';
import { payload } from '../../graph/declare/mutation';
import { LocalDate } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { refused } from '../change/refusals';
import type { Written } from '../change/tell-events';
import { Employee } from '../employee/employee.type';
import { customer } from './customer.table';
import { Customer } from './customer.type';
import { managerNamed } from './manager-named';

const mostNamed = 500;

@InputType('HandOverPortfolioInput', { description: 'Whose customers go to whom, and from which day.' })
class HandOverPortfolioInput extends ChangeInput {
  @Field(() => GraphQLString, { description: 'The staff number of who has looked after them.' })
  fromStaffNumber!: string;

  @Field(() => GraphQLString, { description: 'The staff number of the relationship manager who takes them over.' })
  toStaffNumber!: string;

  @Field(() => LocalDate, { description: 'The first day on which they are his: today or later.' })
  from!: Date;

  @Field(() => [GraphQLID], {
    nullable: true,
    description: `Which customers, at most ${mostNamed}; all who are assigned on that day, within reach, unless given.`,
  })
  customerIds?: string[] | null;
}

@ObjectType('HandOverPortfolioPayload', { description: 'Who has the customers from that day on.' })
class HandOverPortfolioPayload {}
payload(HandOverPortfolioPayload);

toOne({
  from: HandOverPortfolioPayload,
  name: 'employee',
  to: Employee,
  description: 'Who takes them over; null where the change was refused.',
  on: ({ row, inputs }) => sql`${row.id} = ${inputs.changed('employee')}`,
});

toPage({
  from: HandOverPortfolioPayload,
  name: 'customers',
  to: Customer,
  description: 'Whom he takes over, by name.',
  order: [by(customer.sortName)],
  on: ({ row, inputs }) => sql`exists (
    select from portfolio_assignment as a
    where a.customer_id = ${row.customerId} and a.employee_id = ${inputs.changed('employee')}
      and a.id between ${inputs.changed('first')} and ${inputs.changed('last')})`,
});

/** The customers named, all of them in reach; null where one is not. */
async function named({ customerIds }: HandOverPortfolioInput, { reached }: Writing): Promise<bigint[] | null> {
  const found: bigint[] = [];
  for (const id of customerIds ?? []) {
    const address = await reached(id, 'cus');
    if (!address) return null;
    found.push(address.owner);
  }
  return found;
}

async function handOver(input: HandOverPortfolioInput, writing: Writing): Promise<Made | null> {
  const { sql: own, viewer, among } = writing;
  const asked = await named(input, writing);
  if (!asked) return null;
  const from = await managerNamed(input.fromStaffNumber, 'input.fromStaffNumber', [], writing);
  const to = await managerNamed(input.toStaffNumber, 'input.toStaffNumber', [], writing);
  if (from.id === to.id) throw refused('NOT_ALLOWED', 'input.toStaffNumber', 'Both are one member of staff.');
  const day = dayText(input.from);
  if (day < viewer.today)
    throw refused(
      'DATE_OUT_OF_ORDER',
      'input.from',
      `Customers are handed over from today, ${viewer.today}, or later.`,
    );
  const keys = asked.map(String);
  const isAsked = input.customerIds ? own`and a.customer_id = any (${keys}::text[]::bigint[])` : own``;
  const assigned = await own<Assigned[]>`
    select a.customer_id as customer, a.id, a.role, a.valid_from::text as begins, a.valid_to::text as ends
    from portfolio_assignment a
    where a.employee_id = ${from.id} and (a.valid_to is null or a.valid_to > ${day}) ${isAsked}
    order by a.customer_id, a.id for update`;
  const inReach = await among(assigned.map((one) => one.customer));
  const held = assigned.filter((one) => inReach.has(one.customer));
  const lacking = asked.find((customer) => !held.some((one) => one.customer === customer));
  if (held.length === 0 || lacking !== undefined)
    throw refused(
      'NOT_ALLOWED',
      lacking === undefined ? 'input.fromStaffNumber' : 'input.customerIds',
      'He does not look after them on that day.',
    );
  if (held.some(({ begins }) => begins >= day))
    throw refused(
      'DATE_OUT_OF_ORDER',
      'input.from',
      'One of them comes to him on that day or later himself: hand over from a day after it.',
    );
  const taken = await own`
    select from portfolio_assignment a where a.employee_id = ${to.id} and (a.valid_to is null or a.valid_to > ${day})
      and a.customer_id = any (${held.map(({ customer }) => String(customer))}::text[]::bigint[]) limit 1`;
  if (taken.length > 0)
    throw refused('TAKEN', 'input.toStaffNumber', 'He looks after one of them already, on that day or later.');
  const kinds = await own<{ kind: string }[]>`
    select distinct kind from customer where customer_id = any (${held.map(({ customer }) => String(customer))}::text[]::bigint[])`;
  const { isManager } = await managerNamed(
    input.toStaffNumber,
    'input.toStaffNumber',
    kinds.map(({ kind }) => kind),
    writing,
  );
  if (!isManager)
    throw refused('NOT_ALLOWED', 'input.toStaffNumber', 'He is no relationship manager of such customers today.');
  return written(held, { day, to: to.id }, writing);
}

interface Assigned {
  readonly customer: bigint;
  readonly id: bigint;
  readonly role: string;
  readonly begins: string;
  readonly ends: string | null;
}

/** Ends what was and begins what is to be. */
async function written(
  held: readonly Assigned[],
  { day, to }: { readonly day: string; readonly to: bigint },
  { sql: own }: Writing,
): Promise<Made> {
  const keys = held.map(({ customer, id }) => ({ customer: String(customer), id: String(id) }));
  await own`
    update portfolio_assignment as a set valid_to = ${day}
    from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) as k (customer bigint, id bigint)
    where a.customer_id = k.customer and a.id = k.id`;
  const rows = held.map(({ customer, role, ends }) => ({ customer: String(customer), role, ends }));
  const ids = await own<{ id: bigint }[]>`
    insert into portfolio_assignment (customer_id, employee_id, role, valid_from, valid_to)
    select customer, ${to}, role, ${day}, ends
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (customer bigint, role text, ends date)
    returning id`;
  const given = ids.map(({ id }) => id).sort((one, other) => (one < other ? -1 : 1));
  const events = [...new Set(held.map(({ customer }) => customer))].map((customer): Written => {
    return { customer, prefix: 'cus', row: customer, fields: ['assignments'] };
  });
  return {
    changed: { employee: to, first: given[0] as bigint, last: given.at(-1) as bigint },
    written: events,
  };
}

change<HandOverPortfolioInput>({
  name: 'handOverPortfolio',
  description: 'Gives the customers of one manager to another, all in one or none.',
  input: HandOverPortfolioInput,
  payload: HandOverPortfolioPayload,
  onlyRoles: ['HEAD_OFFICE', 'BRANCH_MANAGER'],
  event: 'PORTFOLIO_HANDED_OVER',
  check: ({ fromStaffNumber, toStaffNumber, customerIds }) => {
    textOf(fromStaffNumber, 'input.fromStaffNumber', 50);
    textOf(toStaffNumber, 'input.toStaffNumber', 50);
    if (customerIds && (customerIds.length === 0 || customerIds.length > mostNamed))
      throw badInput(`input.customerIds has 1 to ${mostNamed} customers.`);
  },
  run: handOver,
});
