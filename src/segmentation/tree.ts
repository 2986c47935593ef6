import type { TreeRules } from './rules';

/** A customer to learn from: the features beforehand, in a fixed order, and whether it behaved so afterwards. */
export interface Example {
  readonly features: readonly number[];
  readonly behaved: boolean;
}

export interface Leaf {
  readonly kind: 'leaf';
  readonly size: number;
  /** The part of them who behaved so. */
  readonly rate: number;
}

export interface Division {
  readonly kind: 'division';
  readonly feature: number;
  readonly threshold: number;
  /** How much of the root's uncertainty it clears up, as a fraction. */
  readonly gain: number;
  readonly below: Tree;
  readonly atLeast: Tree;
}

export type Tree = Leaf | Division;

type Growth = Pick<TreeRules, 'depth' | 'leastLeaf' | 'leastGain' | 'thresholds'>;

/** Gini impurity of a group, times its size: 2 p (1 − p) n. */
const impurity = (size: number, behaved: number): number => (size === 0 ? 0 : (2 * behaved * (size - behaved)) / size);

const behavedIn = (examples: readonly Example[]): number => examples.filter(({ behaved }) => behaved).length;

/**
 * Values to divide by: those at equal steps through the sorted values of a feature, written with three digits so that
 * they can be said, and none that leaves one side empty.
 */
function thresholdsOf(examples: readonly Example[], feature: number, most: number): number[] {
  const values = examples.map(({ features }) => features[feature] as number).sort((one, other) => one - other);
  const [smallest, largest] = [values[0] as number, values.at(-1) as number];
  const steps = Array.from(
    { length: most },
    (_, step) => values[Math.floor(((step + 1) * values.length) / (most + 1))],
  );
  const told = steps.map((value) => Number((value as number).toPrecision(3)));
  return [...new Set(told)].filter((value) => value > smallest && value <= largest).sort((one, other) => one - other);
}

interface Best {
  readonly feature: number;
  readonly threshold: number;
  readonly cleared: number;
}

/** The division after which least is uncertain; of equals the first feature's, and its smallest threshold. */
function bestDivision(examples: readonly Example[], { leastLeaf, thresholds }: Growth): Best | null {
  const all = behavedIn(examples);
  const before = impurity(examples.length, all);
  let best: Best | null = null;
  for (let feature = 0; feature < (examples[0]?.features.length ?? 0); feature += 1) {
    const tried = thresholdsOf(examples, feature, thresholds);
    // Of each value the number of thresholds it reaches; sums from the top then give both sides of each.
    const counts = tried.map(() => ({ size: 0, behaved: 0 }));
    for (const example of examples) {
      const reached = tried.findLastIndex((threshold) => (example.features[feature] as number) >= threshold);
      const own = counts[reached];
      if (!own) continue;
      own.size += 1;
      if (example.behaved) own.behaved += 1;
    }
    let [size, behaved] = [0, 0];
    for (let at = tried.length - 1; at >= 0; at -= 1) {
      size += counts[at]?.size ?? 0;
      behaved += counts[at]?.behaved ?? 0;
      if (size < leastLeaf || examples.length - size < leastLeaf) continue;
      const cleared = before - impurity(size, behaved) - impurity(examples.length - size, all - behaved);
      if (!best || cleared > best.cleared || (cleared === best.cleared && feature === best.feature))
        best = { feature, threshold: tried[at] as number, cleared };
    }
  }
  return best;
}

/**
 * Grows a classification tree (CART): each group is divided where the Gini impurity falls most, down to `depth`, as long
 * as both sides keep `leastLeaf` and `leastGain` of the root's impurity is cleared up. Equal examples give equal trees.
 */
export function growTree(examples: readonly Example[], growth: Growth): Tree {
  const atRoot = impurity(examples.length, behavedIn(examples));
  const grow = (own: readonly Example[], depth: number): Tree => {
    const best = depth > 0 ? bestDivision(own, growth) : null;
    if (!best || atRoot === 0 || best.cleared <= growth.leastGain * atRoot)
      return { kind: 'leaf', size: own.length, rate: behavedIn(own) / own.length };
    const { feature, threshold, cleared } = best;
    const reaches = ({ features }: Example) => (features[feature] as number) >= threshold;
    return {
      kind: 'division',
      feature,
      threshold,
      gain: cleared / atRoot,
      below: grow(
        own.filter((example) => !reaches(example)),
        depth - 1,
      ),
      atLeast: grow(own.filter(reaches), depth - 1),
    };
  };
  return grow(examples, growth.depth);
}

export function leafOf(tree: Tree, features: readonly number[]): Leaf {
  let at = tree;
  while (at.kind === 'division') at = (features[at.feature] as number) >= at.threshold ? at.atLeast : at.below;
  return at;
}

/** The share of each feature in all that the tree's divisions clear up; all none where it has no division. */
export function importances(tree: Tree, features: number): number[] {
  const gains = Array.from({ length: features }, () => 0);
  const add = (own: Tree): void => {
    if (own.kind === 'leaf') return;
    gains[own.feature] = (gains[own.feature] as number) + own.gain;
    add(own.below);
    add(own.atLeast);
  };
  add(tree);
  const all = gains.reduce((sum, gain) => sum + gain, 0);
  return gains.map((gain) => (all === 0 ? 0 : gain / all));
}
