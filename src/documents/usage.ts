import type { Sql } from '../database/connect';
import type { RegisteredDocument } from './registered-document';

/** Counts how often documents are run. */
export interface UsageCount {
  /** Notes a use on a day of the bank. */
  note(document: RegisteredDocument, day: string): void;
  /** Writes what is not written yet. */
  stop(): Promise<void>;
}

interface UsageOptions {
  /** On the serving login. */
  readonly sql: Sql;
  readonly warn: (text: string) => void;
  /** How long uses are gathered before they are written; 5 s unless told. */
  readonly gatherMs?: number;
}

interface Counted {
  readonly client: string;
  readonly name: string;
  readonly version: number;
  readonly day: string;
  uses: number;
}

/** Gathers uses in memory and writes them in groups, so that a request costs no statement. */
export function countUsage({ sql, warn, gatherMs = 5_000 }: UsageOptions): UsageCount {
  let counted = new Map<string, Counted>();

  async function write(): Promise<void> {
    if (counted.size === 0) return;
    const group = counted;
    counted = new Map();
    await sql`select count_document_uses(${JSON.stringify([...group.values()])})`.catch(() => {
      warn('The use of documents could not be counted.');
      for (const [key, { uses, ...rest }] of group) add(key, rest, uses);
    });
  }

  function add(key: string, rest: Omit<Counted, 'uses'>, uses: number): void {
    const known = counted.get(key);
    if (known) known.uses += uses;
    else counted.set(key, { ...rest, uses });
  }

  const timer = setInterval(() => void write(), gatherMs).unref();
  return {
    note: ({ clientId: client, id, name, version }, day) =>
      add(`${client} ${id} ${day}`, { client, name, version, day }, 1),
    async stop() {
      clearInterval(timer);
      await write();
    },
  };
}
