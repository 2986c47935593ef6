import { type DocumentNode, parse } from 'graphql';
import type { Sql } from '../../../src/database/connect';
import type { Random } from '../reference/documents/random';
import { validOn } from '../reference/reader';
import { answered } from '../reference/trial';
import { moment } from '../reference/world';
import type { AccessWorld, ReaderOfBank } from './access-world';
import { changedByReaders } from './change-sequence';
import { judged, type Leak } from './leaks';

/** The last moment of the bank's day, and the first of the next. */
const beforeMidnight = new Date('2026-06-16T15:59:59.900Z');
const midnight = new Date('2026-06-16T16:00:00Z');

const person =
  'id displayName access identifiers { value } contactPoints { value } interactions(first: 2) { totalCount nodes { subject } } amlCases(first: 2) { totalCount nodes { reference } }';
const firstPage = parse(`{
  customers(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { ${person} } }
  accounts(first: 2) { totalCount nodes { number balance { amount } parties { role party { displayName access } } } }
  complaints(first: 3) { totalCount nodes { reference reason } }
  interactions(first: 2) { totalCount nodes { notes } }
  amlCases(first: 2) { totalCount nodes { reference customer { displayName } } }
}`);
const nextPage = parse(`query ($after: String, $id: ID!) {
  customers(first: 3, after: $after) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { ${person} } }
  customer(id: $id) { ${person} relatedParties { totalCount restrictedCount nodes { party { displayName access } } } }
  node(id: $id) { ... on Customer { displayName accounts { totalCount nodes { number } } } }
}`);

interface Change {
  readonly name: string;
  readonly apply: (sql: Sql, customer: bigint, world: AccessWorld, random: Random) => Promise<unknown>;
}

const changes: readonly Change[] = [
  {
    name: 'assignment ended and given to another',
    apply: async (sql, customer, { today }, random) => {
      const staff = await sql<{ id: bigint }[]>`select id from employee where staff_number ~ '^(T[XY]|RM)' order by id`;
      await sql`delete from portfolio_assignment where customer_id = ${customer} and valid_from >= ${today}`;
      await sql`update portfolio_assignment set valid_to = ${today}
        where customer_id = ${customer} and (valid_to is null or valid_to > ${today})`;
      await sql`insert into portfolio_assignment (customer_id, employee_id, role, valid_from)
        values (${customer}, ${random.pick(staff).id}, 'COVER', ${today})`;
    },
  },
  {
    name: 'customer moved to another unit',
    apply: async (sql, customer, _world, random) => {
      const units = await sql<{ id: bigint }[]>`select id from org_unit where level <> 'REGION' order by id`;
      await sql`update customer set org_unit_id = ${random.pick(units).id} where customer_id = ${customer}`;
    },
  },
  {
    name: 'consent withdrawn or given',
    apply: (sql, customer) =>
      sql`update customer set marketing_consent = not marketing_consent where customer_id = ${customer}`,
  },
  {
    name: 'complaints closed long ago',
    apply: (sql, customer) =>
      sql`update complaint set closed_at = '2026-03-17T15:59:59Z', received_at = '2026-01-01T00:00:00Z'
        where customer_id = ${customer}`,
  },
];

const turns = [midnightBetweenPages, closingBetweenPages, changedByReaders];

export const sequenceNames: readonly string[] = [
  'midnight',
  'glass closes',
  'changed by readers',
  ...changes.map(({ name }) => name),
];

/** One sequence: pages asked, then something changes, then what follows is asked again. */
export async function sequence(
  world: AccessWorld,
  random: Random,
  which: number,
): Promise<{ leaks: Leak[]; probes: number }> {
  const turn = which % (changes.length + turns.length);
  const change = changes[turn - turns.length];
  return change ? changeBetweenPages(world, random, change) : (turns[turn] as (typeof turns)[number])(world, random);
}

async function midnightBetweenPages(world: AccessWorld, random: Random) {
  const readers = new Map(world.readers().map((reader) => [reader.staffNumber, reader]));
  const ending = world.bank
    .rows('role_grant')
    .filter(({ valid_from: from, valid_to: to }) => [from, to].includes('2026-06-17'))
    .flatMap(({ employee_id: id }) => {
      const staff = String(world.bank.one('employee', 'id', id as number)?.staff_number);
      return readers.get(staff) ?? [];
    });
  const asked = [...random.some(ending, 3), ...random.some([...readers.values()], 2)];
  return clockBetweenPages(world, asked, [beforeMidnight, midnight], (_at, after) => onwards(world, after, random));
}

/** The last moment of what was opened until a minute from now, and the first without it. */
async function closingBetweenPages(world: AccessWorld, random: Random) {
  const end = new Date(moment.getTime() + 60_000);
  const closing = world.bank.rows('break_glass').filter((row) => Date.parse(String(row.expires_at)) === end.getTime());
  const opened = random.some(closing, 4).flatMap(({ employee_id: employee, customer_id: customer }) => {
    const staff = String(world.bank.one('employee', 'id', employee as number)?.staff_number);
    const reader = world.readers().find(({ staffNumber }) => staffNumber === staff);
    const id = String(world.bank.one('customer', 'customer_id', customer as number)?.public_id);
    return reader ? [{ reader, id }] : [];
  });
  const asked = opened.map(({ reader }) => reader);
  return clockBetweenPages(world, asked, [new Date(end.getTime() - 1), end], (at, after) => {
    return { after: after ?? null, id: opened[at]?.id ?? '' };
  });
}

/** Asks before and after a moment, without the directory being told that time has passed. */
async function clockBetweenPages(
  world: AccessWorld,
  asked: readonly ReaderOfBank[],
  [before, after]: readonly [Date, Date],
  variables: (at: number, cursor: string | undefined) => Readonly<Record<string, unknown>>,
) {
  world.turnClock(before);
  try {
    const first = await ask(world, asked, firstPage, () => ({}));
    const still = await ask(world, asked, nextPage, (at) => variables(at, first.cursors[at]));
    world.turnClock(after);
    const second = await ask(world, asked, nextPage, (at) => variables(at, first.cursors[at]));
    const third = await ask(world, asked, firstPage, () => ({}));
    return joined(first, still, second, third);
  } finally {
    world.turnClockBack();
  }
}

async function changeBetweenPages(world: AccessWorld, random: Random, change: Change) {
  const customer = random.pick(world.bank.rows('customer')).customer_id as number;
  const near = world.readers().filter(({ staffNumber, standings }) => {
    const reader = world.reference.readerOf(staffNumber);
    return standings.length > 0 && reader.listing.length > 0 && reader.reaches(customer).size > 0;
  });
  const others = world.readers().filter(({ standings }) => standings.length > 0);
  const before = [...random.some(near, 3), ...random.some(others, 2)];
  const first = await ask(world, before, firstPage, () => ({}));
  await world.change((sql) => change.apply(sql, BigInt(customer), world, random));
  const id = String(world.bank.one('customer', 'customer_id', customer)?.public_id);
  const second = await ask(world, before, nextPage, (at) => ({ after: first.cursors[at] ?? null, id }));
  // Whom the customer came to.
  const now = world.bank
    .where('portfolio_assignment', 'customer_id', customer)
    .filter((row) => validOn(world.today, row))
    .flatMap(({ employee_id: employee }) => {
      const staff = String(world.bank.one('employee', 'id', employee as number)?.staff_number);
      return world.readers().find(({ staffNumber }) => staffNumber === staff) ?? [];
    });
  const third = await ask(world, now, nextPage, () => ({ after: null, id }));
  return joined(first, second, third);
}

function onwards(world: AccessWorld, after: string | undefined, random: Random) {
  return { after: after ?? null, id: String(random.pick(world.bank.rows('customer')).public_id) };
}

interface Asked {
  readonly leaks: Leak[];
  readonly probes: number;
  readonly cursors: readonly (string | undefined)[];
}

const joined = (...parts: readonly Asked[]) => ({
  leaks: parts.flatMap(({ leaks }) => leaks),
  probes: parts.reduce((sum, { probes }) => sum + probes, 0),
});

/** Asks all readers at once. */
async function ask(
  world: AccessWorld,
  readers: readonly ReaderOfBank[],
  document: DocumentNode,
  variablesOf: (at: number) => Readonly<Record<string, unknown>>,
): Promise<Asked> {
  const questions = readers.map(({ staffNumber }, at) => ({ document, variables: variablesOf(at), staffNumber }));
  const answers = await Promise.all(questions.map((question) => answered(world, question)));
  const leaks: Leak[] = [];
  const cursors: (string | undefined)[] = [];
  for (const [at, question] of questions.entries()) {
    const got = answers[at] as (typeof answers)[number];
    const result = await judged(world, question, got, false);
    if (result.kind === 'leak') leaks.push(result.leak);
    const data = got.data as { customers?: { pageInfo?: { endCursor?: string | null } } } | null;
    cursors.push(data?.customers?.pageInfo?.endCursor ?? undefined);
  }
  return { leaks, probes: questions.length, cursors };
}
