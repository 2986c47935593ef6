import { sql } from 'drizzle-orm';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { by, toList } from '../../graph/declare/edge';
import { entity } from '../../graph/declare/entity';
import type { TypeClass } from '../../graph/declare/field';
import { userErrorCodes } from '../../graph/declare/refusal';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';

/** Rows that a statement makes while it reads; PostgreSQL holds no table of them. */
const userError = pgTable('user_error', {
  place: integer('place').notNull(),
  field: text('field'),
  code: text('code', { enum: userErrorCodes }).notNull(),
  message: text('message').notNull(),
  currentVersion: integer('current_version'),
});

export const UserErrorCodeEnum = enumType(
  'UserErrorCode',
  userErrorCodes,
  'Why a change was refused that its asker may ask for.',
  {
    CONFLICT: 'The record has another version by now: read it again.',
    KEY_REUSED: 'The idempotency key was given to another change.',
    STEP_OUT_OF_ORDER: 'The record does not stand where this step begins.',
    DATE_OUT_OF_ORDER: 'A date lies before or after another that it may not.',
    TOO_LATE: 'The time within which it could be changed is over.',
    REQUIRED: 'A value is missing that this change needs.',
    NOT_ALLOWED: 'A value is given that this change does not take, or from somebody who may not give it.',
    TAKEN: 'Something stands there already.',
    RECUSED: 'Nobody handles what concerns himself.',
    SHARES_EXCEEDED: 'Shares of one company would come to more than the whole of it.',
  },
);

@entity({
  name: 'UserError',
  description: 'Why a change was refused. Nothing of a refused change stays.',
  table: userError,
  row: userError.place,
  scope: 'reference',
})
export class UserError {
  @stored(userError.code, 'C1', 'The rule.')
  code!: string;

  @stored(userError.message, 'C1', 'The same in words.')
  message!: string;

  @stored(userError.field, 'C1', 'The path to the value of the input that is wrong; null where it is no single one.')
  field?: string;

  @stored(userError.currentVersion, 'C1', 'Of a CONFLICT: the version that the record has.')
  currentVersion?: number;
}

/** Gives a payload its `userErrors`. */
export function tellsRefusals(payload: TypeClass): void {
  toList({
    from: payload,
    name: 'userErrors',
    to: UserError,
    description: 'Why nothing was changed; empty where it was.',
    order: [by(userError.place)],
    source: ({ inputs }) => sql`
      select e.place, e.told ->> 'field' as field, e.told ->> 'code' as code, e.told ->> 'message' as message,
        (e.told ->> 'currentVersion')::int as current_version
      from jsonb_array_elements(${inputs.refusals()}) with ordinality as e (told, place)`,
  });
}
