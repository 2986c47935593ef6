import { sql } from 'drizzle-orm';
import { GraphQLID } from 'graphql';
import { by, QueryRoot, toLinked, toList, toOne, toPage } from '../../graph/declare/edge';
import { validOn } from '../../graph/declare/entity';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { OrgUnit } from '../org-unit/org-unit.type';
import { Product } from '../product/product.type';
import { LinkedParty, partyInScope, partyParts } from '../related-party/linked-party.type';
import { account } from './account.table';
import { Account } from './account.type';
import { partyAccount } from './account-party.table';
import { AccountParty, AccountRoleHeld } from './account-party.type';

toPage({
  from: Customer,
  name: 'accounts',
  to: Account,
  description: 'The accounts that the customer owns, alone or with others, oldest first.',
  order: [by(account.openedOn)],
  link: partyAccount,
  on: ({ parent, link, row, inputs }) => sql`${link.customerId} = ${parent.customerId}
    and ${link.role} in ('PRINCIPAL', 'SECONDARY_OWNER', 'JOINT')
    and ${validOn(inputs.day(), link.validFrom, link.validTo)}
    and ${row.customerId} = ${link.accountCustomerId} and ${row.id} = ${link.accountId}`,
});

toPage({
  from: Customer,
  name: 'accountRoles',
  to: AccountRoleHeld,
  description: 'The customer’s roles on accounts on the day of the view: owner, signatory, guarantor, beneficiary …',
  order: [by(partyAccount.validFrom)],
  on: ({ parent, row, inputs }) =>
    sql`${row.customerId} = ${parent.customerId} and ${validOn(inputs.day(), row.validFrom, row.validTo)}`,
});

toOne({
  from: AccountRoleHeld,
  name: 'account',
  to: Account,
  description: 'The account; null where no owner of it is in the reader’s scope.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.accountCustomerId} and ${row.id} = ${parent.accountId}`,
});

toPage({
  from: QueryRoot,
  name: 'accounts',
  to: Account,
  description: 'The accounts in the reader’s scope, oldest first.',
  order: [by(account.openedOn)],
  on: () => undefined,
});

toOne({
  from: QueryRoot,
  name: 'account',
  to: Account,
  description: 'One account by its id; null where there is none in the reader’s scope.',
  arguments: { id: { type: () => GraphQLID, description: 'Its id.' } },
  on: ({ row, inputs }) =>
    sql`${row.customerId} = ${inputs.id('id', 'acc', 'owner')} and ${row.id} = ${inputs.id('id', 'acc', 'row')}`,
});

toOne({
  from: Account,
  name: 'customer',
  to: Customer,
  description: 'The principal owner; null where he is out of the reader’s scope.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: Account,
  name: 'product',
  to: Product,
  description: 'The product the account is of.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.productId}`,
});

toOne({
  from: Account,
  name: 'bookingUnit',
  to: OrgUnit,
  description: 'The unit that keeps the account.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.bookingUnitId}`,
});

toList({
  from: Account,
  name: 'parties',
  to: AccountParty,
  description: 'Who stands to the account on the day of the view, and how.',
  order: [],
  on: ({ parent, row, inputs }) => sql`${row.customerId} = ${parent.customerId} and ${row.accountId} = ${parent.id}
    and ${validOn(inputs.day(), row.validFrom, row.validTo)}`,
});

const party = partyInScope((row: Row) => row.partyId);

toLinked({
  from: AccountParty,
  name: 'party',
  description: 'The party.',
  to: LinkedParty,
  source: party,
  fields: partyParts({ kind: (row) => row.partyKind, name: (row) => row.partyNameMasked }),
});

toOne({
  from: AccountParty,
  name: 'customer',
  to: Customer,
  description: 'The party as a customer; null where it is none, or out of scope.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.partyId}`,
});

toPage({
  from: Product,
  name: 'accounts',
  to: Account,
  description: 'The accounts of the product in the reader’s scope, oldest first.',
  order: [by(account.openedOn)],
  on: ({ parent, row }) => sql`${row.productId} = ${parent.id}`,
});

/** Rows that hang on an account, of the same customer. */
export const onAccount = ({ parent, row }: { parent: Row; row: Row }) =>
  sql`${row.customerId} = ${parent.customerId} and ${row.accountId} = ${parent.id}`;

/** The account of a row that hangs on it, or null where no owner of it is in the reader’s scope. */
export const itsAccount = ({ parent, row }: { parent: Row; row: Row }) =>
  sql`${row.customerId} = ${parent.customerId} and ${row.id} = ${parent.accountId}`;
