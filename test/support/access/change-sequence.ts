import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type DocumentNode, parse, print } from 'graphql';
import type { Random } from '../reference/documents/random';
import { answered } from '../reference/trial';
import type { Row } from '../reference/values';
import type { AccessWorld, ReaderOfBank } from './access-world';
import { type Attempt, attempts } from './change-attempts';
import { judged, type Leak } from './leaks';

/** Readers at random change what belongs to customers at random: refused as the requirement says, or told as it can be read. */
export async function changedByReaders(world: AccessWorld, random: Random): Promise<{ leaks: Leak[]; probes: number }> {
  const leaks: Leak[] = [];
  const asking = random.some(
    world.readers().filter(({ standings }) => standings.length > 0),
    6,
  );
  for (const reader of asking) leaks.push(...(await changedBy(world, random, reader)));
  return { leaks, probes: asking.length * 2 };
}

async function changedBy(world: AccessWorld, random: Random, { staffNumber }: ReaderOfBank): Promise<Leak[]> {
  const attempt = random.pick(attempts);
  const { name, result, selection, table } = attempt;
  const ownerOf = (one: Row) => world.bank.one('customer', 'customer_id', one.customer_id as number);
  // What belongs to a party who is no customer is nobody's to change.
  const rows = world.bank.rows(table ?? 'customer').filter((one) => ownerOf(one) !== undefined);
  const reader = world.reference.readerOf(staffNumber);
  const near = rows.filter((row) => reader.reaches(row.customer_id as number).size > 0);
  const row = random.pick(near.length > 0 && random.chance(0.6) ? near : rows);
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const document = parse(
    `mutation ($input: ${type}!) { made: ${name}(input: $input) { userErrors { code } ${result} { ${selection} } } }`,
  );
  const variables = { input: { idempotencyKey: randomUUID(), ...attempt.input(row, ownerOf(row) as Row) } };
  const got = await answered(world, { document, variables, staffNumber });
  const expected = expectedOf(attempt, row, world, staffNumber);
  const code = got.code?.split(' ')[0] ?? null;
  if (code !== expected)
    return [{ staffNumber, text: print(document), variables, path: 'errors', expected, got: got.code }];
  if (expected !== null) return [];
  await world.change(async () => undefined);
  const made = (got.data as { made: Record<string, { id: string } | null> }).made[result];
  return made ? readAgain(world, staffNumber, selection, made, document) : [];
}

/** The code of what refuses it; null where it may be made. */
function expectedOf({ roles }: Attempt, row: Row, world: AccessWorld, staffNumber: string): string | null {
  const reader = world.reference.readerOf(staffNumber);
  const isOf = (standing: string) => roles.includes(standing.split(' ')[0] as string);
  if (!reader.standings.some(isOf)) return 'FORBIDDEN';
  const reaching = [...reader.reaches(row.customer_id as number)];
  return reaching.some((standing) => isOf(standing) && !standing.endsWith('by break-glass')) ? null : 'NOT_FOUND';
}

const kinds: Readonly<Record<string, string>> = {
  int: 'Interaction',
  cmp: 'Complaint',
  cus: 'Customer',
  tkt: 'ServiceTicket',
  fbk: 'Feedback',
};

/** What a payload tells is what its reader reads afterwards, and nothing else. */
async function readAgain(
  world: AccessWorld,
  staffNumber: string,
  selection: string,
  made: { id: string },
  change: DocumentNode,
): Promise<Leak[]> {
  const kind = kinds[made.id.slice(0, 3)];
  const document = parse(`query ($id: ID!) { node(id: $id) { ... on ${kind} { ${selection} } } }`);
  const question = { document, variables: { id: made.id }, staffNumber };
  const got = await answered(world, question);
  const result = await judged(world, question, got, false);
  const leaks = result.kind === 'leak' ? [result.leak] : [];
  const { node } = (got.data ?? {}) as { node?: unknown };
  if (isDeepStrictEqual(node, made)) return leaks;
  return [
    ...leaks,
    { staffNumber, text: print(change), variables: question.variables, path: 'payload', expected: node, got: made },
  ];
}
