/** A customer as known on the earlier day and as it behaved afterwards. */
export interface Seen {
  readonly id: string;
  readonly scopeKey: number;
  readonly behaved: boolean;
  /** A row of `customer_measure` of the earlier day. */
  readonly known: Readonly<Record<string, unknown>>;
}

/** How the words of a rule name what is known, and how many of its minor units a told one is. */
const named: Readonly<Record<string, readonly [column: string, unit: number]>> = {
  assets: ['aum_minor', 100],
  'average deposits': ['deposit_adb_minor', 100],
  'average loans': ['loan_adb_minor', 100],
  'change of deposits': ['deposit_change_minor', 100],
  'transactions a month': ['transactions_a_month', 1],
  'products held': ['product_count', 1],
  'months with the bank': ['tenure_months', 1],
  'points for signs of leaving': ['churn_score', 1],
};

/** Whether the condition holds that the words tell. */
function holds(condition: string, known: Seen['known']): boolean {
  const [, name = '', under, border = '', more] =
    /^([a-z ]+): (under )?(?:CNY )?(-?[\d,.]+)( or more)?$/.exec(condition) ?? [];
  const [column, unit] = named[name] ?? [];
  if (!column || !unit || (under === undefined) === (more === undefined)) throw new Error(`What is “${condition}”?`);
  const value = Number(known[column] ?? 0) / unit;
  const told = Number(border.replaceAll(',', ''));
  return under ? value < told : value >= told;
}

export const holdsFor = (rule: string, { known }: Seen): boolean =>
  rule === 'all customers' || rule.split('; ').every((condition) => holds(condition, known));

/** Every fifth is kept apart. */
export const trained = (seen: readonly Seen[]) => seen.filter((_, at) => at % 5 !== 4);
export const kept = (seen: readonly Seen[]) => seen.filter((_, at) => at % 5 === 4);

/** Every pair of one who behaved so and one who did not: how often the first has the higher rate, ties by half. */
export function aucOf(seen: readonly Seen[], rateOf: (one: Seen) => number): number | null {
  let [pairs, won] = [0, 0];
  for (const one of seen.filter(({ behaved }) => behaved))
    for (const other of seen.filter(({ behaved }) => !behaved)) {
      pairs += 1;
      if (rateOf(one) > rateOf(other)) won += 1;
      if (rateOf(one) === rateOf(other)) won += 0.5;
    }
  return pairs === 0 ? null : won / pairs;
}
