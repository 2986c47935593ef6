import { clusterFeatures } from '../../src/segmentation/features';
import { clusterName, fitClusters } from '../../src/segmentation/fit';
import { readSegmentationRules } from '../../src/segmentation/rules';

const { clusters } = readSegmentationRules();
const limits = { seed: 1, least: 10 };

/** Ten customers about each of these middles, a tenth of a unit apart. */
const around = (...middles: (readonly [number, number])[]) =>
  middles.flatMap(([x, y]) => Array.from({ length: 10 }, (_, at) => [x + (at % 5) / 10, y + Math.floor(at / 5) / 10]));

describe('groups of like customers', () => {
  test('three heaps are found, the one with most of the first feature first, each at its own average', () => {
    const found = fitClusters(around([0, 0], [10, 0], [5, 10]), 3, limits);

    expect(found.map(({ centroid }) => centroid)).toEqual([
      [10.2, 0.05],
      [5.2, 10.05],
      [0.2, 0.05],
    ]);
  });

  test('they are measured in standard deviations of their kind', () => {
    const rows = [...Array.from({ length: 10 }, () => [0, 7]), ...Array.from({ length: 10 }, () => [4, 7])];

    const [first, second] = fitClusters(rows, 2, limits);

    // Mean 2, deviation 2; what is the same for all has the unit 1.
    expect(first).toEqual({ centroid: [4, 7], spread: [2, 1], outstanding: [1, 0] });
    expect(second).toEqual({ centroid: [0, 7], spread: [2, 1], outstanding: [-1, 0] });
  });

  test('the same customers and seed give the same groups', () => {
    const rows = around([0, 0], [3, 1], [1, 4], [6, 6]);

    expect(fitClusters(rows, 3, limits)).toEqual(fitClusters(rows, 3, limits));
  });

  test('no group has fewer than ten of those learnt from; nine customers make none', () => {
    const lonely = [...around([0, 0], [10, 10]), [500, 500]];

    expect(fitClusters(lonely, 3, limits)).toHaveLength(1);
    expect(fitClusters(around([0, 0]).slice(0, 9), 3, limits)).toEqual([]);
    expect(fitClusters(around([0, 0]), 3, limits)).toHaveLength(1);
  });

  test.each([
    [[1.5, 0.6, -0.4, 0, -0.9, 0.1], 'many assets, few products, high deposits', '资产多、产品少、存款高'],
    [[0, 0, 0, -0.5, 0, 0], 'quiet', '交易少'],
    [[0.1, 0.2, 0.3, 0.4, -0.4, -0.3], 'ordinary', '一般'],
    [[1, -2, 3, -4, 5, -6], 'new to the bank, many products, quiet', '新客户、产品多、交易少'],
  ])('%j is called %s', (outstanding, text, textZh) => {
    expect(clusterName(outstanding, clusterFeatures, clusters)).toEqual({ text, textZh });
  });
});
