import { createHash } from 'node:crypto';
import { DemoError } from './demo.error';
import type { Session } from './session';
import type { BankShape } from './shape';

/** A slice of customers, both ends included. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

/** A whole number of blocks of a hundred customers; one slice is one transaction. */
const largestSlice = 10_000;

/** What is still to be made of a bank. */
export interface Order {
  readonly shape: BankShape;
  readonly isNew: boolean;
  readonly slices: readonly Slice[];
}

const describe = ({ customers, seed, asOf }: BankShape) => `${customers} customers, seed ${seed}, of ${asOf}`;

/** The fill's own line beside the records of imported sources: its shape, and whether it is complete. */
export async function begin(session: Session, shape: BankShape): Promise<void> {
  const text = JSON.stringify(shape);
  const hash = createHash('sha256').update(text).digest();
  await session`insert into source_record (source, kind, source_key, row_key, content_hash)
    values ('demo', 'filling', ${text}, 0, ${hash})`;
}

/** Kept in the slice's own transaction. */
export async function reached(session: Session, { from, to }: Slice): Promise<void> {
  await session`insert into source_record (source, kind, source_key, row_key, content_hash)
    values ('demo-slice', 'filled', ${String(from)}, ${to}, '')`;
}

export async function finish(session: Session): Promise<void> {
  await session`delete from source_record where source = 'demo-slice'`;
  await session`update source_record set kind = 'filled', loaded_at = now() where source = 'demo'`;
}

/** What to make: a new bank where all is empty, or the rest of a broken fill; DemoError for any other bank. */
export async function order(session: Session, wanted: BankShape): Promise<Order> {
  const [record] = await session<{ kind: string; source_key: string }[]>`
    select kind, source_key from source_record where source = 'demo'`;
  if (record === undefined) {
    await refuseRows(session);
    return { shape: wanted, isNew: true, slices: slicesOf(wanted) };
  }
  const shape = JSON.parse(record.source_key) as BankShape;
  if (record.kind === 'filled') {
    throw new DemoError(`The database holds a demo bank already (${describe(shape)}); fill an empty database instead`);
  }
  if (JSON.stringify({ ...wanted, asOf: shape.asOf }) !== record.source_key) {
    throw new DemoError(
      `A fill of another demo bank was broken off here (${describe(shape)}); ` +
        'ask for the same again to finish it, or fill an empty database',
    );
  }
  const made = await session<{ from: string }[]>`
    select source_key as from from source_record where source = 'demo-slice'`;
  const begins = new Set(made.map(({ from }) => Number(from)));
  return { shape, isNew: false, slices: slicesOf(shape).filter(({ from }) => !begins.has(from)) };
}

/** Small banks are cut as well, so that several sessions have work. */
function slicesOf({ customers }: BankShape): Slice[] {
  const size = Math.min(largestSlice, Math.max(500, Math.ceil(customers / 400) * 100));
  return Array.from({ length: Math.ceil(customers / size) }, (_, index) => ({
    from: index * size + 1,
    to: Math.min((index + 1) * size, customers),
  }));
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
