import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { badInput } from '../../errors';
import type { CursorKeys, RequestInputs } from '../plan/inputs';
import type { PagePlan } from '../plan/plan';
import type { Rendering } from './render';

const macLength = 16;
const pagingArguments = new Set(['first', 'last', 'after', 'before']);

/** The key that binds a cursor to its reader, its field, and the list's filter and order. */
function bindingKey(inputs: RequestInputs, { edge }: PagePlan, { mac }: CursorKeys): Buffer {
  const { source } = edge;
  const list = Object.entries(inputs.arguments(source)).filter(([name]) => !pagingArguments.has(name));
  const bound = JSON.stringify([inputs.viewer.principal, source.coordinate, list]);
  return createHmac('sha256', mac).update(bound).digest();
}

/** The cursor of a row, sealed in SQL: keyed hash of the order values, then their cipher text under that hash. */
export function sealedCursor(rendering: Rendering, page: PagePlan, payload: SQL): SQL {
  const { parameters } = rendering;
  const mac = parameters.slot(`cursor:mac:${page.edge.source.id}`, 'bytea', (inputs) =>
    bindingKey(inputs, page, inputs.cursorKeys[0]),
  );
  const cipher = parameters.slot('cursor:cipher', 'bytea', (inputs) => inputs.cursorKeys[0].cipher);
  return sql`seal_cursor(${payload}, ${mac}, ${cipher})`;
}

/** One order value out of the cursor that the request gives. */
export function cursorValue(rendering: Rendering, page: PagePlan, index: number, sqlType: string): SQL {
  const { source, present } = page.edge;
  const argument = present.has('after') ? 'after' : 'before';
  const type = sqlType.startsWith('text') ? 'text' : sqlType;
  return rendering.parameters.slot(`cursor:${source.id}:${index}`, type, (inputs) => {
    const cursor = String(inputs.arguments(source)[argument]);
    const openedBy = (keys: CursorKeys) => openCursor(cursor, bindingKey(inputs, page, keys), keys.cipher);
    const values = inputs.cursorKeys.reduce<Values | null>((opened, keys) => opened ?? openedBy(keys), null);
    if (values?.length !== page.order.length) throw invalidCursor();
    return values[index] ?? null;
  });
}

const invalidCursor = () => badInput('The cursor is not one of this list.');

type Values = readonly (string | null)[];

/** The order values in a cursor; null where it was not made with these keys. */
function openCursor(cursor: string, mac: Buffer, cipher: Buffer): Values | null {
  const bytes = Buffer.from(cursor, 'base64url');
  const body = bytes.subarray(macLength);
  if (body.length === 0 || body.length % 16 !== 0 || bytes.toString('base64url') !== cursor) return null;
  const hash = bytes.subarray(0, macLength);
  const decipher = createDecipheriv('aes-256-cbc', cipher, hash).setAutoPadding(false);
  const payload = withoutPadding(Buffer.concat([decipher.update(body), decipher.final()]));
  const expected = createHmac('sha256', mac).update(payload).digest().subarray(0, macLength);
  return timingSafeEqual(hash, expected) ? (JSON.parse(payload.toString('utf8')) as Values) : null;
}

/** Strips PKCS padding without telling a wrong one from a wrong hash. */
function withoutPadding(bytes: Buffer): Buffer {
  const length = bytes.at(-1) ?? 0;
  return length <= bytes.length ? bytes.subarray(0, bytes.length - length) : bytes;
}
