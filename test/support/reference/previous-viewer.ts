import type { Sql } from 'postgres';
import { viewerSetting } from '../../../src/access/scope';
import { createGraph } from '../../../src/graph/graph';
import type { Random } from './documents/random';
import { type Answered, answered, type Compared, compared, type Question } from './trial';
import type { World } from './world';

/** Ways of work that PostgreSQL can be kept from, so that it chooses others, and other orders of reading. */
const methods = [
  'bitmapscan',
  'hashagg',
  'hashjoin',
  'incremental_sort',
  'indexonlyscan',
  'indexscan',
  'material',
  'memoize',
  'mergejoin',
  'nestloop',
  'seqscan',
  'sort',
];

class Enough extends Error {}

/** Works in a transaction in which somebody was set as the viewer before, and undoes it. */
async function afterSomebody<Result>(
  world: World,
  previous: string | null,
  off: readonly string[],
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  let result: { readonly value: Result } | undefined;
  const transaction = world.options.sql.begin(async (sql) => {
    for (const method of off) await sql`select set_config(${`enable_${method}`}, 'off', true)`;
    const viewer = previous === null ? null : await world.viewerOf(previous);
    if (viewer) await sql`select set_viewer(${viewerSetting(viewer)})`;
    result = { value: await work(sql as unknown as Sql) };
    throw new Enough();
  });
  await transaction.catch((cause: unknown) => {
    if (!(cause instanceof Enough)) throw cause;
  });
  if (!result) throw new Error('The transaction did not work.');
  return result.value;
}

const refusesAnother = ({ code }: Answered) => code !== null && /^INTERNAL .*another viewer/s.test(code);

/**
 * Asks in a transaction that served somebody before, and with some ways of work switched off: the statement must set its
 * own viewer before it reads anything, so that it answers as always or fails, and never by the rows of the one before.
 */
export async function comparedAfter(
  world: World,
  question: Question,
  readers: readonly string[],
  random: Random,
): Promise<Compared> {
  const previous = random.chance(0.7) ? random.pick(readers) : null;
  const off = random.some(methods, random.below(8));
  const got = await afterSomebody(world, previous, off, (sql) =>
    answered(world, question, createGraph({ ...world.options, sql })),
  );
  const isAnother = previous !== null && previous !== question.staffNumber;
  if (isAnother && refusesAnother(got)) return { kind: 'refused' };
  const result = await compared(world, question, got);
  if (result.kind !== 'differs') return result;
  const { mismatch } = result;
  const where = `${mismatch.path} in a transaction after ${previous}, without ${off.join(', ') || 'nothing'}`;
  return { kind: 'differs', mismatch: { ...mismatch, path: where } };
}
