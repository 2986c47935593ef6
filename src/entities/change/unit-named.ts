import type { Writing } from '../../graph/declare/writing';
import { refused } from './refusals';

/** The unit behind a code that an input gives. */
export async function unitNamed(code: string, field: string, { sql: own }: Writing): Promise<bigint> {
  const [unit] = await own<{ id: bigint }[]>`select id from org_unit where code = ${code}`;
  if (!unit) throw refused('NOT_ALLOWED', field, 'The bank has no such unit.');
  return unit.id;
}
