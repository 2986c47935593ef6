import type { Session } from './session';

export interface RunState {
  readonly asOf: string;
  readonly rulesVersion: string;
  readonly through: bigint;
  readonly finished: boolean;
}

/** The last working out of all groups; undefined where there was none. */
export async function lastRun(session: Session): Promise<RunState | undefined> {
  const [run] = await session<RunState[]>`
    select as_of::text as "asOf", rules_version as "rulesVersion", through, finished from related_party_run`;
  return run;
}

/** Days are worked out in their order: what stands may end with a day, and cannot begin before itself. */
export function inOrder(last: RunState | undefined, today: string): void {
  if (!last || last.asOf <= today) return;
  throw new Error(`Related parties were worked out for ${last.asOf} already: an earlier day cannot be told after it.`);
}

/** Begins with the first group. Changes written down before are part of what will be read. */
export async function beginRun(session: Session, asOf: string, rulesVersion: string): Promise<void> {
  await session`delete from related_party_change`;
  await session`
    insert into related_party_run (as_of, since, rules_version, through, finished)
    values (${asOf}, ${asOf}, ${rulesVersion}, -1, false)
    on conflict (id) do update set as_of = excluded.as_of, rules_version = excluded.rules_version,
      through = excluded.through, finished = false, at = now()`;
}

export const reachedParty = (session: Session, party: bigint) =>
  session`update related_party_run set through = ${party}, at = now()`;

export const finishRun = (session: Session) => session`update related_party_run set finished = true, at = now()`;
