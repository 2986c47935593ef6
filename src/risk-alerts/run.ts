import type { Session } from '../database/work';
import type { AlertRules } from './rules';

/** The day that rules are applied for, and the rules. */
export interface AlertRun {
  readonly session: Session;
  readonly asOf: string;
  readonly rules: AlertRules;
}

/** A fragment of a statement. */
export type Part = ReturnType<Session>;

/** What has been found of a customer before it is known which level it reaches. */
export interface Rule {
  /** A figure's name and its three least values. */
  readonly figures: Readonly<Record<string, readonly [number, number, number]>>;
  /** Whether the figure is the customer's own, so that it may be told to whoever may see him. */
  readonly isOwn: boolean;
  /**
   * SQL for rows of (customer_id, subject, figure, value) with what they rest on: account_customer_id, account_id,
   * group_id, relationship_id, assessment_id and cause_id.
   */
  readonly found: Part;
}

interface Links {
  readonly account?: readonly [keeper: string, id: string];
  readonly group?: string;
  readonly relationship?: string;
  readonly assessment?: string;
  readonly cause?: string;
}

/** The columns of what a finding rests on, from these of its own. */
export function links({ session }: AlertRun, { account, group, relationship, assessment, cause }: Links = {}): Part {
  const key = (column?: string) => (column === undefined ? session`null::bigint` : session(column));
  return session`${key(account?.[0])} as account_customer_id, ${key(account?.[1])} as account_id, ${key(group)} as group_id,
    ${key(relationship)} as relationship_id, ${key(assessment)} as assessment_id, ${key(cause)} as cause_id`;
}
