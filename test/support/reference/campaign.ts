import { type DocumentNode, print } from 'graphql';
import type { Mismatch } from './compare';
import { randomDocument } from './documents/document';
import { Random } from './documents/random';
import { comparedAfter } from './previous-viewer';
import { shrink } from './shrink';
import { answered, type Compared, compared, type Question } from './trial';
import { waysOf } from './way-in';
import { principalOf, type World } from './world';

export interface CampaignOptions {
  readonly documents: number;
  readonly seed: number;
  /** After so many different differences the rest is not looked at. */
  readonly mostFindings?: number;
  readonly progress?: (done: number) => void;
}

/** A difference with all that is needed to see it again. */
export interface Finding {
  readonly document: number;
  readonly staffNumber: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export interface CampaignReport {
  readonly documents: number;
  readonly requests: number;
  /** Requests asked once more in a transaction that had served somebody before. */
  readonly inTransactions: number;
  readonly differences: number;
  readonly findings: readonly Finding[];
  /** Requests refused by both, and requests of which neither answered any record. */
  readonly refused: number;
  readonly empty: number;
  /** Fields of records that no answer told. */
  readonly untold: readonly string[];
  readonly seconds: number;
}

interface Asked extends Question {
  readonly number: number;
}

const atOnce = 12;

/** Everybody at work, those with unlike rights more often than the many alike. */
async function readersOf(world: World): Promise<string[]> {
  const readers: string[] = [];
  for (const { staff_number: staff } of world.bank.rows('employee')) {
    if (!(await world.viewerOf(String(staff)))) continue;
    const isAlike = /^(RM|BM|CH|TL)/.test(String(staff)) && !/000[1-3]$/.test(String(staff));
    readers.push(...Array.from({ length: isAlike ? 1 : 3 }, () => waysOf(String(staff))).flat());
  }
  return readers;
}

/**
 * Asks random documents of product and reference. Requests of several readers run at once on the few connections of the
 * world; each document is asked twice by one reader and once by another, so that plans are taken from the cache.
 */
export async function campaign(world: World, options: CampaignOptions): Promise<CampaignReport> {
  const { documents, seed, mostFindings = 5, progress } = options;
  const began = performance.now();
  const readers = await readersOf(world);
  const tally = { requests: 0, inTransactions: 0, differences: 0, refused: 0, empty: 0 };
  const findings = new Map<string, Finding>();
  let done = 0;
  while (done < documents && findings.size < mostFindings) {
    const numbers = Array.from({ length: Math.min(atOnce, documents - done) }, (_, at) => done + at);
    const drafts = numbers.map((number) => draft(world, readers, seed, number));
    for (const turn of [0, 1, 2]) {
      const asked = drafts.map((questions) => questions[turn] as Asked);
      const answers = await Promise.all(asked.map((question) => answered(world, question)));
      for (const [at, question] of asked.entries()) {
        const result = await compared(world, question, answers[at] as (typeof answers)[number]);
        tally.requests += 1;
        if (result.kind === 'differs') await note(world, question, result, findings, tally);
        else tally[result.kind === 'equal' ? 'empty' : 'refused'] += result.kind === 'equal' && !result.isEmpty ? 0 : 1;
      }
    }
    const [question] = drafts[0] as [Asked];
    const result = await comparedAfter(world, question, readers, new Random(seed * 1_000_003 + done));
    tally.inTransactions += 1;
    if (result.kind === 'differs') keep(question, result.mismatch, print(question.document), findings, tally);
    done += numbers.length;
    progress?.(done);
  }
  const untold = world.reference.coordinates().filter((coordinate) => !world.reference.told.has(coordinate));
  const seconds = (performance.now() - began) / 1000;
  return { documents: done, ...tally, findings: [...findings.values()], untold, seconds };
}

/** A document with its three requests. */
function draft(world: World, readers: readonly string[], seed: number, number: number): Asked[] {
  const random = new Random(seed * 1_000_003 + number);
  const [first, second] = [random.pick(readers), random.pick(readers)];
  const context = world.reference.contextOf(first, principalOf(first));
  const { document, requests } = randomDocument(world.reference.schema, context, seed * 1_000_003 + number);
  const [one, other] = requests as [Question['variables'], Question['variables']];
  const ask = (variables: Question['variables'], staffNumber: string, asked: DocumentNode = document): Asked => {
    return { number, document: asked, variables, staffNumber };
  };
  return [ask(one, first), ask(other, first), ask(other, second)];
}

async function note(
  world: World,
  question: Asked,
  { mismatch }: Extract<Compared, { kind: 'differs' }>,
  findings: Map<string, Finding>,
  tally: { differences: number },
): Promise<void> {
  if (findings.has(kindOf(mismatch))) {
    tally.differences += 1;
    return;
  }
  const small = await shrink(world, question, mismatch);
  keep({ ...question, variables: small.variables }, small.mismatch, small.text, findings, tally, kindOf(mismatch));
}

/** Differences at one place with like values count as one kind, of which the first is kept. */
function kindOf({ path, got }: Mismatch): string {
  return `${path.replace(/\.(\d+|k\d+)/g, '')} ${JSON.stringify(got)?.slice(0, 40)}`;
}

function keep(
  { number: document, staffNumber, variables }: Asked,
  mismatch: Mismatch,
  text: string,
  findings: Map<string, Finding>,
  tally: { differences: number },
  kind = kindOf(mismatch),
): void {
  tally.differences += 1;
  if (!findings.has(kind)) findings.set(kind, { document, staffNumber, text, variables, ...mismatch });
}
