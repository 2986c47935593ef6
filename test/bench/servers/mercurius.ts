import fastify from 'fastify';
import mercurius from 'mercurius';
import { BankReader, type BankRow } from '../peers/bank-reader';
import { bankSchema } from '../peers/bank-schema';
import { allOfEach, countOfEach, distinct, oneOfEach } from '../peers/batches';
import { amountText } from '../peers/money';

type Query = { obj: BankRow; params: { first: number } };
type Batch = (ids: readonly unknown[], first: number) => Promise<readonly BankRow[]>;

const bank = new BankReader('mercurius');

/** Loads for all objects of a level at once, by a column of theirs; a level has one page size. */
const loaderBy =
  <Answer>(column: string, batch: Batch, arrange: (keys: readonly unknown[], rows: readonly BankRow[]) => Answer[]) =>
  async (queries: readonly Query[]): Promise<Answer[]> => {
    const keys = queries.map(({ obj }) => obj[column]);
    const present = distinct(keys.filter((key) => key !== null));
    const rows = present.length === 0 ? [] : await batch(present, queries[0]?.params.first ?? 0);
    return arrange(keys, rows);
  };

const money = ({ minor, currency }: BankRow) =>
  minor === null ? null : { amount: amountText(minor as bigint, String(currency)), currency };
const instant = (name: string) => (row: BankRow) => (row[name] as Date).toISOString();

const partyOf = async (queries: readonly Query[]) => {
  const keys = queries.map(({ obj }) => obj.other_party_id);
  const customers = oneOfEach(keys, await bank.customers(distinct(keys)));
  return queries.map(({ obj }, index) => {
    const customer = customers[index];
    return { kind: obj.other_kind, displayName: customer ? customer.displayName : obj.other_name_masked };
  });
};

const resolvers = {
  Query: {
    customer: async (_root: unknown, { id }: { id: string }) => (await bank.customers([id]))[0] ?? null,
    customerCount: (_root: unknown, { unit }: { unit: string }) => bank.countOf(unit),
    customers: (_root: unknown, { unit, first }: { unit: string; first: number }) => bank.customersOf(unit, first),
    complaints: (_root: unknown, { unit, statuses, first }: { unit: string; statuses: string[]; first: number }) =>
      bank.worklist(unit, statuses, first),
    search: (_root: unknown, { unit, text, first }: { unit: string; text: string; first: number }) =>
      bank.search(unit, text, first),
  },
  Account: { balance: money },
  Holding: { amount: money },
  Interaction: { at: instant('at') },
  Complaint: { receivedAt: instant('receivedAt'), dueAt: instant('dueAt') },
};

const uncached = <Loader>(loader: Loader) => ({ loader, opts: { cache: false } });

const loaders = {
  Customer: {
    orgUnit: uncached(loaderBy('org_unit_id', bank.orgUnits, oneOfEach)),
    manager: uncached(loaderBy('customer_id', bank.managers, oneOfEach)),
    individual: uncached(loaderBy('customer_id', bank.individuals, oneOfEach)),
    organisation: uncached(loaderBy('customer_id', bank.organisations, oneOfEach)),
    identifiers: uncached(loaderBy('customer_id', bank.identifiers, allOfEach)),
    contactPoints: uncached(loaderBy('customer_id', bank.contactPoints, allOfEach)),
    relatedPartyCount: uncached(loaderBy('customer_id', bank.relationCounts, countOfEach)),
    relatedParties: uncached(loaderBy('customer_id', bank.relations, allOfEach)),
    accounts: uncached(loaderBy('customer_id', bank.accounts, allOfEach)),
    holdings: uncached(loaderBy('customer_id', bank.holdings, allOfEach)),
    interactions: uncached(loaderBy('customer_id', bank.interactions, allOfEach)),
    complaintCount: uncached(loaderBy('customer_id', bank.complaintCounts, countOfEach)),
    complaints: uncached(loaderBy('customer_id', bank.complaints, allOfEach)),
  },
  PartyRelationship: {
    party: uncached(partyOf),
    customer: uncached(loaderBy('other_party_id', bank.customers, oneOfEach)),
  },
  AccountParty: { party: uncached(partyOf) },
  Account: {
    product: uncached(loaderBy('product_id', bank.products, oneOfEach)),
    parties: uncached(async (queries: readonly Query[]) => {
      const [ids, owners] = [queries.map(({ obj }) => obj.account_id), queries.map(({ obj }) => obj.customer_id)];
      return allOfEach(ids, await bank.accountParties(ids, owners));
    }),
  },
  Holding: { product: uncached(loaderBy('product_id', bank.products, oneOfEach)) },
  Interaction: { employee: uncached(loaderBy('employee_id', bank.employees, oneOfEach)) },
  Complaint: {
    customer: uncached(loaderBy('customer_id', bank.customers, oneOfEach)),
    owner: uncached(loaderBy('owner_employee_id', bank.employees, oneOfEach)),
  },
};

async function main(): Promise<void> {
  const app = fastify({ logger: false });
  await app.register(mercurius, { schema: bankSchema, resolvers, loaders, jit: 1, graphiql: false } as never);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  process.stdout.write(`${address}\n`);
}

void main();
