import { parse } from 'graphql';
import postgres from 'postgres';
import { connect } from '../../src/database/connect';
import { createGraph } from '../../src/graph/graph';
import { openWorld, type World } from '../support/reference/world';
import { networkFields } from './drawing';
import { holds, type OwnedBank, ownedBank } from './owned-bank';

const relations = 20_000;

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

describe('a party of very many relations', () => {
  let bank: OwnedBank;
  let world: World;

  beforeAll(async () => {
    bank = await ownedBank({ Hub: 'B001', Near: 'B001', Far: 'B001' }, [
      holds('Near', 60, 'Hub'),
      holds('Near', 20, 'Far'),
    ]);
    const { sql, keys } = bank;
    const hub = keys.get('Hub') as string;
    await sql`insert into party (kind, display_name) select 'INDIVIDUAL', 'member' from generate_series(1, ${relations})`;
    await sql`insert into customer (customer_id, customer_number, kind, status, lifecycle, org_unit_id)
      select p.party_id, p.party_id::text, 'INDIVIDUAL', 'ONBOARDED', 'ACTIVE', u.id from party p, org_unit u
      where p.display_name = 'member' and u.code = case when p.party_id % 2 = 0 then 'B001' else 'B002' end`;
    await sql`insert into party_relationship (customer_id, other_party_id, type, valid_from)
      select party_id, ${hub}, 'EMPLOYEE', '2020-01-01' from party where display_name = 'member'`;
    const owner = connect(bank.urls.ownerUrl, { name: 'test', max: 1 });
    await owner.sql`analyze`;
    await owner.end();
    world = await openWorld(bank.urls);
  });
  afterAll(async () => {
    await world.end();
    await bank.close();
  });

  /** The answer, and how many relations PostgreSQL read for it. */
  async function asked(reader: string, source: string, variables: Record<string, unknown> = {}) {
    const statements: { text: string; values: unknown[] }[] = [];
    const debug = (_id: number, text: string, values: unknown[]) => void statements.push({ text, values });
    const told = postgres(bank.urls.appUrl, { max: 1, fetch_types: false, debug });
    const viewer = await world.viewerOf(reader);
    if (!viewer) throw new Error(`${reader} is not at work.`);
    const graph = createGraph({ ...world.options, sql: told });
    const answer = await graph.answer({ document: parse(source), operationName: null, variables, viewer });
    const [statement] = statements;
    if (!statement || statements.length > 1) throw new Error('A document is one statement.');
    const explain = `explain (analyze, timing off, format json) ${statement.text}`;
    const [row] = await told.unsafe(explain, statement.values as never[]);
    await told.end();
    const scans = nodesOf(row?.['QUERY PLAN'][0].Plan).filter((one) => one['Relation Name'] === 'party_relationship');
    const read = scans.reduce(
      (sum, one) => sum + (one['Actual Rows'] + (one['Rows Removed by Filter'] ?? 0)) * one['Actual Loops'],
      0,
    );
    return { data: JSON.parse(answer.text as string), read };
  }

  const network = (depth: number) =>
    `{ customer(customerNumber: "Near") { network(depth: ${depth}) { ${networkFields} } } }`;

  it.each([
    ['HO0001', 2],
    ['HO0001', 5],
    ['BM0001', 2],
    ['BM0001', 5],
  ])('breaks the walk of %s over %i relations off', async (reader, depth) => {
    const { data, read } = await asked(reader, network(depth));

    const found = data.customer.network;
    expect(found.isCounted).toBe(false);
    // Two relations of Near and one back to it, the rest to members.
    expect([found.nodes.length, found.edges.length, found.more]).toEqual([50, 49, 9_950]);
    expect(read).toBeLessThan(10_500);
  });

  it('counts to the end what is near', async () => {
    const { data, read } = await asked('HO0001', network(1));

    expect(data.customer.network).toMatchObject({ more: 0, isCounted: true, nodes: { length: 3 } });
    expect(read).toBeLessThan(10);
  });

  it('passes the hub on a way', async () => {
    const [last] = await bank.sql<{ id: string }[]>`
      select c.public_id as id from customer c join org_unit u on u.id = c.org_unit_id
      where u.code = 'B001' order by customer_id desc limit 1`;
    const [far] = await bank.sql<{ id: string }[]>`select public_id as id from customer where customer_number = 'Far'`;
    const source = `query ($from: ID!, $to: ID!) {
      relationshipPath(from: $from, to: $to) { nodes { party { displayName } } edges { from to type } } }`;

    const { data, read } = await asked('BM0001', source, { from: far?.id, to: last?.id });

    const names = ['Far', 'Near', 'Hub', 'member'];
    expect(
      data.relationshipPath.nodes.map(
        ({ party }: { party: { displayName: string } }) => party.displayName.split(' ')[0],
      ),
    ).toEqual(names);
    expect(data.relationshipPath.edges).toEqual([
      { from: 2, to: 1, type: 'SHAREHOLDING' },
      { from: 2, to: 3, type: 'SHAREHOLDING' },
      { from: 4, to: 3, type: 'EMPLOYEE' },
    ]);
    expect(read).toBeLessThan(relations + 100);
  });
});
