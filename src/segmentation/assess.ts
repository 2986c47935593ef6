import { type Example, leafOf, type Tree } from './tree';

export interface Assessment {
  /** The part of customers of whom the tree says rightly whether they behave so. */
  readonly accuracy: number;
  /**
   * How often one who behaved so is given a higher rate than one who did not, a tie counting half (area under the ROC
   * curve); null where all did the same.
   */
  readonly auc: number | null;
}

/** How well a tree tells customers that it has not learnt from; one of a rate of half or more is said to behave so. */
export function assess(tree: Tree, examples: readonly Example[]): Assessment {
  const told = examples.map(({ features, behaved }) => ({ behaved, rate: leafOf(tree, features).rate }));
  const right = told.filter(({ behaved, rate }) => rate >= 0.5 === behaved).length;
  const byRate = new Map<number, [behaved: number, not: number]>();
  for (const { behaved, rate } of told) {
    const [yes, no] = byRate.get(rate) ?? [0, 0];
    byRate.set(rate, behaved ? [yes + 1, no] : [yes, no + 1]);
  }
  let [pairs, below] = [0, 0];
  for (const [, [yes, no]] of [...byRate].sort(([one], [other]) => one - other)) {
    pairs += yes * (below + no / 2);
    below += no;
  }
  const all = (told.length - below) * below;
  return { accuracy: right / told.length, auc: all === 0 ? null : pairs / all };
}
