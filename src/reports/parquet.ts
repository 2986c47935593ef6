import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ColumnType } from '../graph/plan/row-shape';
import type { Cell } from '../graph/row-values';
import type { Format } from './format';

/** Rows held until they make a row group. */
const groupRows = 20_000;
// Rates have eight digits behind the point; amounts have at most nineteen before it.
const scale = 8;

type Element = Omit<SchemaElement, 'name'>;

const elements: Readonly<Record<ColumnType, Element>> = {
  TEXT: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  CODE: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  INT: { type: 'INT64' },
  FLOAT: { type: 'DOUBLE' },
  BOOLEAN: { type: 'BOOLEAN' },
  DECIMAL: { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, converted_type: 'DECIMAL', precision: 38, scale },
  DATE: { type: 'INT32', converted_type: 'DATE' },
  INSTANT: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

const dayMilliseconds = 86_400_000;

/** A cell as the column's type holds it. */
function stored(type: ColumnType, cell: Cell): unknown {
  if (cell === null) return null;
  if (type === 'INT') return BigInt(cell);
  if (type === 'DECIMAL') return unscaled(String(cell));
  if (type === 'DATE') return Date.parse(String(cell)) / dayMilliseconds;
  if (type === 'INSTANT') return BigInt(Date.parse(String(cell)));
  return cell;
}

/** The decimal text as a whole number of its last digit; throws where it has more digits than the column. */
export function unscaled(text: string): bigint {
  const [digits = '', fraction = ''] = text.split('.');
  if (fraction.length > scale) throw new RangeError('A decimal has more digits than the file can hold.');
  return BigInt(digits + fraction.padEnd(scale, '0'));
}

/** Hands out what was written since it was last asked, so that a file of any length needs one row group of memory. */
class TakenWriter extends ByteWriter {
  take(): Buffer {
    const bytes = Buffer.from(this.getBuffer());
    this.index = 0;
    return bytes;
  }
}

/** Parquet with typed columns, a row group of 20,000 rows at a time. */
export const parquetFormat: Format = {
  mediaType: 'application/vnd.apache.parquet',
  wanted: 'TREE',
  open(columns) {
    const bytes = new TakenWriter();
    const schema: SchemaElement[] = [
      { name: 'report', num_children: columns.length },
      ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...elements[type] })),
    ];
    const file = new ParquetWriter({ writer: bytes, schema, createdBy: 'customer-360-graph' });
    let waiting: (readonly Cell[])[] = [];
    const writeGroup = () => {
      const columnData = columns.map(({ name, type }, index) => ({
        name,
        data: waiting.map((row) => stored(type, row[index] ?? null)),
      }));
      file.write({ columnData, rowGroupSize: groupRows });
      waiting = [];
    };
    return {
      begin: () => bytes.take(),
      lines: () => {
        throw new Error('Parquet is made of cells.');
      },
      cells(rows) {
        for (const row of rows) waiting.push(row);
        if (waiting.length >= groupRows) writeGroup();
        return bytes.take();
      },
      end() {
        if (waiting.length > 0) writeGroup();
        file.finish();
        return bytes.take();
      },
    };
  },
};
