import type { MeasureRules } from '../../src/entities/measure/measures.rules';
import type { BankRows } from './bank-rows';
import { knownBank } from './known-bank';
import { nearestOf, type StoredCluster } from './naive-clusters';
import { type Figures, figuresOf, sum } from './naive-figures';
import { type Standing, standingAmong } from './naive-peers';

/** A measure of money is told in minor units with whatever part of one is left, others as they are. */
export type Measures = ReturnType<typeof measuresOf>;

/** Works out every measure of every customer of a day, one customer after the other. */
export function naively(
  rows: BankRows,
  asOf: string,
  rules: MeasureRules,
  clusters: readonly StoredCluster[],
): ReadonlyMap<string, Measures & { readonly tags: string[]; readonly cluster: string | null }> {
  const bank = knownBank(rows, asOf, rules);
  const figures = rows.customers.map((customer) => figuresOf(bank, customer));
  const standing = standingAmong(figures);
  return new Map(
    figures.map((of) => {
      const measured = measuresOf(of, standing, rules);
      return [of.customer.id, { ...measured, tags: tagsOf(measured), cluster: nearestOf(of, clusters) }];
    }),
  );
}

/** The tags of the rules that are shipped, by hand. */
function tagsOf(of: Measures): string[] {
  const yuan = (minor: number | null) => Math.round(minor ?? 0) / 100;
  const [aum, change, deposits] = [yuan(of.aum_minor), yuan(of.deposit_change_minor), yuan(of.deposit_adb_minor)];
  return [
    ...(aum >= 6_000_000 ? ['HIGH_NET_WORTH'] : []),
    ...(change >= 50_000 ? ['NEW_MONEY'] : []),
    ...(change <= -50_000 && aum >= 50_000 ? ['MONEY_LEAVING'] : []),
    ...(yuan(of.loan_adb_minor) >= 1 && deposits <= 1_000 ? ['BORROWER_ONLY'] : []),
    ...(of.product_count === 1 && aum >= 50_000 ? ['ONE_PRODUCT'] : []),
    ...(of.churn_score >= 50 && yuan(of.contribution_minor) >= 1 ? ['ABOUT_TO_LEAVE'] : []),
  ];
}

type Part = readonly [value: number | null, weight: number];

/** The mean by weight of the parts that are known. */
function meanOf(parts: readonly Part[]): number | null {
  const known = parts.filter((part): part is readonly [number, number] => part[0] !== null);
  if (known.length === 0) return null;
  return sum(known.map(([value, weight]) => value * weight)) / sum(known.map(([, weight]) => weight));
}

const countOf = (answers: readonly number[], test: (answer: number) => boolean) => answers.filter(test).length;
const times = (value: number | null, factor: number) => (value === null ? null : value * factor);
/** From 1 to 5 by the least values of the degrees from 2 on. */
const degreeOf = (value: number, marks: readonly number[]) => 1 + marks.filter((mark) => mark <= value).length;

function measuresOf(of: Figures, standing: Standing, rules: MeasureRules) {
  const { compared, contribution, alive, capital, exposure } = of;
  const { loyalty, quality, lifetime, tiers } = rules;
  const percentile = (code: keyof Figures['compared']) => standing.percentile(of, code);
  const fifth = (code: keyof Figures['compared']) => standing.fifth(of, code);
  const reasons = reasonsOf(of, rules);
  const [customerClass, classRule] = classOf(of, rules);
  const scores = { recency: fifth('recency'), frequency: fifth('transactions'), monetary: fifth('turnover') };
  const stays = alive ?? 0;
  const content = countOf(of.csat, (answer) => answer >= 4);
  const csat = of.csat.length === 0 ? null : (100 * content) / of.csat.length;
  const acquisition = (lifetime.acquisition as Readonly<Record<string, number>>)[of.customer.kind] as number;
  return {
    scope_key: of.customer.scopeKey,
    rules_version: rules.version,
    peer_group: of.peerGroup,
    currency: rules.baseCurrency,
    aum_minor: of.aum,
    deposit_adb_minor: of.depositAdb,
    loan_adb_minor: of.loanAdb,
    deposit_change_minor: (of.depositNow - of.depositBefore) / 3,
    loan_change_minor: of.loanChange,
    exposure_minor: exposure,
    deposit_margin_minor: of.depositMargin,
    loan_margin_minor: of.loanMargin,
    fees_minor: of.fees,
    operating_cost_minor: of.cost,
    expected_loss_minor: of.loss,
    contribution_minor: contribution,
    economic_capital_minor: capital,
    eva_minor: contribution - of.charge,
    rarorac: capital === 0 ? null : (100 * contribution) / capital,
    lifetime_value_minor: (contribution * stays) / (1 + lifetime.discount - stays) - acquisition * 100,
    growth_value_minor: of.growth,
    potential_value_minor: of.potential,
    deposit_points: of.points,
    p_alive: alive,
    loyalty: meanOf([
      [percentile('tenure'), loyalty.tenure],
      [percentile('products'), loyalty.products],
      [percentile('wallet'), loyalty.wallet],
      [percentile('channels'), loyalty.channels],
      [times(alive, 100), loyalty.alive],
      [csat, loyalty.satisfaction],
    ]),
    quality: meanOf([
      [percentile('rarorac'), quality.rarorac],
      [of.grade, quality.grade],
      [100 * of.completeness, quality.completeness],
      [percentile('tenure'), quality.tenure],
    ]),
    satisfaction_csat: csat,
    satisfaction_nps: of.nps.length === 0 ? null : sum(of.nps) / of.nps.length,
    csat_answers: of.csat.length,
    csat_content: content,
    nps_answers: of.nps.length,
    nps_balance: countOf(of.nps, (answer) => answer >= 9) - countOf(of.nps, (answer) => answer <= 6),
    completeness: 100 * of.completeness,
    // Of ten categories.
    cross_holding_rate: (100 * of.categories) / 10,
    product_count: of.productCount,
    share_of_wallet: compared.wallet === null ? null : 100 * compared.wallet,
    channel_activity: compared.channels,
    tenure_months: compared.tenure,
    transactions_a_month: compared.transactions / rules.period,
    risk_degree: Math.max(
      degreeOf(exposure === 0 ? 0 : of.loss / exposure, rules.risk.lossRate),
      of.fiveClass,
      of.alertDegree,
      degreeOf(of.pastDue, rules.risk.daysPastDue),
    ),
    recency_score: scores.recency,
    frequency_score: scores.frequency,
    monetary_score: scores.monetary,
    rfm_segment: segmentOf(scores, compared.tenure, rules.rfm),
    churn_score: Math.min(100, sum(reasons.map((reason) => rules.churn.weights[reason]))),
    churn_reasons: reasons,
    customer_class: customerClass,
    class_rule: classRule,
    value_tier:
      Object.entries(tiers)
        .filter(([, least]) => of.aum >= least * 100)
        .sort(([, one], [, other]) => other - one)[0]?.[0] ?? 'STANDARD',
  };
}

function reasonsOf(of: Figures, { churn }: MeasureRules): (keyof MeasureRules['churn']['weights'])[] {
  const activeOf = (months: number) => of.active.filter((ago) => ago < months).length;
  const signs = {
    ACTIVITY_DROP: of.transactionsBefore > 0 && of.transactionsNow <= of.transactionsBefore * (1 - churn.activityDrop),
    LOW_BALANCE: of.balance < churn.lowBalance * 100,
    BALANCE_DROP: of.depositBefore > 0 && of.depositNow <= of.depositBefore * (1 - churn.balanceDrop),
    DORMANT_3_OF_6: 6 - activeOf(6) >= churn.dormantOfSix,
    DORMANT_6_OF_12: 12 - activeOf(12) >= churn.dormantOfTwelve,
    SALARY_STOPPED: of.salaryStopped,
    NEW_UNDER_180_DAYS: of.days !== null && of.days < churn.newDays,
  };
  return (Object.keys(signs) as (keyof typeof signs)[]).filter((reason) => signs[reason]);
}

function classOf(of: Figures, { classes, period }: MeasureRules): [name: string, rule: string] {
  const isAsleep = !of.active.some((ago) => ago < classes.sleepingMonths);
  if (isAsleep && of.aum + of.exposure <= classes.sleepingBalance * 100)
    return ['SLEEPING', 'NO_TRANSACTION_AND_LOW_BALANCE'];
  const byBalance = of.depositAdb + of.loanAdb >= classes.valuableBalance * 100;
  const byContribution = of.contribution >= classes.valuableContribution * 100;
  if (!byBalance && !byContribution) return ['LOW_VALUE', 'BELOW_VALUE'];
  const isUsed =
    of.compared.transactions / period >= classes.transactionsAMonth ||
    of.compared.turnover / period >= classes.turnoverAMonth * 100;
  if (!isUsed) return ['LOW_VALUE', 'BELOW_USE'];
  const value = byBalance ? 'BALANCE' : 'CONTRIBUTION';
  if (of.categories >= classes.categories && of.tailored)
    return ['HIGH_VALUE_ADDED', `${value}_CATEGORIES_AND_TAILORED`];
  return ['VALUABLE', `${value}_AND_USE`];
}

type Scores = Readonly<Record<'recency' | 'frequency' | 'monetary', number | null>>;

/** Null where nothing was ever done. */
function segmentOf(
  { recency, frequency, monetary }: Scores,
  tenure: number | null,
  rfm: MeasureRules['rfm'],
): string | null {
  if (recency === null) return null;
  const isLate = recency >= rfm.late;
  const isMuch = (frequency ?? 0) + (monetary ?? 0) >= rfm.much;
  if (isMuch) return isLate ? 'CHAMPIONS' : recency >= rfm.latish ? 'LOYAL' : 'AT_RISK';
  if (tenure !== null && tenure < rfm.newMonths) return 'NEW';
  if (isLate) return 'PROMISING';
  return recency >= rfm.attention ? 'NEEDS_ATTENTION' : 'HIBERNATING';
}
