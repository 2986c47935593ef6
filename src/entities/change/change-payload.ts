import { sql } from 'drizzle-orm';
import { toOne } from '../../graph/declare/edge';
import type { TypeClass } from '../../graph/declare/field';
import { payload } from '../../graph/declare/mutation';

interface Told {
  readonly name: string;
  readonly to: TypeClass;
  readonly description: string;
  /** The name under which a change tells the row's key; of a customer there is none besides his own. */
  readonly key?: string;
}

/** Makes types the payloads of changes of what belongs to the whole bank. */
export const tellsOfBank =
  ({ key, ...told }: Required<Told>) =>
  (type: TypeClass): void => {
    payload(type);
    toOne({ from: type, ...told, on: ({ row, inputs }) => sql`${row.id} = ${inputs.changed(key)}` });
  };

/** Makes types the payloads of changes of a record, told as it stands after them. */
export const tellsRecord =
  ({ key, ...told }: Told) =>
  (type: TypeClass): void => {
    payload(type);
    toOne({
      from: type,
      ...told,
      on: ({ row, inputs }) => {
        const customer = sql`${row.customerId} = ${inputs.changed('customer')}`;
        return key ? sql`${customer} and ${row.id} = ${inputs.changed(key)}` : customer;
      },
    });
  };
