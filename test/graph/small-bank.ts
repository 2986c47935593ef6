import { GraphQLError, parse } from 'graphql';
import { connect } from '../../src/database/connect';
import { Rows } from '../database/rows';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { openWorld, type World } from '../support/reference/world';

export interface SmallBank {
  readonly world: World;
  readonly urls: FreshDatabase;
  /** The data that a reader gets, or the code and the text of a refusal. */
  ask(staffNumber: string, source: string, variables?: Record<string, unknown>): Promise<unknown>;
  close(): Promise<void>;
}

/** Number, name, unit, day, tier, tags. By name: N1 N2 N3 N7 N8 N6 N4 N5. */
const customers = [
  ['N1', 'Ann', 'B001', '2021-01-01', 'GOLD', ['VIP', 'old']],
  ['N2', 'bob', 'B001', '2021-01-02', 'SILVER', []],
  ['N3', 'Cid', 'B001', '2021-01-02', null, ['VIP']],
  ['N4', null, 'B001', null, 'GOLD', []],
  ['N5', null, 'B001', '2021-01-03', null, []],
  ['N6', 'Zoe', 'B001', null, 'GOLD', ['a"b']],
  ['N7', 'Eve', 'B002', '2021-01-04', 'SILVER', []],
  ['N8', 'Zed', 'B002', '2021-01-05', null, ['VIP']],
] as const;

const staff = [
  ['HO0001', 'HEAD_OFFICE', 'HO'],
  ['BM0001', 'BRANCH_MANAGER', 'B001'],
  ['BM0002', 'BRANCH_MANAGER', 'B002'],
  ['AU0001', 'AUDITOR', 'HO'],
] as const;

async function fill(systemUrl: string): Promise<void> {
  const { sql, end } = connect(systemUrl, { name: 'test', max: 1 });
  const rows = new Rows(sql as never);
  const office = await rows.unit('HO', 'HEAD_OFFICE', null);
  const units = {
    HO: office,
    B001: await rows.unit('B001', 'BRANCH', office),
    B002: await rows.unit('B002', 'BRANCH', office),
  };
  for (const [number, name, unit, onboarded, tier, tags] of customers) {
    const customer = await rows.customer(name, units[unit], { customer_number: number, onboarded_on: onboarded, tier });
    await sql`update customer set tags = ${tags as unknown as string[]} where customer_id = ${customer}`;
  }
  for (const [number, role, unit] of staff) {
    await sql`insert into employee (staff_number, name, org_unit_id) values (${number}, ${number}, ${units[unit]})`;
    await sql`insert into role_grant (employee_id, role, org_unit_id, valid_from)
      select id, ${role}, ${units[unit]}, '2020-01-01' from employee where staff_number = ${number}`;
  }
  const product = await rows.product('CUR', 'DEPOSIT');
  const [ann] = await sql<{ id: string }[]>`select customer_id::text as id from customer where customer_number = 'N1'`;
  const owner = ann?.id ?? '';
  await sql.begin(async (transaction) => {
    const inTransaction = new Rows(transaction as never);
    const account = await inTransaction.account(owner, product, units.B001);
    await inTransaction.accountParty(owner, account, owner, 'PRINCIPAL', 100);
    await transaction`update account set current_balance_minor = 123450, days_past_due = 3 where id = ${account}`;
  });
  await end();
}

/** Eight customers in two branches, four readers, one account. */
export async function openSmallBank(): Promise<SmallBank> {
  const urls = await freshDatabase();
  await fill(urls.systemUrl);
  const world = await openWorld(urls);
  return {
    world,
    urls,
    ask: asking(world),
    async close() {
      await world.end();
      await urls.drop();
    },
  };
}

/** Asks a world's graph for a reader. */
export function asking(world: World): SmallBank['ask'] {
  return async (staffNumber, source, variables = {}) => {
    const viewer = await world.viewerOf(staffNumber);
    if (!viewer) throw new Error(`${staffNumber} is not at work.`);
    try {
      const answer = await world.graph.answer({
        document: documentOf(source),
        operationName: null,
        variables,
        viewer,
      });
      return JSON.parse(answer.text ?? JSON.stringify(answer.data));
    } catch (cause) {
      if (!(cause instanceof GraphQLError)) throw cause;
      return { code: cause.extensions.code, message: cause.message };
    }
  };
}

const documents = new Map<string, ReturnType<typeof parse>>();

/** One document for one text, as a server keeps them, so that its plans are found again. */
function documentOf(source: string): ReturnType<typeof parse> {
  const document = documents.get(source) ?? parse(source);
  documents.set(source, document);
  return document;
}

/** The customer numbers of a page. */
export function numbersIn(answer: unknown): string[] {
  const { customers: page } = answer as { customers: { nodes: { customerNumber: string }[] } };
  return page.nodes.map(({ customerNumber }) => customerNumber);
}
