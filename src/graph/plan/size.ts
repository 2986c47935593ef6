import { badInput, ClientError } from '../../errors';
import type { ArgumentDeclaration, EdgeField, UnionField } from '../declare/field';
import type { PageSize } from './plan';

/** Rows that one request may ask for, over all its nested pages. */
export const rowBudget = 50_000;

export const tooManyRows = (limit: number) =>
  new ClientError('LIMIT_EXCEEDED', `The request could answer more than ${limit} rows.`);

/** Ids that one list may have. */
export const mostIds = 100;

/** Refuses more of them; asked of each request, since lists of several lengths share a plan. */
export const checkIds = (ids: readonly unknown[], where: string): void => {
  if (ids.length > mostIds) throw new ClientError('LIMIT_EXCEEDED', `${where} is at most ${mostIds}.`);
};

/** Refuses numbers out of the range that their argument takes. */
export function checkRanges(
  declared: Readonly<Record<string, ArgumentDeclaration>>,
  values: Readonly<Record<string, unknown>>,
  where: string,
): void {
  for (const [name, { range }] of Object.entries(declared)) {
    if (!range) continue;
    const [least, most] = range;
    const value = Number(values[name]);
    if (value < least) throw badInput(`${where}(${name}:) is at least ${least}.`);
    if (value > most) throw new ClientError('LIMIT_EXCEEDED', `${where}(${name}:) is at most ${most}.`);
  }
}

/** As how many a list of ids counts: the next power of two, so that lists of almost one length share a plan. */
export const countedAs = (ids: number): number => Math.min(2 ** Math.ceil(Math.log2(Math.max(1, ids))), mostIds);

/** Counts the rows that a request could answer, each page as often as the pages around it have rows. */
export class RowBudget {
  private total = 0;

  /** Reserved so far. */
  get rows(): number {
    return this.total;
  }

  reserve(asked: unknown, where: string, field: EdgeField | UnionField, around: PageSize | null): PageSize {
    const rows = asked === undefined || asked === null ? field.defaultFirst : Number(asked);
    if (rows < 0) throw badInput(`${where} must not be negative.`);
    if (rows > field.maxFirst) throw new ClientError('LIMIT_EXCEEDED', `${where} is at most ${field.maxFirst}.`);
    return this.take(rows, around);
  }

  /** Reserves rows that are named one by one. */
  take(rows: number, around: PageSize | null): PageSize {
    const total = rows * (around?.total ?? 1);
    this.total += total;
    if (this.total > rowBudget) throw tooManyRows(rowBudget);
    return { rows, total };
  }
}
