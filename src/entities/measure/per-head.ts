import { type SQL, sql } from 'drizzle-orm';
import type { DataClass } from '../../access/policy';
import type { EmbeddedField, Row } from '../../graph/declare/field';

/** An amount shared out over so many, in whole minor units; absent where there is nobody. */
export const perHead = (
  amount: (row: Row) => SQL,
  heads: (row: Row) => SQL,
  dataClass: DataClass = 'MONEY',
): EmbeddedField => ({
  kind: 'embedded',
  dataClass,
  present: (own) => sql`${heads(own)} > 0`,
  parts: {
    amount: (own) => sql`money_text(round(${amount(own)}::numeric / ${heads(own)})::bigint, ${own.currency})`,
    currency: (own) => own.currency,
  },
});
