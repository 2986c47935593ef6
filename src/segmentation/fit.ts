import { kmeans } from 'ml-kmeans';
import type { ClusterFeature } from './features';
import type { ClusterRules } from './rules';

/** A group as found among those learnt from; features in their own scale, amounts as logarithms where rules say so. */
export interface FittedCluster {
  readonly centroid: readonly number[];
  /** The standard deviation of each feature over the kind. */
  readonly spread: readonly number[];
  /** How far each feature lies from the kind's average, in standard deviations. */
  readonly outstanding: readonly number[];
}

/** Six decimals, so that the same customers give the same centroids whatever order their sums were made in. */
const rounded = (value: number): number => Number(value.toFixed(6));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Groups customers by k-means (k-means++ start, by the seed) over features brought to mean 0 and deviation 1. The groups
 * come in falling order of the first feature. One that had fewer than `least` members is not made: there are fewer then,
 * and none of fewer customers than that.
 */
export function fitClusters(
  rows: readonly (readonly number[])[],
  groups: number,
  { seed, least }: Pick<ClusterRules, 'seed' | 'least'>,
): FittedCluster[] {
  const [first] = rows;
  if (!first || rows.length < least) return [];
  const averages = first.map((_, at) => mean(rows.map((row) => row[at] as number)));
  const spread = first.map((_, at) => {
    const average = averages[at] as number;
    const deviation = Math.sqrt(mean(rows.map((row) => ((row[at] as number) - average) ** 2)));
    return deviation > 1e-9 ? rounded(deviation) : 1;
  });
  const scaled = rows.map((row) => row.map((value, at) => (value - (averages[at] as number)) / (spread[at] as number)));
  const distinct = new Set(scaled.map((row) => row.join())).size;
  for (let wanted = Math.min(groups, Math.floor(rows.length / least), distinct); wanted > 1; wanted -= 1) {
    const { clusters, centroids } = kmeans(scaled, wanted, { seed });
    const sizes = centroids.map((_, cluster) => clusters.filter((one) => one === cluster).length);
    if (sizes.every((size) => size >= least)) return ordered(centroids, averages, spread);
  }
  return ordered([first.map(() => 0)], averages, spread);
}

const ordered = (
  centroids: readonly (readonly number[])[],
  averages: readonly number[],
  spread: readonly number[],
): FittedCluster[] =>
  [...centroids]
    .sort((one, other) => {
      const at = one.findIndex((value, index) => value !== other[index]);
      return at < 0 ? 0 : (other[at] as number) - (one[at] as number);
    })
    .map((outstanding) => ({
      outstanding,
      spread,
      centroid: outstanding.map((value, at) => rounded((averages[at] as number) + value * (spread[at] as number))),
    }));

/** What stands out about a group, in words: its most unusual features, the most unusual first. */
export function clusterName(
  outstanding: readonly number[],
  features: readonly ClusterFeature[],
  { outstanding: least, named, ordinary, features: words }: ClusterRules,
): { readonly text: string; readonly textZh: string } {
  const told = features
    .map((feature, at) => ({ ...words[feature], by: outstanding[at] as number }))
    .filter(({ by }) => Math.abs(by) >= least)
    .sort((one, other) => Math.abs(other.by) - Math.abs(one.by))
    .slice(0, named);
  if (told.length === 0) return ordinary;
  return {
    text: told.map(({ by, high, low }) => (by > 0 ? high : low)).join(', '),
    textZh: told.map(({ by, highZh, lowZh }) => (by > 0 ? highZh : lowZh)).join('、'),
  };
}
