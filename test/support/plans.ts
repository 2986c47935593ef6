import { secretFrom } from '../../src/database/secrets';
import { protectionKeys, sealingBy } from '../../src/entities/party/protection-keys';
import '../../src/entities';
import { parse } from 'graphql';
import postgres, { type Sql } from 'postgres';
import { directory } from '../../src/access/directory';
import { lookupGuard } from '../../src/access/lookups';
import { systemClock } from '../../src/clock';
import { publishSchema } from '../../src/graph/declare/publish';
import { createGraph, type Graph } from '../../src/graph/graph';
import { NodeIds } from '../../src/graph/node-id';
import { documents } from '../bench/documents';

type Work = keyof typeof documents;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

export interface PlanReader {
  /** Tables with customers' data that the plan of a document, as that person asks it, reads from end to end. */
  wholeTables(staffNumber: string, work: Work): Promise<string[]>;
  end(): Promise<void>;
}

export interface PlanOptions {
  readonly appUrl: string;
  readonly asOf: Date;
  /** False forbids them where an index can serve, so that on a small bank only what no index serves is read whole. */
  readonly wholeTablesAllowed: boolean;
}

/** Reads how PostgreSQL would run the documents of the bench, for given values and for any. */
export async function openPlans({ appUrl, asOf, wholeTablesAllowed }: PlanOptions): Promise<PlanReader> {
  const asked: { text: string; values: unknown[] }[] = [];
  const plain = postgres(appUrl, { max: 1 });
  const told = postgres(appUrl, { max: 1, debug: (_id, text, values) => void asked.push({ text, values }) });
  const explaining = postgres(appUrl, {
    max: 1,
    connection: { enable_seqscan: wholeTablesAllowed ? 'on' : 'off' } as never,
  });
  const graph = await graphOver(told, plain);
  const viewerOf = directory({ sql: plain, clock: () => asOf, timeZone: 'Asia/Shanghai' });
  const protectedTables = await plain<{ name: string }[]>`
    select relname::text as name from pg_class where relrowsecurity and relkind = 'r'`;
  const facts = new Set(protectedTables.map(({ name }) => name));

  async function ask(staffNumber: string, query: string, variables: Record<string, unknown>) {
    const viewer = await viewerOf({ staffNumber, clientId: 'test' });
    if (!viewer) throw new Error(`${staffNumber} is not at work.`);
    asked.length = 0;
    const { text, data } = await graph.answer({ document: parse(query), operationName: null, variables, viewer });
    return text === undefined ? data : JSON.parse(text);
  }

  return {
    async wholeTables(staffNumber, work) {
      const found = await ask(staffNumber, '{ customers(first: 1) { nodes { id } } }', {});
      const variables = { id: found.customers.nodes[0]?.id, unit: 'B001', text: '王' };
      await ask(staffNumber, documents[work], variables);
      const [statement] = asked;
      if (!statement) throw new Error(`${work} ran no statement.`);
      const plans = [
        await explaining.unsafe(`explain (format json) ${statement.text}`, statement.values as never[]),
        await explaining.unsafe(`explain (format json, generic_plan) ${statement.text}`),
      ];
      const nodes = plans.flatMap(([row]) => nodesOf(row?.['QUERY PLAN'][0].Plan));
      return [...new Set(nodes.flatMap((node) => wholeTable(node, facts)))].sort();
    },
    end: async () => void (await Promise.all([plain.end(), told.end(), explaining.end()])),
  };
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

function wholeTable(node: PlanNode, facts: ReadonlySet<string>): string[] {
  const table = node['Relation Name'] ?? '';
  return node['Node Type'] === 'Seq Scan' && facts.has(table) ? [table] : [];
}

/** The graph alone, over a connection for its statements and one for its look-ups. */
export async function graphOver(sql: Sql, plain: Sql): Promise<Graph> {
  const [id] = await plain<{ key: Buffer }[]>`select id_key() as key`;
  return createGraph({
    schema: publishSchema(),
    sql,
    ids: new NodeIds(id?.key as Buffer),
    cursorKeys: [{ cipher: Buffer.alloc(32, 1), mac: Buffer.alloc(32, 2) }],
    hashes: { phone: () => [Buffer.alloc(16)], identifier: () => [Buffer.alloc(16)] },
    lookups: lookupGuard(plain),
    clock: systemClock,
    renewed: async (viewer) => viewer,
    sealing: sealingBy([protectionKeys(secretFrom(Buffer.alloc(32, 7)))]),
    services: { keys: { identifierCipher: () => Buffer.alloc(32, 3) } },
  });
}
