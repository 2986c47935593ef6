import { createHash } from 'node:crypto';
import type { Role } from '../../access/policy';
import type { TypeClass } from '../../graph/declare/field';
import { mutation } from '../../graph/declare/mutation';
import { Refusal } from '../../graph/declare/refusal';
import type { Changed, Writing } from '../../graph/declare/writing';
import { type ChangeInput, checkKey } from './change-input';
import { tellEvents, type Written, type WrittenOfBank } from './tell-events';
import { tellsRefusals } from './user-error';

export interface Made {
  /** The keys that the payload's edges ask for. */
  readonly changed: Changed;
  readonly written: readonly Written[];
  /** What belongs to no customer. */
  readonly ofBank?: readonly WrittenOfBank[];
}

interface ChangeOptions<Input extends ChangeInput> {
  readonly name: string;
  readonly description: string;
  readonly input: new () => Input;
  readonly payload: TypeClass;
  readonly onlyRoles: readonly Role[];
  /** The type of its events. */
  readonly event: string;
  /** Refuses an input by its form, before anything is looked for. */
  readonly check?: (input: Input) => void;
  /** Does the work; null where what the input names is out of reach, a `Refusal` where a rule forbids it. */
  readonly run: (input: Input, writing: Writing) => Promise<Made | null>;
}

/**
 * Declares a change as all are made: one input with a key under which it is made once, one transaction with its events,
 * a payload that tells what became of it or why it was refused.
 */
export function change<Input extends ChangeInput>(options: ChangeOptions<Input>): void {
  const { check, run, event, payload: answered, description, ...declared } = options;
  tellsRefusals(answered);
  mutation<Input>({
    ...declared,
    description: `${description} For ${declared.onlyRoles.join(', ')}.`,
    payload: answered,
    check: (input) => {
      checkKey(input);
      check?.(input);
    },
    run: async (input, writing) => {
      const known = await begun(declared.name, input, writing);
      if (known) return known;
      const made = await run(input, writing);
      if (made) await finish(event, input, made, writing);
      return made?.changed ?? null;
    },
  });
}

/** Takes the key, waiting for whoever is at work under it; answers what was changed where that has been done. */
async function begun(name: string, input: ChangeInput, { sql, viewer, now }: Writing): Promise<Changed | undefined> {
  const asked = createHash('sha256')
    .update(JSON.stringify([name, input]))
    .digest();
  const { idempotencyKey } = input;
  const [taken] = await sql`
    insert into change_request (employee_id, client_id, idempotency_key, asked, at)
    values (${viewer.employeeId}, ${viewer.clientId}, ${idempotencyKey}, ${asked}, ${now.toISOString()}::text::timestamptz)
    on conflict do nothing returning 1 as taken`;
  if (taken) return undefined;
  const [before] = await sql<{ isSame: boolean; changed: Record<string, string> }[]>`
    select asked = ${asked} as "isSame", changed from change_request
    where employee_id = ${viewer.employeeId} and client_id = ${viewer.clientId} and idempotency_key = ${idempotencyKey}`;
  if (!before?.isSame)
    throw new Refusal({
      code: 'KEY_REUSED',
      field: 'input.idempotencyKey',
      message: 'The idempotency key was given to another change before.',
    });
  return Object.fromEntries(Object.entries(before.changed).map(([key, value]) => [key, BigInt(value)]));
}

/** Notes what was changed under the key, and tells the events. */
async function finish(
  event: string,
  { idempotencyKey }: ChangeInput,
  { changed, written, ofBank }: Made,
  { sql, viewer, now }: Writing,
): Promise<void> {
  const keys = JSON.stringify(Object.fromEntries(Object.entries(changed).map(([key, value]) => [key, String(value)])));
  await sql`
    update change_request set changed = ${keys}::text::jsonb
    where employee_id = ${viewer.employeeId} and client_id = ${viewer.clientId} and idempotency_key = ${idempotencyKey}`;
  await tellEvents(sql, { event, written, ofBank, employee: viewer.employeeId, client: viewer.clientId, at: now });
}
