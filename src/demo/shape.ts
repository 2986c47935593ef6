/** How much history each customer gets. Months are calendar months back from the fill's day. */
export interface Volumes {
  /** Contacts of an average customer. */
  readonly interactions: number;
  /** Months with single transactions, two of them each at most. */
  readonly transactionMonths: number;
  readonly balanceMonths: number;
  readonly holdingMonths: number;
}

/** The measures of a demo bank; everything in it follows from these and the seed. */
export interface BankShape {
  readonly customers: number;
  readonly seed: number;
  /** The day the bank is looked at, YYYY-MM-DD. */
  readonly asOf: string;
  readonly timeZone: string;
  readonly regions: number;
  readonly branches: number;
  readonly subBranches: number;
  /** Relationship managers of one branch; the last `companyManagers` of them look after organisations. */
  readonly managers: number;
  readonly companyManagers: number;
  /** The first customers, made to show everything to the first manager of the first branch. */
  readonly showcase: number;
  readonly volumes: Volumes;
}

export const largestDemoBank = 10_000_000;
/** From this size on each customer has less history, so that a million fit in minutes and gigabytes. */
export const fullHistoryUpTo = 50_000;

const fullHistory: Volumes = { interactions: 9, transactionMonths: 6, balanceMonths: 24, holdingMonths: 12 };
const shortHistory: Volumes = { interactions: 4, transactionMonths: 2, balanceMonths: 6, holdingMonths: 2 };

/** Customers of a branch and a manager in a large bank. */
const branchSize = 5_000;
const portfolioSize = 200;

export interface DemoRequest {
  readonly customers: number;
  readonly seed: number;
  readonly asOf: string;
  readonly timeZone: string;
  readonly volumes?: Partial<Volumes> | undefined;
}

/** The shape of a bank of so many customers; RangeError names a number out of its range. */
export function bankShape({ customers, seed, asOf, timeZone, volumes }: DemoRequest): BankShape {
  if (!Number.isInteger(customers) || customers < 1 || customers > largestDemoBank) {
    throw new RangeError(`customers must be a whole number from 1 to ${largestDemoBank}, not ${customers}`);
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 2 ** 31 - 1) {
    throw new RangeError(`seed must be a whole number from 0 to ${2 ** 31 - 1}, not ${seed}`);
  }
  const branches = Math.max(24, Math.round(customers / branchSize));
  const managers = Math.max(3, Math.round(customers / branches / portfolioSize) + 1);
  return {
    customers,
    seed,
    asOf,
    timeZone,
    regions: Math.max(5, Math.ceil(branches / 40)),
    branches,
    subBranches: customers < 100_000 ? 3 : 6,
    managers,
    companyManagers: Math.max(1, Math.round(managers / 10)),
    showcase: Math.min(120, Math.floor(customers * 0.3)),
    volumes: { ...(customers > fullHistoryUpTo ? shortHistory : fullHistory), ...volumes },
  };
}
