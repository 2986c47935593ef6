import type { AlertRules } from '../../src/risk-alerts/rules';
import { type AlertBank, type AlertRow, daysBefore, holdsOn, inBase, levels, sum } from './alert-rows';
import { abnormalTransactions } from './naive-transactions';

type Row = AlertBank['accounts'][number];
interface Finding {
  readonly customer: string;
  readonly subject: string;
  readonly figure: string;
  readonly value: number;
  readonly cause?: string;
}

const classes = ['NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'];
const text = (value: unknown) => value as string;
const count = (value: unknown) => (value ?? 0) as number;

/** Works out what alerts must stand open on a day, one customer after the other, where none stood before. */
export class NaiveAlerts {
  constructor(
    private readonly bank: AlertBank,
    private readonly day: string,
    private readonly rules: AlertRules,
  ) {}

  all(): AlertRow[] {
    const { rules } = this;
    const own = (rule: keyof AlertRules, found: readonly Finding[]) => this.levelled(rule, found, true);
    const others = (rule: keyof AlertRules, found: readonly Finding[]) => this.levelled(rule, found, false);
    const customers = this.bank.customers.map((row) => text(row.customer_id));
    return [
      ...own(
        'OVER_INDEBTEDNESS',
        customers.flatMap((one) => this.debtsOf(one)),
      ),
      ...own(
        'PAST_DUE',
        customers.flatMap((one) => this.pastDueOf(one)),
      ),
      ...own(
        'GRADE_DOWNGRADE',
        customers.flatMap((one) => this.downgradeOf(one)),
      ),
      ...own(
        'COLLATERAL_DETERIORATION',
        this.bank.accounts.flatMap((one) => this.loanToValueOf(one)),
      ),
      ...this.controllers(),
      ...others(
        'GUARANTOR_DETERIORATION',
        customers.flatMap((one) => this.guarantorsOf(one)),
      ),
      ...others(
        'CROSS_DEFAULT',
        customers.flatMap((one) => this.connectedOf(one)),
      ),
      ...others(
        'CONCENTRATION',
        this.bank.groups.flatMap((group) => this.concentrationOf(group)),
      ),
      ...abnormalTransactions(this.bank, this.day, rules.ABNORMAL_TRANSACTION),
    ];
  }

  /** The highest level of each customer and subject, of equals the figure that the rules name first, then the larger. */
  private levelled(rule: keyof AlertRules, found: readonly Finding[], isTold: boolean): AlertRow[] {
    const { figures } = this.rules[rule] as { figures: Readonly<Record<string, readonly number[]>> };
    const names = Object.keys(figures);
    const rankOf = ({ figure, value }: Finding) => (figures[figure] ?? []).filter((mark) => mark <= value).length;
    const best = new Map<string, Finding>();
    const place = (one: Finding) => names.indexOf(one.figure);
    const isBefore = (one: Finding, other: Finding) =>
      rankOf(other) - rankOf(one) ||
      place(one) - place(other) ||
      other.value - one.value ||
      Number(one.cause ?? 0) - Number(other.cause ?? 0);
    for (const one of found) {
      if (rankOf(one) === 0) continue;
      const key = `${one.customer} ${one.subject}`;
      const other = best.get(key);
      if (!other || isBefore(one, other) < 0) best.set(key, one);
    }
    return [...best.values()].map((one) => ({
      customer: one.customer,
      rule,
      subject: one.subject,
      level: levels[rankOf(one) - 1] as string,
      figure: isTold ? one.figure : null,
      value: isTold ? one.value : null,
      cause: one.cause ?? null,
    }));
  }

  private readonly holds = (row: Row) => holdsOn(this.day, row);

  private inBase(amount: unknown, currency: unknown): number | null {
    return inBase(this.bank, this.day, amount, currency);
  }

  private readonly categoryOf = (account: Row) =>
    text(this.bank.products.find(({ id }) => id === account.product_id)?.category);
  private readonly isCredit = (account: Row) => ['LOAN', 'CARD'].includes(this.categoryOf(account));

  private ownedBy(customer: string) {
    return this.bank.roles
      .filter((role) => role.party_id === customer && role.share_pct !== null && this.holds(role))
      .flatMap((role) => {
        const account = this.bank.accounts.find(({ id }) => id === role.account_id) as Row;
        return account.status === 'CLOSED' ? [] : [{ account, share: count(role.share_pct) / 100 }];
      });
  }

  private debtsOf(customer: string): Finding[] {
    const owned = this.ownedBy(customer);
    if (owned.length === 0) return [];
    const owed = ({ account, share }: (typeof owned)[number]) => {
      const balance = count(account.current_balance_minor) * (this.isCredit(account) ? 1 : -1);
      return share * (this.inBase(Math.max(balance, 0), account.currency) ?? 0);
    };
    const credits = owned.filter(({ account }) => this.isCredit(account));
    const lines = owned.filter(({ account }) => this.categoryOf(account) !== 'LOAN' && count(account.limit_minor) > 0);
    const limit = sum(
      lines.map(({ account, share }) => share * (this.inBase(account.limit_minor, account.currency) ?? 0)),
    );
    const person = this.bank.persons.find(({ customer_id }) => customer_id === customer);
    const income = this.inBase(person?.annual_income_minor, person?.currency);
    const company = this.bank.organisations.find(({ customer_id }) => customer_id === customer);
    const ratio = (figure: string, part: number, whole: number | null): Finding[] =>
      whole ? [{ customer, subject: '0', figure, value: part / whole }] : [];
    return [
      ...ratio('DEBT_TO_INCOME', sum(credits.map(owed)), income),
      ...ratio('DEBT_TO_ASSETS', count(company?.total_liabilities_minor), count(company?.total_assets_minor)),
      ...ratio('UTILISATION', sum(lines.map(owed)), limit),
      { customer, subject: '0', figure: 'LENDING_PRODUCTS', value: credits.length },
    ];
  }

  private pastDueOf(customer: string): Finding[] {
    return this.ownedBy(customer).map(({ account }) => {
      return { customer, subject: text(account.id), figure: 'DAYS_PAST_DUE', value: count(account.days_past_due) };
    });
  }

  private downgradeOf(customer: string): Finding[] {
    const known = this.bank.assessments.filter(
      (row) => row.customer_id === customer && text(row.valid_from) <= this.day,
    );
    const [before, now] = [known.at(-2), known.at(-1)];
    if (!before || !now || !this.holds(now)) return [];
    if (text(now.valid_from) <= daysBefore(this.day, this.rules.GRADE_DOWNGRADE.days)) return [];
    const place = (row: Row) => this.rules.grades.indexOf(text(row.credit_grade));
    if (place(before) < 0 || place(now) < 0) return [];
    return [{ customer, subject: '0', figure: 'GRADE_STEPS', value: place(now) - place(before) }];
  }

  private loanToValueOf(account: Row): Finding[] {
    const pledged = this.bank.collaterals.filter((row) => row.account_id === account.id && this.holds(row));
    const worth = sum(pledged.map((row) => this.inBase(row.value_minor, row.currency) ?? 0));
    if (account.status === 'CLOSED' || worth === 0) return [];
    const value = (this.inBase(account.current_balance_minor, account.currency) ?? 0) / worth;
    return [{ customer: text(account.customer_id), subject: text(account.id), figure: 'LOAN_TO_VALUE', value }];
  }

  private controllers(): AlertRow[] {
    const { days, sharePct, relations } = this.rules.CONTROLLER_CHANGE;
    const isControl = (row: Row) =>
      row.directness !== 'INDIRECT' &&
      row.outgoing === false &&
      (!['SHAREHOLDING', 'VOTING_RIGHTS'].includes(text(row.type)) || count(row.share_pct ?? row.share_min) > sharePct);
    return this.bank.relations.flatMap((row): AlertRow[] => {
      const level = relations[row.type as keyof typeof relations];
      const customer = this.bank.customers.find(({ customer_id }) => customer_id === row.customer_id);
      const from = text(row.valid_from);
      const isNew = from > daysBefore(this.day, days) && this.holds(row);
      if (!level || !isNew || !isControl(row) || !customer || customer.kind === 'INDIVIDUAL') return [];
      if (customer.onboarded_on === null || text(customer.onboarded_on) >= from) return [];
      const wasAlready = this.bank.relations.some(
        (other) =>
          other.customer_id === row.customer_id &&
          other.other_party_id === row.other_party_id &&
          other.type === row.type &&
          isControl(other) &&
          text(other.valid_from) < from &&
          (other.valid_to === null || text(other.valid_to) >= from),
      );
      const told = { figure: null, value: null, cause: null };
      return wasAlready
        ? []
        : [{ customer: text(row.customer_id), rule: 'CONTROLLER_CHANGE', subject: text(row.id), level, ...told }];
    });
  }

  /** Who promised to pay and for whom. */
  private promises(): { debtor: string; guarantor: string }[] {
    return [
      ...this.bank.guarantees
        .filter(this.holds)
        .map((row) => ({ debtor: text(row.customer_id), guarantor: text(row.guarantor_party_id) })),
      ...this.bank.relations
        .filter((row) => row.type === 'GUARANTEES' && row.outgoing === false && this.holds(row))
        .map((row) => ({ debtor: text(row.customer_id), guarantor: text(row.other_party_id) })),
    ];
  }

  private guarantorsOf(customer: string): Finding[] {
    const guarantors = this.promises().filter(({ debtor }) => debtor === customer);
    return guarantors.flatMap(({ guarantor }) =>
      [...this.pastDueOf(guarantor), ...this.downgradeOf(guarantor)].map((one) => {
        return { ...one, customer, subject: '0', cause: guarantor };
      }),
    );
  }

  private connectedOf(customer: string): Finding[] {
    const groups = this.bank.groups.filter((row) => row.customer_id === customer && row.kind === 'CONNECTED_CLIENTS');
    const members = this.bank.groups
      .filter((row) => groups.some(({ id }) => id === row.id))
      .map((row) => text(row.customer_id));
    const debtors = this.promises()
      .filter(({ guarantor }) => guarantor === customer)
      .map(({ debtor }) => debtor);
    const others = [...members, ...debtors].filter((one) => one !== customer || debtors.includes(one));
    return others.flatMap((other) => [
      ...this.pastDueOf(other).map((one) => ({ ...one, customer, subject: '0', cause: other })),
      ...this.ownedBy(other).map(({ account }) => {
        const value = 1 + Math.max(0, classes.indexOf(text(account.five_class)));
        return { customer, subject: '0', figure: 'FIVE_CLASS', value, cause: other };
      }),
    ]);
  }

  private concentrationOf(group: Row): Finding[] {
    if (group.kind !== 'CONNECTED_CLIENTS' || group.tier1_minor === null) return [];
    const members = this.bank.groups.filter(({ id }) => id === group.id).map((row) => row.customer_id);
    const exposure = sum(
      this.bank.positions.filter((row) => members.includes(row.customer_id)).map((row) => count(row.exposure_minor)),
    );
    const value = exposure / count(group.tier1_minor);
    return [{ customer: text(group.customer_id), subject: text(group.id), figure: 'EXPOSURE_TO_TIER1', value }];
  }
}
