import { parse } from 'graphql';
import postgres from 'postgres';
import { directory } from '../../src/access/directory';
import { graphOver } from '../support/plans';

const asOf = new Date('2026-06-16T04:00:00Z');
const rounds = 200;
const document = parse(`{ businessOverview {
  isWhole customers deposits { amount } contribution { amount } depositPerCustomer { amount } depositPerCustomerSlope { amount }
  sleeping highValueAdded months { month depositPerCustomer { amount } loanPerCustomer { amount } } } }`);

export interface OverviewCost {
  /** How many customers each reader is told of, and what an answer takes him in ms: the median of interleaved rounds. */
  readonly [staffNumber: string]: { readonly customers: number; readonly ms: number };
}

/** What the overview of their whole scope costs readers of unequal scopes, asked in turn. */
export async function overviewCost(appUrl: string, readers: readonly string[]): Promise<OverviewCost> {
  const sql = postgres(appUrl, { max: 1 });
  try {
    const graph = await graphOver(sql, sql);
    const viewerOf = directory({ sql, clock: () => asOf, timeZone: 'Asia/Shanghai' });
    const taken = new Map<string, number[]>(readers.map((reader) => [reader, []]));
    const told = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      for (const staffNumber of readers) {
        const viewer = await viewerOf({ staffNumber, clientId: 'check' });
        if (!viewer) throw new Error(`${staffNumber} is not at work.`);
        const began = performance.now();
        const { text } = await graph.answer({ document, operationName: null, variables: {}, viewer });
        taken.get(staffNumber)?.push(performance.now() - began);
        told.set(staffNumber, JSON.parse(text ?? '').businessOverview.customers);
      }
    }
    const median = (values: number[]) => values.sort((one, other) => one - other)[values.length >> 1] as number;
    return Object.fromEntries(
      [...taken].map(([reader, ms]) => [reader, { customers: told.get(reader) as number, ms: median(ms) }]),
    );
  } finally {
    await sql.end();
  }
}
