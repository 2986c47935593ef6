import { aliasedTable, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { EmbeddedField, Row, TypeClass } from '../../graph/declare/field';
import { filterOnColumn, filterOnMoney } from '../../graph/declare/filter';
import { addField, partsOf } from '../../graph/declare/registry';
import { readerOf } from '../../graph/declare/stored';
import { customerMeasure, peerFigure, peerPlace } from './measure.table';
import { Measure } from './measure.type';
import { finishedRuns } from './measure-run';
import type { MeasureDefinition } from './measures';

const earlier = aliasedTable(customerMeasure, 'earlier');
const figure = aliasedTable(peerFigure, 'figure');
const place = aliasedTable(peerPlace, 'place');

/** The kind of customer he was on the day: the first word of his peer group. */
export const kindOf = (row: Row): SQL => sql`split_part(${row.peerGroup}, ' ', 1)`;

/** An exact text of a value: of money in units of its currency. */
const textOf = ({ unit }: MeasureDefinition, value: SQLWrapper, currency: SQLWrapper): SQL =>
  unit === 'MONEY' ? sql`money_text(${value}, ${currency})` : sql`trim_scale(${value}::numeric)::text`;

/** The groups that a customer is compared with: by the bank's rules, all of his kind in his unit, all of his kind. */
const groups = {
  peers: (row: Row): SQL => sql`${row.peerGroup}`,
  unit: (row: Row): SQL => sql`unit_peers(${row.peerGroup}, (
    select home.id from org_unit as home where home.lft = ${row.scopeKey} & ((1 << 28) - 1)))`,
  bank: kindOf,
} as const;

/** Of a twelfth of a year of 365.25. */
const daysOfMonth = sql.raw('30.4375');

/** What of a group may be told to this reader, by the rule of the peer figures. */
const ofGroup = (group: keyof typeof groups, row: Row, code: string, told: SQL): SQL => sql`(
  select ${told} from ${peerFigure} as "figure" join ${peerPlace} as "place"
    on ${place.asOf} = ${figure.asOf} and ${place.peerGroup} = ${figure.peerGroup}
  where ${figure.asOf} = ${row.asOf} and ${figure.peerGroup} = ${groups[group](row)} and ${figure.code} = ${sql.raw(`'${code}'`)}
    and ${figure.members} >= 10 and ${figure.dominance} <= 0.5 and tells_peers(${place.members}, ${place.keys}, ${place.upTo}))`;

/** Declares a measure as a field of a type whose rows are those of `customer_measure`, to be filtered and ordered by. */
export function measureField(target: TypeClass, name: string, code: string, definition: MeasureDefinition): void {
  const { column, dataClass, unit } = definition;
  const read = readerOf(column);
  const roundedOf = (value: SQLWrapper) =>
    unit === 'MONEY' ? sql`round(${value})::bigint` : sql`round((${value})::numeric, 4)`;
  const slopeTo = (row: Row) => sql`round(regr_slope(
    ${read(earlier)}, (${earlier.asOf} - ${row.asOf}) / ${daysOfMonth})::numeric, 4)::float8`;
  const averageOf = (group: keyof typeof groups) => (row: Row) =>
    ofGroup(group, row, code, textOf(definition, roundedOf(figure.average), row.currency));
  const declaration: EmbeddedField = {
    kind: 'embedded',
    dataClass,
    present: (row) => sql`${read(row)} is not null`,
    parts: {
      value: (row) => textOf(definition, read(row), row.currency),
      unit: () => sql.raw(`'${unit}'`),
      previous: (row) => sql`(
        select ${textOf(definition, read(earlier), earlier.currency)} from ${customerMeasure} as "earlier"
        where ${earlier.customerId} = ${row.customerId} and ${earlier.asOf} < ${row.asOf}
          and ${earlier.asOf} in ${finishedRuns}
        order by ${earlier.asOf} desc limit 1)`,
      trend: (row) => sql`(
        select case when count(${read(earlier)}) >= 3 then ${textOf(definition, roundedOf(slopeTo(row)), row.currency)} end
        from ${customerMeasure} as "earlier"
        where ${earlier.customerId} = ${row.customerId} and ${earlier.asOf} <= ${row.asOf}
          and ${earlier.asOf} > (${row.asOf} - interval '12 months')::date and ${earlier.asOf} in ${finishedRuns})`,
      peerAverage: averageOf('peers'),
      unitAverage: averageOf('unit'),
      bankAverage: averageOf('bank'),
      percentile: (row) => ofGroup('peers', row, code, sql`5 * width_bucket(${read(row)}::float8, ${figure.bounds})`),
    },
  };
  const description = `${definition.formula}.`;
  addField({ target, name, type: () => Measure, nullable: true, description, declaration });
  const { filters, orders } = partsOf(target);
  filters.set(
    name,
    unit === 'MONEY'
      ? filterOnMoney(read, (row) => row.currency, `By ${name}.`, dataClass)
      : filterOnColumn(column, dataClass, read),
  );
  orders.set(code, { column: read, sqlType: column.getSQLType(), nullable: !column.notNull, dataClass });
}
