import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import SchemaBuilder from '@pothos/core';
import DataloaderPlugin from '@pothos/plugin-dataloader';
import { createYoga } from 'graphql-yoga';
import { BankReader, type BankRow } from '../peers/bank-reader';
import { allOfEach, countOfEach, oneOfEach } from '../peers/batches';
import { amountText } from '../peers/money';

const bank = new BankReader('yoga');
const builder = new SchemaBuilder<{ Scalars: { ID: { Input: string; Output: string } } }>({
  plugins: [DataloaderPlugin],
});

type Ref = ReturnType<typeof builder.objectRef<BankRow>>;
type Batch = (keys: readonly unknown[], first: number) => Promise<readonly BankRow[]>;

/** The part of Pothos' field builder that is used here; a row is told column by column. */
// biome-ignore lint/suspicious/noExplicitAny: the builder's own types follow from each field, which these helpers abstract from.
type Builder = any;

const texts = (t: Builder, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, t.exposeString(name, { nullable: true })]));
const instant = (t: Builder, name: string) =>
  t.string({ resolve: (row: BankRow) => (row[name] as Date).toISOString() });

const one = (t: Builder, type: Ref, column: string, batch: Batch) =>
  t.loadable({
    type,
    nullable: true,
    load: async (keys: string[]) => oneOfEach(keys, await batch(keys, 0)),
    resolve: (row: BankRow) => row[column],
  });
const all = (t: Builder, type: Ref, batch: Batch) =>
  t.loadableList({
    type,
    load: async (keys: string[]) => allOfEach(keys, await batch(keys, 0)),
    resolve: (row: BankRow) => row.customer_id,
  });
const first = (t: Builder, type: Ref, batch: Batch) =>
  t.loadableList({
    type,
    byPath: true,
    args: { first: t.arg.int({ required: true }) },
    load: async (keys: string[], _context: unknown, args: { first: number }) =>
      allOfEach(keys, await batch(keys, args.first)),
    resolve: (row: BankRow) => row.customer_id,
  });
const count = (t: Builder, batch: Batch) =>
  t.loadable({
    type: 'Int',
    load: async (keys: string[]) => countOfEach(keys, await batch(keys, 0)),
    resolve: (row: BankRow) => row.customer_id,
  });

const ref = (name: string) => builder.objectRef<BankRow>(name);
const [customer, orgUnit, employee, individual, organisation] = [
  'Customer',
  'OrgUnit',
  'Employee',
  'Individual',
  'Organisation',
].map(ref) as Ref[];
const [identifier, contactPoint, party, relation, money] = [
  'Identifier',
  'ContactPoint',
  'Party',
  'PartyRelationship',
  'Money',
].map(ref) as Ref[];
const [product, accountParty, account, holding, interaction, complaint] = [
  'Product',
  'AccountParty',
  'Account',
  'Holding',
  'Interaction',
  'Complaint',
].map(ref) as Ref[];

const describe = (type: Ref | undefined, fields: (t: Builder) => Record<string, unknown>) =>
  builder.objectType(type as Ref, { fields: fields as never });
const as = (type: Ref | undefined) => type as Ref;

const moneyField = (t: Builder) =>
  t.field({
    type: money,
    nullable: true,
    resolve: ({ minor, currency }: BankRow) =>
      minor === null ? null : { amount: amountText(minor as string, String(currency)), currency },
  });
/** The other party: a customer, or a stub that the row keeps. */
const partyField = (t: Builder) =>
  t.loadable({
    type: party,
    load: async (rows: BankRow[]) => {
      const keys = rows.map((row) => row.other_party_id);
      const customers = oneOfEach(keys, await bank.customers(keys));
      return rows.map((row, index) => {
        const found = customers[index];
        return { kind: row.other_kind, displayName: found ? found.displayName : row.other_name_masked };
      });
    },
    resolve: (row: BankRow) => row,
  });

describe(orgUnit, (t) => texts(t, 'code', 'name', 'level'));
describe(employee, (t) => texts(t, 'staffNumber', 'name'));
describe(individual, (t) => texts(t, 'birthDate', 'occupation', 'incomeBand', 'riskAppetite'));
describe(organisation, (t) => texts(t, 'legalName', 'industry', 'ownershipNature', 'scale', 'lei'));
describe(identifier, (t) => texts(t, 'scheme', 'value'));
describe(contactPoint, (t) => ({ ...texts(t, 'kind', 'value'), preferred: t.exposeBoolean('preferred') }));
describe(party, (t) => texts(t, 'kind', 'displayName'));
describe(money, (t) => texts(t, 'amount', 'currency'));
describe(product, (t) => texts(t, 'code', 'name', 'category'));
describe(relation, (t) => ({
  ...texts(t, 'id', 'type', 'inverseLabel', 'sharePct', 'validFrom', 'validTo'),
  party: partyField(t),
  customer: one(t, as(customer), 'other_party_id', bank.customers),
}));
describe(accountParty, (t) => ({ ...texts(t, 'role', 'sharePct'), party: partyField(t) }));
describe(account, (t) => ({
  ...texts(t, 'id', 'number', 'type', 'status', 'openedOn'),
  balance: moneyField(t),
  product: one(t, as(product), 'product_id', bank.products),
  parties: t.loadableList({
    type: accountParty,
    load: async (rows: BankRow[]) => {
      const ids = rows.map((row) => row.account_id);
      return allOfEach(
        ids,
        await bank.accountParties(
          ids,
          rows.map((row) => row.customer_id),
        ),
      );
    },
    resolve: (row: BankRow) => row,
  }),
}));
describe(holding, (t) => ({
  ...texts(t, 'id', 'status', 'maturesOn'),
  amount: moneyField(t),
  product: one(t, as(product), 'product_id', bank.products),
}));
describe(interaction, (t) => ({
  ...texts(t, 'id', 'channel', 'direction', 'purpose', 'subject', 'outcome', 'confidentiality'),
  at: instant(t, 'at'),
  employee: one(t, as(employee), 'employee_id', bank.employees),
}));
describe(complaint, (t) => ({
  ...texts(t, 'id', 'reference', 'status', 'severity', 'category'),
  receivedAt: instant(t, 'receivedAt'),
  dueAt: instant(t, 'dueAt'),
  customer: one(t, as(customer), 'customer_id', bank.customers),
  owner: one(t, as(employee), 'owner_employee_id', bank.employees),
}));
describe(customer, (t) => ({
  ...texts(t, 'id', 'customerNumber', 'kind', 'displayName', 'status', 'lifecycle', 'tier', 'onboardedOn'),
  tags: t.exposeStringList('tags'),
  orgUnit: one(t, as(orgUnit), 'org_unit_id', bank.orgUnits),
  manager: one(t, as(employee), 'customer_id', bank.managers),
  individual: one(t, as(individual), 'customer_id', bank.individuals),
  organisation: one(t, as(organisation), 'customer_id', bank.organisations),
  identifiers: all(t, as(identifier), bank.identifiers),
  contactPoints: all(t, as(contactPoint), bank.contactPoints),
  relatedPartyCount: count(t, bank.relationCounts),
  relatedParties: first(t, as(relation), bank.relations),
  accounts: first(t, as(account), bank.accounts),
  holdings: first(t, as(holding), bank.holdings),
  interactions: first(t, as(interaction), bank.interactions),
  complaintCount: count(t, bank.complaintCounts),
  complaints: first(t, as(complaint), bank.complaints),
}));

builder.queryType({
  fields: ((t: Builder) => {
    const unit = t.arg.string({ required: true });
    const most = t.arg.int({ required: true });
    const text = t.arg.string({ required: true });
    const statuses = t.arg.stringList({ required: true });
    type Asked = { unit: string; first: number; text: string; statuses: string[] };
    return {
      customer: t.field({
        type: customer,
        nullable: true,
        args: { id: t.arg.id({ required: true }) },
        resolve: async (_root: unknown, { id }: { id: string }) => (await bank.customers([id]))[0] ?? null,
      }),
      customerCount: t.int({ args: { unit }, resolve: (_root: unknown, asked: Asked) => bank.countOf(asked.unit) }),
      customers: t.field({
        type: [customer],
        args: { unit, first: most },
        resolve: (_root: unknown, asked: Asked) => bank.customersOf(asked.unit, asked.first),
      }),
      complaints: t.field({
        type: [complaint],
        args: { unit, statuses, first: most },
        resolve: (_root: unknown, asked: Asked) => bank.worklist(asked.unit, asked.statuses, asked.first),
      }),
      search: t.field({
        type: [customer],
        args: { unit, text, first: most },
        resolve: (_root: unknown, asked: Asked) => bank.search(asked.unit, asked.text, asked.first),
      }),
    };
  }) as never,
});

const yoga = createYoga({
  schema: builder.toSchema(),
  graphiql: false,
  landingPage: false,
  logging: 'error',
  maskedErrors: false,
});
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
