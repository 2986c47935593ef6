import { GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import { badInput } from '../../errors';

const longestKey = 100;

/** What every change is given besides its own values. */
@InputType()
export abstract class ChangeInput {
  @Field(() => GraphQLString, {
    description: `Any text of the client’s choice, 1 to ${longestKey} characters, a new one for each change that is meant: asked again under the same key, a change is answered and not made again.`,
  })
  idempotencyKey!: string;
}

/** A text that may be no longer is one line. */
const longestLine = 200;
const unprintable = /[\p{Cc}\p{Cs}]/u;

/** A text of an input, without spaces around it; empty ones count as not given. BAD_USER_INPUT where it is too long. */
export function textOf(value: string | null | undefined, field: string, most: number): string | null {
  const text = value?.trim() ?? '';
  if ([...text].length > most) throw badInput(`${field} has at most ${most} characters.`);
  if (unprintable.test(most > longestLine ? text.replace(/[\t\r\n]/g, '') : text))
    throw badInput(`${field} holds a control character.`);
  return text === '' ? null : text;
}

export function checkKey({ idempotencyKey }: ChangeInput): void {
  // Kept as it is given, spaces and all.
  if (textOf(idempotencyKey, 'input.idempotencyKey', longestKey) === null || idempotencyKey.length > 2 * longestKey)
    throw badInput(`input.idempotencyKey has 1 to ${longestKey} characters.`);
}
