import type { Clock } from '../../clock';
import type { Sql } from '../../database/connect';
import { type Access, contentOf, type EntryContent, type Ledger, ledgerOf, ledgers } from './entry';
import { Groups } from './groups';
import { LedgerWriter } from './ledger';

export interface AuditOptions {
  /** On the serving login, with a connection for nothing else: entries must not wait behind what is read. */
  readonly sql: Sql;
  /** The key of the anchors, kept outside the database. */
  readonly key: Buffer;
  readonly clock: Clock;
}

/** The audit trail as the server writes it. */
export interface Audit {
  /** Tells of a request whose entry may come soon; what it answers is called once the entry is kept, or will not come. */
  announce(): () => void;
  /**
   * Resolves once the access is kept, with the code of the anchor that confirms it: told to the log, it is evidence
   * outside the database. Rejects where the access cannot be kept.
   */
  record(access: Access): Promise<string>;
  /** Takes nothing more, and writes what waits. */
  stop(): Promise<void>;
}

const largest = 250;
const waiting = 10_000;

export function openAudit(options: AuditOptions): Audit {
  let announced = 0;
  const opened = ledgers.map((ledger): [Ledger, Groups<EntryContent, Buffer>] => {
    const writer = new LedgerWriter(ledger, options);
    return [ledger, new Groups((contents) => writer.write(contents), { largest, waiting, underWay: () => announced })];
  });
  const groups = Object.fromEntries(opened) as Record<Ledger, Groups<EntryContent, Buffer>>;
  return {
    announce() {
      announced += 1;
      let isOver = false;
      return () => {
        if (!isOver) announced -= 1;
        isOver = true;
      };
    },
    async record(access) {
      const code = await groups[ledgerOf(access)].add(contentOf(access, options.clock()));
      return code.toString('hex');
    },
    async stop() {
      await Promise.all(Object.values(groups).map((group) => group.close()));
    },
  };
}
