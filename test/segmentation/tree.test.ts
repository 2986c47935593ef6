import { assess } from '../../src/segmentation/assess';
import { readSegmentationRules } from '../../src/segmentation/rules';
import { type Example, growTree, importances, leafOf, type Tree } from '../../src/segmentation/tree';
import { tellLeaves } from '../../src/segmentation/tree-words';

const { trees } = readSegmentationRules();
const growth = { depth: 4, leastLeaf: 1, leastGain: 0, thresholds: 40 };
const example = (behaved: boolean, ...features: number[]): Example => ({ behaved, features });

/** Four leave of those who hold one or two; of the others those who hold much. */
const eight = [
  example(true, 1, 5),
  example(true, 1, 5),
  example(true, 2, 5),
  example(true, 2, 5),
  example(false, 3, 5),
  example(false, 3, 5),
  example(true, 4, 9),
  example(true, 4, 9),
];

describe('a decision tree', () => {
  test('is as worked by hand', () => {
    // Root: six of eight, 2 × 6 × 2 / 8 = 3. Below 3: none left; from 3: two of four, 2. So 1 is cleared up; by the second
    // feature from 9: none, below: four of six, 8/3, so 1/3. Then 2 of 2 in two pure halves, by the first feature.
    expect(growTree(eight, growth)).toEqual({
      kind: 'division',
      feature: 0,
      threshold: 3,
      gain: 1 / 3,
      below: { kind: 'leaf', size: 4, rate: 1 },
      atLeast: {
        kind: 'division',
        feature: 0,
        threshold: 4,
        gain: 2 / 3,
        below: { kind: 'leaf', size: 2, rate: 0 },
        atLeast: { kind: 'leaf', size: 2, rate: 1 },
      },
    });
  });

  test('shares out what is cleared up over the features', () => {
    const tree = growTree([...eight, example(false, 1, 1)], growth);

    expect(importances(tree, 2).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(importances({ kind: 'leaf', size: 3, rate: 0 }, 2)).toEqual([0, 0]);
  });

  test('keeps the least leaf, the depth and the least gain', () => {
    const sizes = (tree: Tree): number[] =>
      tree.kind === 'leaf' ? [tree.size] : [...sizes(tree.below), ...sizes(tree.atLeast)];

    expect(sizes(growTree(eight, { ...growth, leastLeaf: 3 }))).toEqual([4, 4]);
    expect(sizes(growTree(eight, { ...growth, depth: 1 }))).toEqual([4, 4]);
    expect(sizes(growTree(eight, { ...growth, leastGain: 0.4 }))).toEqual([8]);
  });

  test('finds of all divisions the one that a search through every value finds', () => {
    let state = 7;
    const random = (most: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * most);
    };
    for (let round = 0; round < 50; round += 1) {
      const some = Array.from({ length: 60 }, () => {
        const [x, y] = [random(9), random(9)];
        return example(random(10) < (x > 4 ? 7 : 2), x, y);
      });
      const gini = (of: readonly Example[]) => {
        const part = of.filter(({ behaved }) => behaved).length / of.length;
        return of.length * (1 - part ** 2 - (1 - part) ** 2);
      };
      let best = { cleared: 0, feature: -1, threshold: 0 };
      for (const feature of [0, 1])
        for (let threshold = 1; threshold < 9; threshold += 1) {
          const [low, high] = [true, false].map((isLow) =>
            some.filter(({ features }) => (features[feature] as number) < threshold === isLow),
          ) as [Example[], Example[]];
          if (low.length < 10 || high.length < 10) continue;
          const cleared = gini(some) - gini(low) - gini(high);
          if (cleared > best.cleared + 1e-9) best = { cleared, feature, threshold };
        }

      const tree = growTree(some, { ...growth, depth: 1, leastLeaf: 10, thresholds: 59 });

      expect(tree).toMatchObject({ kind: 'division', feature: best.feature, threshold: best.threshold });
    }
  });

  test('is assessed by customers whom it has not seen', () => {
    const tree: Tree = {
      kind: 'division',
      feature: 0,
      threshold: 10,
      gain: 1,
      below: { kind: 'leaf', size: 50, rate: 0.6 },
      atLeast: { kind: 'leaf', size: 50, rate: 0.1 },
    };
    // Of 2 × 3 pairs: the one at 5 stands before two of three and level with one, the one at 20 level with two, behind one.
    const unseen = [example(true, 5), example(true, 20), example(false, 6), example(false, 20), example(false, 30)];

    expect(leafOf(tree, [9.99]).rate).toBe(0.6);
    expect(leafOf(tree, [10]).rate).toBe(0.1);
    expect(assess(tree, unseen)).toEqual({ accuracy: 3 / 5, auc: 3.5 / 6 });
    expect(assess(tree, unseen.slice(2))).toEqual({ accuracy: 2 / 3, auc: null });
  });

  test('tells its groups in words, the likeliest first, each condition as narrow as it is', () => {
    const leaf = (size: number, rate: number) => ({ kind: 'leaf', size, rate }) as const;
    const tree: Tree = {
      ...{ kind: 'division', feature: 0, threshold: 52_300, gain: 0.5, atLeast: leaf(40, 0.05) },
      below: {
        ...{ kind: 'division', feature: 1, threshold: 3, gain: 0.3, below: leaf(30, 0.6) },
        atLeast: {
          kind: 'division',
          feature: 0,
          threshold: 0.5,
          gain: 0.2,
          below: leaf(20, 0.3),
          atLeast: leaf(20, 0),
        },
      },
    };

    const told = tellLeaves(tree, ['AUM', 'PRODUCTS'], trees, 'CNY');

    expect(told.map(({ leaf: { rate }, text, textZh }) => [rate, text, textZh])).toEqual([
      [0.6, 'assets: under CNY 52,300; products held: under 3', '资产低于CNY 52,300；持有产品数低于3'],
      [0.3, 'assets: under CNY 0.5; products held: 3 or more', '资产低于CNY 0.5；持有产品数不低于3'],
      [0.05, 'assets: CNY 52,300 or more', '资产不低于CNY 52,300'],
      [
        0,
        'assets: CNY 0.5 or more; assets: under CNY 52,300; products held: 3 or more',
        '资产不低于CNY 0.5；资产低于CNY 52,300；持有产品数不低于3',
      ],
    ]);
    expect(tellLeaves(leaf(9, 0.5), ['AUM'], trees, 'CNY')).toMatchObject([
      { text: 'all customers', textZh: '全部客户' },
    ]);
  });
});
