import type { DocumentNode } from 'graphql';
import { randomDocument } from '../reference/documents/document';
import { Random } from '../reference/documents/random';
import { answered, type Question } from '../reference/trial';
import { principalOf } from '../reference/world';
import type { AccessWorld, ReaderOfBank } from './access-world';
import { Coverage, type Goal, type ProbeWatch } from './coverage';
import { judged, type Leak } from './leaks';
import { type ProbeDraft, probeDocument } from './probe-document';
import { classOfWay } from './routes';
import { sequence } from './sequences';
import { strangers, viewerAccess } from './viewer-access';

export interface ProbeOptions {
  readonly probes: number;
  readonly seed: number;
  /** After so many different leaks the rest is not looked at. */
  readonly mostLeaks?: number;
  readonly progress?: (done: number) => void;
  /** Who asks; everybody at work unless told. */
  readonly readers?: (reader: ReaderOfBank) => boolean;
}

export interface ProbeReport {
  readonly probes: number;
  readonly leaks: readonly (Leak & { readonly probe: number; readonly bank: number })[];
  readonly refused: number;
  readonly empty: number;
  readonly sequences: number;
  readonly seconds: number;
  readonly coverage: Coverage;
}

interface Asked extends Question {
  readonly watch: ProbeWatch;
}

const mostDrafts = 5;
const atOnce = 12;
/** Blocks of probes of one bank after another; after each one sequence, and what readers are told of their own access. */
const block = 5;

/** Asks documents that access decides on, of several readers at once and of several banks in turn. */
export async function probe(worlds: readonly AccessWorld[], options: ProbeOptions): Promise<ProbeReport> {
  const began = performance.now();
  const run = new Run(worlds, options);
  for (let round = 0; !run.isOver; round += 1) {
    await run.round(round);
    options.progress?.(Math.min(run.done, options.probes));
  }
  const { done, leaks, refused, empty, sequences, coverage } = run;
  const seconds = (performance.now() - began) / 1000;
  return { probes: done, leaks: [...leaks.values()], refused, empty, sequences, seconds, coverage };
}

class Run {
  done = 0;
  refused = 0;
  empty = 0;
  sequences = 0;
  readonly leaks = new Map<string, ProbeReport['leaks'][number]>();
  readonly coverage = new Coverage();
  private readonly random: Random;
  private readonly readers: ReaderOfBank[][];

  constructor(
    private readonly worlds: readonly AccessWorld[],
    private readonly options: ProbeOptions,
  ) {
    this.random = new Random(options.seed * 1_000_003);
    this.readers = worlds.map((world) => this.readersOf(world));
  }

  private readersOf(world: AccessWorld): ReaderOfBank[] {
    return world.readers().filter(this.options.readers ?? (() => true));
  }

  get isOver(): boolean {
    return this.done >= this.options.probes || this.leaks.size >= (this.options.mostLeaks ?? 5);
  }

  async round(round: number): Promise<void> {
    const bank = Math.floor(round / block) % this.worlds.length;
    const world = this.worlds[bank] as AccessWorld;
    const left = Math.max(1, Math.min(atOnce, Math.ceil((this.options.probes - this.done) / 3)));
    const drafts = Array.from({ length: left }, () => this.draft(world, this.readers[bank] as ReaderOfBank[]));
    for (const turn of [0, 1, 2]) {
      const asked = drafts.map((questions) => questions[turn] as Asked);
      const answers = await Promise.all(asked.map((question) => answered(world, question)));
      for (const [at, question] of asked.entries()) {
        const result = await judged(world, question, answers[at] as (typeof answers)[number], !this.isOver);
        this.done += 1;
        question.watch.end(answers[at]?.code === 'FORBIDDEN_INPUT');
        if (result.kind === 'leak') this.note(result.leak, bank);
        else if (result.kind === 'refused') this.refused += 1;
        else if (result.isEmpty) this.empty += 1;
      }
    }
    if (round % block === block - 1 && !this.isOver) await this.between(bank, Math.floor(round / block));
  }

  private async between(bank: number, which: number): Promise<void> {
    const world = this.worlds[bank] as AccessWorld;
    const { random } = this;
    const some = random.some(this.readers[bank] as ReaderOfBank[], 4).map(({ staffNumber }) => staffNumber);
    for (const leak of await viewerAccess(world, some)) this.note(leak, bank);
    if (which < this.worlds.length) for (const leak of await strangers(world)) this.note(leak, bank);
    this.done += some.length;
    if (this.options.readers) return;
    const result = await sequence(world, random, which);
    for (const leak of result.leaks) this.note(leak, bank);
    this.done += result.probes;
    this.sequences += 1;
    this.readers[bank] = this.readersOf(world);
  }

  private note(leak: Leak, bank: number): void {
    const kind = `${leak.path.replace(/\.(\d+|k\d+)/g, '')} ${JSON.stringify(leak.got)?.slice(0, 30)}`;
    if (!this.leaks.has(kind)) this.leaks.set(kind, { ...leak, probe: this.done, bank });
  }

  /** A document with its three requests: twice by one reader, once by another. */
  private draft(world: AccessWorld, readers: readonly ReaderOfBank[]): Asked[] {
    const { random, coverage } = this;
    const pick = (goals: readonly Goal[]) => random.pick(goals);
    const goal = coverage.next(pick);
    const first = this.readerFor(world, goal, readers);
    const more = Array.from({ length: random.pick([0, 2, 2, 3, 4]) }, () =>
      coverage.next(pick, (one) => one === goal || goesWith(goal, one, first, world)),
    );
    const other = random.pick(readers);
    const { document, requests } = this.documentFor(world, [goal, ...more], first.staffNumber);
    const [one, varied] = requests as [Question['variables'], Question['variables']];
    const ask = (variables: Question['variables'], staffNumber: string, asked: DocumentNode = document): Asked => {
      return { document: asked, variables, staffNumber, watch: coverage.probe() };
    };
    return [ask(one, first.staffNumber), ask(varied, first.staffNumber), ask(one, other.staffNumber)];
  }

  private readerFor(world: AccessWorld, goal: Goal, readers: readonly ReaderOfBank[]): ReaderOfBank {
    const { random } = this;
    if ('standing' in goal) return world.readerStanding(random, goal.standing, readers) ?? random.pick(readers);
    if (random.chance(0.1)) return random.pick(readers);
    const able = readers.filter(({ staffNumber }) => {
      // Somebody who may ask so, or who may not; somebody to whom the way is open.
      if ('input' in goal) return world.mayAsk(staffNumber, goal.kind, goal.type, goal.input) !== goal.refused;
      const dataClass = classOfWay(goal.type, goal.way);
      return dataClass === undefined || world.reads(staffNumber, dataClass);
    });
    return able.length > 0 ? random.pick(able) : random.pick(readers);
  }

  private documentFor(world: AccessWorld, goals: readonly Goal[], staffNumber: string) {
    const { random, coverage } = this;
    const aimed = random.chance(0.1) ? null : aimedDocument(world, goals, staffNumber, random, coverage);
    const { schema } = world.reference;
    return aimed ?? randomDocument(schema, contextOf(world, staffNumber), random.below(2 ** 31));
  }
}

const contextOf = ({ reference }: AccessWorld, staffNumber: string) =>
  reference.contextOf(staffNumber, principalOf(staffNumber));

/** A document that aims at the goals; null where none of some drafts was valid. */
export function aimedDocument(
  world: AccessWorld,
  goals: readonly Goal[],
  staffNumber: string,
  random: Random,
  coverage: Coverage,
): ProbeDraft | null {
  const context = contextOf(world, staffNumber);
  for (let drafted = 0; drafted < mostDrafts; drafted += 1) {
    const draft = probeDocument(world.reference.schema, context, random, goals, coverage);
    if (draft) return draft;
  }
  return null;
}

/** Whether one document of the reader can meet both goals: a refusal would leave nothing of the other. */
function goesWith(goal: Goal, other: Goal, reader: ReaderOfBank, world: AccessWorld): boolean {
  const isRefused = 'refused' in goal && goal.refused;
  if (isRefused !== ('refused' in other && other.refused)) return false;
  if ('standing' in other) return reader.standings.includes(other.standing);
  if (!('input' in other)) return true;
  return world.mayAsk(reader.staffNumber, other.kind, other.type, other.input) !== other.refused;
}
