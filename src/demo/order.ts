import { createHash } from 'node:crypto';
import type { ReservedSql } from 'postgres';
import { DemoError } from './demo.error';
import type { BankShape } from './shape';

type Session = ReservedSql<{ bigint: bigint }>;

/** What a fill was asked for; a broken one goes on only with the same. */
export interface Order {
  readonly shape: BankShape;
  /** The last customer written, 0 before the first; null before the fill has begun. */
  readonly done: number | null;
}

const describe = ({ customers, seed, asOf }: BankShape) => `${customers} customers, seed ${seed}, of ${asOf}`;

/** The fill's own line beside the records of imported sources: its shape, and how far it has come. */
export async function begin(session: Session, shape: BankShape): Promise<void> {
  const text = JSON.stringify(shape);
  const hash = createHash('sha256').update(text).digest();
  await session`insert into source_record (source, kind, source_key, row_key, content_hash)
    values ('demo', 'filling', ${text}, 0, ${hash})`;
}

export async function reached(session: Session, customer: number): Promise<void> {
  await session`update source_record set row_key = ${customer}, loaded_at = now() where source = 'demo'`;
}

export async function finish(session: Session): Promise<void> {
  await session`update source_record set kind = 'filled', loaded_at = now() where source = 'demo'`;
}

/** Where to begin: a new fill in an empty bank, or a broken one of the same shape; DemoError for any other bank. */
export async function order(session: Session, wanted: BankShape): Promise<Order> {
  const [record] = await session<{ kind: string; source_key: string; row_key: bigint }[]>`
    select kind, source_key, row_key from source_record where source = 'demo'`;
  if (record === undefined) {
    await refuseRows(session);
    return { shape: wanted, done: null };
  }
  const shape = JSON.parse(record.source_key) as BankShape;
  if (record.kind === 'filled') {
    throw new DemoError(`The database holds a demo bank already (${describe(shape)}); fill an empty database instead`);
  }
  if (JSON.stringify({ ...wanted, asOf: shape.asOf }) !== record.source_key) {
    throw new DemoError(
      `A fill of another demo bank was broken off here (${describe(shape)}, ${record.row_key} done); ` +
        'ask for the same again to finish it, or fill an empty database',
    );
  }
  return { shape, done: Number(record.row_key) };
}

async function refuseRows(session: Session): Promise<void> {
  const [found] = await session<{ name: string }[]>`
    select 'org_unit' as name where exists (select from org_unit)
    union all select 'employee' where exists (select from employee)
    union all select 'product' where exists (select from product)
    union all select 'party' where exists (select from party)
    union all select 'source_record' where exists (select from source_record)
    limit 1`;
  if (found !== undefined) {
    throw new DemoError(
      `The bank is not empty: ${found.name} has rows; the demo bank goes only into an empty database`,
    );
  }
}
