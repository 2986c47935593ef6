import type { EdgeModel, Order, TypeModel } from './model';

/** A page of all rows of a table. */
export const everyRow = (to: string, table: TypeModel['table'], order: readonly Order[]): EdgeModel => {
  return { kind: 'page', to, order, rows: (_parent, { bank }) => bank.rows(table) };
};
