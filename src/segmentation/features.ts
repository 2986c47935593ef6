/** What customers are likened by, in the order of a centroid. */
export const clusterFeatures = ['AUM', 'DEPOSITS', 'LOANS', 'TRANSACTIONS', 'PRODUCTS', 'TENURE'] as const;
export type ClusterFeature = (typeof clusterFeatures)[number];

/** What trees ask for. */
export const treeFeatures = [
  'AUM',
  'DEPOSITS',
  'LOANS',
  'DEPOSIT_CHANGE',
  'TRANSACTIONS',
  'PRODUCTS',
  'TENURE',
  'CHURN_SCORE',
] as const;
export type TreeFeature = (typeof treeFeatures)[number];

/** Features that are amounts, in major units of the base currency. */
export const amounts: ReadonlySet<string> = new Set(['AUM', 'DEPOSITS', 'LOANS', 'DEPOSIT_CHANGE']);

/**
 * SQL for each feature of a row of `measure_draft`, whose amounts are in minor units: `unit` of them make a major one, and
 * transactions are those of `period` months. Amounts below nothing count as nothing.
 */
export const draftFigures = (period: number): Readonly<Record<ClusterFeature, string>> => ({
  AUM: 'greatest(aum, 0) / unit',
  DEPOSITS: 'deposit_adb / unit',
  LOANS: 'loan_adb / unit',
  TRANSACTIONS: `transactions / ${period}::float8`,
  PRODUCTS: 'products::float8',
  TENURE: 'coalesce(greatest(tenure, 0), 0)',
});

/** SQL for each feature of a row of `customer_measure`, as averages are told; amounts in minor units. */
export const measureFigures: Readonly<Record<ClusterFeature, string>> = {
  AUM: 'aum_minor::float8',
  DEPOSITS: 'deposit_adb_minor::float8',
  LOANS: 'loan_adb_minor::float8',
  TRANSACTIONS: 'transactions_a_month::float8',
  PRODUCTS: 'product_count::float8',
  TENURE: 'coalesce(greatest(tenure_months, 0), 0)::float8',
};

/** SQL for each feature of a row `m` of `customer_measure` as trees ask for it. */
export const treeFigures: Readonly<Record<TreeFeature, string>> = {
  AUM: 'm.aum_minor / unit',
  DEPOSITS: 'm.deposit_adb_minor / unit',
  LOANS: 'm.loan_adb_minor / unit',
  DEPOSIT_CHANGE: 'm.deposit_change_minor / unit',
  TRANSACTIONS: 'm.transactions_a_month::float8',
  PRODUCTS: 'm.product_count::float8',
  TENURE: 'coalesce(greatest(m.tenure_months, 0), 0)::float8',
  CHURN_SCORE: 'm.churn_score::float8',
};
