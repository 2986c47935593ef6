import { badInput, ClientError } from '../../errors';
import type { EdgeField, UnionField } from '../declare/field';
import type { PageSize } from './plan';

/** Rows that one request may ask for, over all its nested pages. */
export const rowBudget = 50_000;

export const tooManyRows = (limit: number) =>
  new ClientError('LIMIT_EXCEEDED', `The request could answer more than ${limit} rows.`);

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
    const total = rows * (around?.total ?? 1);
    this.total += total;
    if (this.total > rowBudget) throw tooManyRows(rowBudget);
    return { rows, total };
  }
}
