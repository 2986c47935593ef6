import { aliasedTable, type SQL, sql } from 'drizzle-orm';
import type { Row, ViewReader } from '../../graph/declare/field';
import { Money } from '../../graph/declare/money';
import { addField } from '../../graph/declare/registry';
import { Decimal } from '../../graph/declare/types';
import { CustomerMeasures } from '../measure/customer-measures.type';
import { customerMeasure } from '../measure/measure.table';
import { partyGroup } from './party-group.table';

const measured = aliasedTable(customerMeasure, 'measured');
const own = aliasedTable(partyGroup, 'own');
const side = aliasedTable(partyGroup, 'side');

/**
 * A figure over the customer and whoever stands in a group with him, each once, by their measures of the same day: of the
 * others as far as the reader reads theirs in full. Who only guarantees for another is no part of his group.
 */
function overGroups(row: Row, reader: ViewReader, dataClass: 'MONEY' | 'RISK', figure: SQL): SQL {
  const read = reader.inFull('MONEY').inFull(dataClass).within(measured) ?? sql`true`;
  return sql`(select ${figure} from ${customerMeasure} as "measured"
    where ${measured.asOf} = ${row.asOf} and (${measured.customerId} = ${row.customerId} or ${read} and ${measured.customerId} in (
      select ${side.customerId} from ${partyGroup} as "own" join ${partyGroup} as "side" on ${side.id} = ${own.id}
      where ${own.customerId} = ${row.customerId} and ${own.kind} <> 'GUARANTEE_CIRCLE'
        and ${reader.stood(own)} and ${reader.stood(side)})))`;
}

const ofWhom = 'of the customer and of all in the same groups (a circle of guarantors is none), as far as the reader';

addField({
  target: CustomerMeasures,
  name: 'associatedContribution',
  type: () => Money,
  nullable: true,
  description: `Associated contribution 关联贡献度: contribution ${ofWhom} reads theirs.`,
  declaration: {
    kind: 'embedded',
    dataClass: 'RISK',
    present: () => sql`true`,
    parts: {
      amount: (row, reader) =>
        sql`money_text(${overGroups(row, reader, 'RISK', sql`sum(${measured.contributionMinor})::bigint`)}, ${row.currency})`,
      currency: (row) => row.currency,
    },
  },
});

addField({
  target: CustomerMeasures,
  name: 'associatedDepositPoints',
  type: () => Decimal,
  nullable: true,
  description: `Associated deposit points 关联存款积分: deposit points ${ofWhom} reads theirs.`,
  declaration: {
    kind: 'stored',
    dataClass: 'MONEY',
    read: (row, reader) => overGroups(row, reader, 'MONEY', sql`trim_scale(sum(${measured.depositPoints}))::text`),
  },
});
