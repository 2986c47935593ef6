import { amounts, type TreeFeature } from './features';
import type { TreeRules } from './rules';
import type { Leaf, Tree } from './tree';

interface Range {
  readonly atLeast?: number;
  readonly below?: number;
}

/** A leaf with what its customers have in common. */
export interface Told {
  readonly leaf: Leaf;
  readonly text: string;
  readonly textZh: string;
}

/** The leaves of a tree in words, the likeliest first. */
export function tellLeaves(
  tree: Tree,
  features: readonly TreeFeature[],
  rules: TreeRules,
  currency: string,
): readonly Told[] {
  const found: Told[] = [];
  const walk = (own: Tree, ranges: ReadonlyMap<number, Range>): void => {
    if (own.kind === 'leaf') {
      found.push({ leaf: own, ...inWords(ranges, features, rules, currency) });
      return;
    }
    const { feature, threshold } = own;
    const range = ranges.get(feature);
    walk(own.atLeast, new Map(ranges).set(feature, { ...range, atLeast: threshold }));
    walk(own.below, new Map(ranges).set(feature, { ...range, below: threshold }));
  };
  walk(tree, new Map());
  return found.sort((one, other) => other.leaf.rate - one.leaf.rate);
}

function inWords(
  ranges: ReadonlyMap<number, Range>,
  features: readonly TreeFeature[],
  { features: words, conditions, everybody }: TreeRules,
  currency: string,
) {
  if (ranges.size === 0) return everybody;
  const told = [...ranges].flatMap(([at, { atLeast, below }]) => {
    const feature = features[at] as TreeFeature;
    const { name, nameZh } = words[feature];
    const say = (value: number | undefined, text: string, textZh: string) => {
      if (value === undefined) return [];
      const number = value.toLocaleString('en', { maximumSignificantDigits: 3 });
      const shown = amounts.has(feature) ? `${currency} ${number}` : number;
      const fill = (words: string, named: string) => words.replace('{name}', named).replace('{value}', shown);
      return [{ text: fill(text, name), textZh: fill(textZh, nameZh) }];
    };
    return [
      ...say(atLeast, conditions.atLeast, conditions.atLeastZh),
      ...say(below, conditions.below, conditions.belowZh),
    ];
  });
  return { text: told.map(({ text }) => text).join('; '), textZh: told.map(({ textZh }) => textZh).join('；') };
}
