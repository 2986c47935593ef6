import type { Sql } from '../../../src/database/connect';
import { Random } from '../reference/documents/random';
import { planChanges, Shapes } from './shapes';

/** How a statement sets its viewer ($1) and reads a tree. */
export type Form = (tree: string) => string;

/** As compiled: the tree is a scalar sub-select in the select list over the viewer. */
export const scalarForm: Form = (tree) => `with v as materialized (select set_viewer($1::text) as "set")
select ${tree}::text as "json" from v where v."set" is not null`;

/** The control: the tree is a FROM item, which a plan may read before the viewer is set. */
export const lateralForm: Form = (tree) => `with v as materialized (select set_viewer($1::text) as "set")
select t.tree::text as "json" from lateral ${tree} as t(tree), v where v."set" is not null`;

interface Run {
  readonly text: string;
  readonly plan: readonly string[];
  readonly viewer: string;
  readonly previous?: string | undefined;
}

/** The answer in a transaction of its own, or the error's text. */
async function outcome(app: Sql, { text, plan, viewer, previous }: Run): Promise<string> {
  const work = app.begin(async (own) => {
    for (const change of plan) await own.unsafe(change);
    if (previous !== undefined) await own`select set_viewer(${previous})`;
    const [row] = await own.unsafe(text, [viewer], { prepare: false });
    return `answer ${row?.json ?? 'null'}`;
  });
  return (work as Promise<string>).catch((error: Error) => `error ${error.message}`);
}

/** What the tree tells the viewer where he was set by a statement of its own, before. */
async function truth(app: Sql, tree: string, viewer: string): Promise<string> {
  return app.begin(async (own) => {
    await own`select set_viewer(${viewer})`;
    const [row] = await own.unsafe(`select ${tree}::text as "json"`, [], { prepare: false });
    return `answer ${row?.json ?? 'null'}`;
  }) as Promise<string>;
}

export interface FormReport {
  readonly shapes: number;
  /** Shapes that told another viewer's rows, or refused their own viewer. */
  readonly leaks: number;
  readonly refusals: number;
  /** Shapes whose answers differ between the two viewers: only these can show a leak. */
  readonly telling: number;
  readonly example: string | undefined;
}

/** Tries a form on random trees: for its viewer alone, and behind another viewer in the same transaction. */
export async function tryForm(app: Sql, form: Form, viewers: readonly [string, string], count: number, seed: number) {
  const report = { shapes: 0, leaks: 0, refusals: 0, telling: 0, example: undefined as string | undefined };
  const [viewer, previous] = viewers;
  for (; report.shapes < count; report.shapes += 1) {
    const random = new Random(seed * 7919 + report.shapes);
    const tree = new Shapes(random).scalar();
    const [text, plan] = [form(tree), planChanges(random)];
    const [own, other] = [await truth(app, tree, viewer), await truth(app, tree, previous)];
    if (own !== other) report.telling += 1;
    const alone = await outcome(app, { text, plan, viewer });
    const behind = await outcome(app, { text, plan, viewer, previous });
    if (alone !== own) report.refusals += 1;
    // A tree that reads nothing of customers tells the same to everybody.
    if (behind.startsWith('answer') && !(behind === own && own === other)) {
      report.leaks += 1;
      report.example ??= `${plan.join('; ')}; ${text}`;
    }
  }
  return report satisfies FormReport;
}
