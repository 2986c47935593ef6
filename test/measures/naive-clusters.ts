import type { Sql } from '../../src/database/connect';
import type { Figures } from './naive-figures';

/** A group as it is stored: its middle and the unit of distance along each feature. */
export interface StoredCluster {
  readonly code: string;
  readonly kind: string;
  readonly centroid: readonly number[];
  readonly spread: readonly number[];
}

export const storedClusters = (sql: Sql, asOf: string): Promise<StoredCluster[]> =>
  sql<StoredCluster[]>`select code, kind, centroid, spread from customer_cluster where as_of = ${asOf} order by code`;

/** What a customer is likened by: amounts and transactions by orders of magnitude, products and months as they are. */
const featuresOf = ({ aum, depositAdb, loanAdb, compared, productCount }: Figures): number[] => [
  Math.log(1 + Math.max(aum, 0) / 100),
  Math.log(1 + depositAdb / 100),
  Math.log(1 + loanAdb / 100),
  Math.log(1 + compared.transactions / 12),
  productCount,
  Math.max(compared.tenure ?? 0, 0),
];

/** The code of the group of its kind whose middle is nearest; null where there is none. */
export function nearestOf(figures: Figures, clusters: readonly StoredCluster[]): string | null {
  const features = featuresOf(figures);
  let [nearest, least]: [string | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const { code, kind, centroid, spread } of clusters) {
    if (kind !== figures.customer.kind) continue;
    let distance = 0;
    for (const [at, value] of features.entries())
      distance += ((value - (centroid[at] as number)) / (spread[at] as number)) ** 2;
    if (distance < least) [nearest, least] = [code, distance];
  }
  return nearest;
}
