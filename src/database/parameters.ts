import { type SQL, sql } from 'drizzle-orm';

/** What postgres.js may be given for a placeholder: it tells the type from the statement. */
export type ParameterValue = string | number | boolean | null | Uint8Array | readonly (string | number)[];

/** A whole number of the code or of the plan, and none of the request's own making. */
export const wholeNumber = (value: number): SQL => sql.raw(String(Math.trunc(value)));

/** A text of the code or of its rules, a name of GraphQL or of a type, and none of the request's own making. */
export const textLiteral = (text: string): SQL => sql.raw(`'${text.replaceAll("'", "''")}'::text`);

type Read<Inputs> = (inputs: Inputs) => ParameterValue;

// Types whose values would pass through a lossy JavaScript conversion in the driver travel as text.
const asText = /^(timestamp|numeric|json|interval)/;

/** The numbered placeholders of one statement; equal keys share one number. */
export class Parameters<Inputs> {
  private readonly numbers = new Map<string, number>();
  private readonly reads: Read<Inputs>[] = [];
  private readonly casts: string[] = [];

  /** A placeholder of an SQL type whose value is read from the inputs of each request. */
  slot(key: string, type: string, read: Read<Inputs>): SQL {
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.reads.push(read);
      this.numbers.set(key, number);
      this.casts.push(asText.test(type) ? `text${type.endsWith('[]') ? '[]' : ''}::${type}` : type);
    }
    return this.placeholder(number);
  }

  private placeholder(number: number): SQL {
    return sql.raw(`$${number}::${this.casts[number - 1]}`);
  }

  /** The placeholders that do not stand in a text; PostgreSQL asks that each stands somewhere. */
  absentFrom(text: string): SQL[] {
    const present = new Set([...text.matchAll(/\$(\d+)\b/g)].map(([, number]) => Number(number)));
    return this.reads.flatMap((_, index) => (present.has(index + 1) ? [] : [this.placeholder(index + 1)]));
  }

  values(inputs: Inputs): ParameterValue[] {
    return this.reads.map((read) => read(inputs));
  }
}
