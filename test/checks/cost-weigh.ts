import { type CostDocument, costDocuments } from './cost-documents';
import { inTurn, median, requestOf } from './load';
import { type Served, serve, tokenOf } from './served';

const readers = ['BM0001', 'RM0001', 'HO0001', 'AU0001'] as const;
const customersAsked = 100;
/** A server just started is still being compiled by its engine, and the slower of two would seem slower for longer. */
const requestsToWarmUp = 4000;

interface Side {
  readonly appUrl: string;
  readonly audited: boolean;
}

export interface WeighOptions {
  readonly guarded: Side;
  readonly bare: Side;
  readonly key: Buffer;
  readonly keyFile: string;
  readonly seconds: number;
  readonly rounds: number;
  /** How many ask at once. */
  readonly callers: number;
}

/** One document for one reader: requests a second on both sides, medians over the rounds. */
export interface Cell {
  readonly document: CostDocument;
  readonly reader: string;
  readonly guarded: number;
  readonly bare: number;
  /** Median of the rounds' own ratios, so that both sides of each met the same machine. */
  readonly ratio: number;
  readonly rounds: readonly { readonly guarded: number; readonly bare: number }[];
}

/** Weighs every document for every reader on two servers, turn about and in short rounds. */
export async function weigh(options: WeighOptions): Promise<Cell[]> {
  const servers: Served[] = [];
  try {
    for (const side of [options.guarded, options.bare])
      servers.push(await serve(side.appUrl, options.keyFile, { audited: side.audited, callers: options.callers }));
    const [guarded, bare] = servers as [Served, Served];
    const trials = await trialsOn(guarded, bare, options.key);
    await warmUp(guarded, bare, trials);
    const rounds = trials.map((): { guarded: number; bare: number }[] => []);
    for (let round = 0; round < options.rounds; round += 1) {
      for (const [index, trial] of trials.entries()) {
        const rates = { guarded: 0, bare: 0 };
        for (const side of round % 2 === 0 ? (['guarded', 'bare'] as const) : (['bare', 'guarded'] as const)) {
          rates[side] = await { guarded, bare }[side].load.rate(inTurn(trial[side]), options.seconds);
        }
        rounds[index]?.push(rates);
      }
    }
    return trials.map(({ document, reader }, index) => cellOf(document, reader, rounds[index] ?? []));
  } finally {
    for (const server of servers) server.stop();
  }
}

/** Equally many requests to both. */
async function warmUp(guarded: Served, bare: Served, trials: readonly Trial[]): Promise<void> {
  const each = Math.ceil(requestsToWarmUp / trials.length);
  for (const trial of trials) {
    await guarded.load.send(inTurn(trial.guarded), each);
    await bare.load.send(inTurn(trial.bare), each);
  }
}

interface Trial {
  readonly document: CostDocument;
  readonly reader: string;
  readonly guarded: readonly Buffer[];
  readonly bare: readonly Buffer[];
}

/** The requests of each document for each reader, after both servers have given the same answer to each. */
async function trialsOn(guarded: Served, bare: Served, key: Buffer): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const reader of readers) {
    const token = await tokenOf(reader, 'check', key);
    const first = `{ customers(first: ${customersAsked}) { nodes { id } } }`;
    const found = JSON.parse(await guarded.load.ask(requestOf(guarded.address, token, { query: first })));
    const ids: { id: string }[] = found.data.customers.nodes;
    for (const document of Object.keys(costDocuments) as CostDocument[]) {
      const { query, ofOne } = costDocuments[document];
      const variables = ofOne ? ids.map(({ id }) => ({ id })) : [{}];
      const on = ({ address }: Served) =>
        variables.map((given) => requestOf(address, token, { query, variables: given }));
      const trial = { document, reader, guarded: on(guarded), bare: on(bare) };
      for (const [index, request] of trial.guarded.entries()) {
        const [one, other] = [await guarded.load.ask(request), await bare.load.ask(trial.bare[index] as Buffer)];
        if (one !== other) throw new Error(`The servers answer ${document} of ${reader} differently.`);
      }
      trials.push(trial);
    }
  }
  return trials;
}

function cellOf(document: CostDocument, reader: string, rounds: readonly { guarded: number; bare: number }[]): Cell {
  return {
    document,
    reader,
    guarded: median(rounds.map((round) => round.guarded)),
    bare: median(rounds.map((round) => round.bare)),
    ratio: median(rounds.map((round) => round.guarded / round.bare)),
    rounds,
  };
}
