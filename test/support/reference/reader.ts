import type { Bank } from './bank';
import { openingAs, type Standing, standingsOf } from './matrix';
import type { Row } from './values';
import { wayIn } from './way-in';

interface Right {
  readonly standing: Standing;
  readonly unit: number;
  readonly kinds: readonly string[] | null;
}

/** Half-open days: the first counts, the last does not. */
export function validOn(today: string, row: Row): boolean {
  const { valid_from: from, valid_to: to } = row;
  return String(from) <= today && (to === null || String(to) > today);
}

const lookups = new Set<Standing>(['TELLER', 'SERVICE_AGENT', 'SERVICE_AGENT with a contact of today']);
const openings = new Set<Standing>(['BRANCH_MANAGER', 'RELATIONSHIP_MANAGER', 'COMPLAINT_HANDLER'].map(openingAs));
const wholeBank = new Set<Standing>(['HEAD_OFFICE', 'AUDITOR', 'COMPLIANCE_OFFICER', 'SERVICE_AGENT']);
const wholeUnits = new Set<Standing>(['BRANCH_MANAGER', 'TELLER', 'REPORTING']);
const daysAfterACase = 90;

/** A reader's scope, worked out from his raw grants, the units' parents and the raw assignments of today. */
export class Reader {
  readonly employee: Row;
  private readonly rights: readonly Right[];
  private readonly known = new Map<number, ReadonlySet<Standing>>();

  constructor(
    private readonly bank: Bank,
    reader: string,
    private readonly today: string,
    private readonly dayOf: (moment: string) => string,
    private readonly now: string,
  ) {
    const { staffNumber, throughDocument } = wayIn(reader);
    const employee = bank.one('employee', 'staff_number', staffNumber);
    if (!employee) throw new Error(`Nobody has the staff number ${staffNumber}.`);
    this.employee = employee;
    this.rights = bank
      .where('role_grant', 'employee_id', this.id)
      .filter((grant) => validOn(today, grant))
      .flatMap(({ role, org_unit_id: unit, kinds }) =>
        standingsOf(String(role), throughDocument).map((standing) => ({
          standing,
          unit: unit as number,
          kinds: kinds as string[] | null,
        })),
      )
      .filter((right) => !openings.has(right.standing) || this.hasOpened(right));
  }

  private get id(): number {
    return this.employee.id as number;
  }

  /** As what he may find anybody by a number of his own. */
  get lookingUp(): readonly Standing[] {
    return this.standings.filter((standing) => lookups.has(standing));
  }

  /** Everything he stands as. */
  get standings(): readonly Standing[] {
    return [...new Set(this.rights.map(({ standing }) => standing))];
  }

  /** What holds for customers that he did not name himself: lists, searches, ways to others. */
  get listing(): readonly Standing[] {
    return this.standings.filter((standing) => !lookups.has(standing) && !openings.has(standing));
  }

  /** As what he reaches a customer; nobody reaches a party that is no customer. */
  reaches(customerId: number): ReadonlySet<Standing> {
    let standings = this.known.get(customerId);
    if (!standings) {
      const customer = this.bank.one('customer', 'customer_id', customerId);
      const reaching = customer ? this.rights.filter((right) => this.contains(right, customer)) : [];
      standings = new Set(reaching.map(({ standing }) => standing));
      this.known.set(customerId, standings);
    }
    return standings;
  }

  /** He reaches every customer of a kind in a unit and below it, now and whoever joins. */
  reachesUnit(unit: number, kind: string, as?: Standing): boolean {
    return this.rights.some((right) => {
      if (as && right.standing !== as) return false;
      if (right.kinds && !right.kinds.includes(kind)) return false;
      if (wholeBank.has(right.standing)) return true;
      return wholeUnits.has(right.standing) && this.isBelow(unit, right.unit);
    });
  }

  private contains({ standing, unit, kinds }: Right, customer: Row): boolean {
    if (kinds && !kinds.includes(String(customer.kind))) return false;
    const id = customer.customer_id as number;
    switch (standing) {
      case 'HEAD_OFFICE':
      case 'AUDITOR':
      case 'COMPLIANCE_OFFICER':
      case 'SERVICE_AGENT':
        return true;
      case 'BRANCH_MANAGER':
      case 'TELLER':
      case 'REPORTING':
        return this.isBelow(customer.org_unit_id as number, unit);
      case 'MARKETING':
        return this.isBelow(customer.org_unit_id as number, unit) && customer.marketing_consent === true;
      case 'RELATIONSHIP_MANAGER':
        return this.isAssigned(id);
      case 'COMPLAINT_HANDLER':
        return this.hasCase(id, unit);
      case 'SERVICE_AGENT with a contact of today':
        return this.isInContact(id);
      case 'BRANCH_MANAGER by break-glass':
      case 'RELATIONSHIP_MANAGER by break-glass':
      case 'COMPLAINT_HANDLER by break-glass':
        return this.openedAs(standing).has(id);
    }
  }

  /** The customers opened, from the moment of opening until the moment of closing, which does not count. */
  private openedAs(standing: Standing): ReadonlySet<number> {
    const own = this.bank.where('break_glass', 'employee_id', this.id);
    const now = Date.parse(this.now);
    const valid = own.filter(
      ({ role, opened_at: from, expires_at: to }) =>
        openingAs(String(role)) === standing && Date.parse(String(from)) <= now && Date.parse(String(to)) > now,
    );
    return new Set(valid.map((one) => one.customer_id as number));
  }

  private hasOpened({ standing, kinds }: Right): boolean {
    const kindOf = (id: number) => String(this.bank.one('customer', 'customer_id', id)?.kind);
    return [...this.openedAs(standing)].some((id) => !kinds || kinds.includes(kindOf(id)));
  }

  isBelow(unit: number, above: number): boolean {
    let current: number | null = unit;
    while (current !== null) {
      if (current === above) return true;
      current = (this.bank.one('org_unit', 'id', current)?.parent_id ?? null) as number | null;
    }
    return false;
  }

  private isAssigned(customerId: number): boolean {
    const assignments = this.bank.where('portfolio_assignment', 'customer_id', customerId);
    return assignments.some((one) => one.employee_id === this.id && validOn(this.today, one));
  }

  /** A complaint at the unit that is open, or was closed no more than ninety days ago. */
  private hasCase(customerId: number, unit: number): boolean {
    const earliest = new Date(Date.parse(this.today) - daysAfterACase * 86_400_000).toISOString().slice(0, 10);
    return this.bank
      .where('complaint', 'customer_id', customerId)
      .some(
        (one) =>
          one.handling_unit_id === unit && (one.closed_at === null || this.dayOf(String(one.closed_at)) >= earliest),
      );
  }

  private isInContact(customerId: number): boolean {
    const contacts = this.bank.where('interaction', 'customer_id', customerId);
    return contacts.some((one) => one.employee_id === this.id && this.dayOf(String(one.at)) >= this.today);
  }
}
