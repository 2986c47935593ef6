import type { SingleWork } from './documents';
import { type Figures, median, ratioOf } from './figures';
import type { Run } from './measure';
import type { ServerName, WorkName } from './options';
import { titles } from './titles';

type Statements = Partial<Record<ServerName, Partial<Record<SingleWork, number>>>>;

export const judged = 8;

/** All figures as a Markdown table. */
export function tableOf(figures: readonly Figures[], statements: Statements): string {
  const rows = figures.map((one) => {
    const asked = one.work === 'mix' ? undefined : statements[one.server]?.[one.work];
    const cells = [
      one.work,
      one.connections,
      titles[one.server],
      Math.round(one.rate),
      one.p50.toFixed(2),
      one.p99.toFixed(2),
      one.node.toFixed(2),
      one.postgres.toFixed(2),
      asked === undefined ? '' : asked.toFixed(1),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| work | connections | server | requests/s | p50 ms | p99 ms | CPU ms Node | CPU ms PostgreSQL | statements |',
    '|---|--:|---|--:|--:|--:|--:|--:|--:|',
    ...rows,
  ].join('\n');
}

/** The ratios, one a line, for machines to read. */
export function lastLines(runs: readonly Run[]): string[] {
  const has = (name: ServerName) => runs.some(({ server }) => server === name);
  const works = [...new Set(runs.map(({ work }) => work))];
  const lines: string[] = [];
  const add = (label: string, value: number | null) => {
    if (value !== null) lines.push(`${label}: ${value.toFixed(2)}`);
  };
  const others: readonly ServerName[] = ['limit', 'postgraphile', 'usual', 'mercurius', 'yoga'];
  const vs = (work: WorkName, other: ServerName) =>
    add(`${work} vs ${other}`, ratioOf(runs, work, judged, 'product', other));
  for (const work of works) {
    add(`${work} by documentId vs limit`, ratioOf(runs, work, judged, 'registered', 'limit'));
    add(`${work} identifiers in full vs masked`, ratioOf(runs, work, judged, 'unmasked', 'product'));
    add(`${work} CPU of the limit vs product`, processorRatio(runs, work, 'limit', 'product'));
    add(`${work} vs limit, row security off`, ratioOf(runs, work, judged, 'open', 'limit'));
    add(`${work} latency at 1 connection vs limit`, ratioOf(runs, work, 1, 'product', 'limit', 'p50'));
    add(`${work} p99 at 32 connections vs postgraphile`, ratioOf(runs, work, 32, 'product', 'postgraphile', 'p99'));
  }
  for (const other of others.filter(has)) for (const work of works) vs(work, other);
  return lines;
}

/** Processor time of one server against another's, Node and PostgreSQL together: what a loaded machine disturbs least. */
function processorRatio(runs: readonly Run[], work: WorkName, one: ServerName, other: ServerName): number | null {
  const spent = (name: ServerName) =>
    median(
      runs
        .filter((run) => run.server === name && run.work === work && run.connections === judged)
        .map(({ node, postgres }) => node + postgres),
    );
  return spent(other) > 0 ? spent(one) / spent(other) : null;
}
