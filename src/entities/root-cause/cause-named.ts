import type { Writing } from '../../graph/declare/writing';
import { refused } from '../change/refusals';

interface Standing {
  readonly id: bigint;
  readonly version: number;
}

/** The root cause behind a code that an input gives, held until the change is made. */
export async function causeNamed(code: string, field: string, { sql: own }: Writing): Promise<Standing> {
  const [cause] = await own<
    Standing[]
  >`select id, version from root_cause where code = ${code.trim()} for no key update`;
  if (!cause) throw refused('NOT_ALLOWED', field, 'The bank knows no such root cause.');
  return cause;
}
