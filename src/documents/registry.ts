import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Role } from '../access/policy';
import type { Sql } from '../database/connect';
import { admit, DocumentFault, hashOf } from './admit';
import type { DocumentLimits } from './limits';
import type { DocumentMode, Documents, RegisteredDocument } from './registered-document';
import { countUsage, type UsageCount } from './usage';

/** The registry as a process serves from it. */
export interface DocumentRegistry extends Documents {
  /** An active document of any client by the hash of its text, parsed and validated. */
  parsed(hash: string): DocumentNode | undefined;
  /** Counts a run on a day of the bank. */
  used(document: RegisteredDocument, day: string): void;
  /** Reads the registry anew, at once. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

export interface RegistryOptions {
  /** On the serving login. */
  readonly sql: Sql;
  readonly schema: GraphQLSchema;
  readonly limits: DocumentLimits;
  /** The mode of clients that the registry does not know. */
  readonly defaultMode: DocumentMode;
  /** Hears of documents that cannot be served, and of a registry that cannot be read. */
  readonly warn: (text: string) => void;
}

type Row = Omit<RegisteredDocument, 'id' | 'text' | 'document' | 'operationName' | 'roles'> & {
  readonly roles: readonly Role[];
};

/** A text as it was read once: texts never change. */
interface Read {
  readonly text: string;
  readonly document: DocumentNode;
  readonly operationName: string;
}

// A change holds within five seconds, also where its notice was lost; this leaves room for a slow statement.
const pollMilliseconds = 3_000;

/** Reads the registry into memory and keeps it there; it follows notices and, where they fail, its own clock. */
export async function openRegistry(options: RegistryOptions): Promise<DocumentRegistry> {
  const registry = new Registry(options);
  await registry.refresh();
  await registry.follow();
  return registry;
}

class Registry implements DocumentRegistry {
  private documents = new Map<string, RegisteredDocument>();
  private modes = new Map<string, DocumentMode>();
  private readonly texts = new Map<string, Read | null>();
  private running: Promise<void> | undefined;
  private isStale = false;
  private timer: NodeJS.Timeout | undefined;
  private unlisten: (() => Promise<void>) | undefined;
  private readonly usage: UsageCount;

  constructor(private readonly options: RegistryOptions) {
    this.usage = countUsage(options);
  }

  find(clientId: string, id: string): RegisteredDocument | undefined {
    return this.documents.get(keyOf(clientId, id));
  }

  modeOf(clientId: string): DocumentMode {
    return this.modes.get(clientId) ?? this.options.defaultMode;
  }

  parsed(hash: string): DocumentNode | undefined {
    return this.texts.get(hash)?.document;
  }

  used(document: RegisteredDocument, day: string): void {
    this.usage.note(document, day);
  }

  /** One reading at a time; what is told of during one is read by the next. */
  refresh(): Promise<void> {
    this.isStale = true;
    this.running ??= this.read().finally(() => {
      this.running = undefined;
      if (this.isStale) return this.refresh();
    });
    return this.running;
  }

  async follow(): Promise<void> {
    const again = () => void this.refresh().catch(() => this.options.warn('The registry of documents cannot be read.'));
    this.timer = setInterval(again, pollMilliseconds).unref();
    // Told again whenever the connection comes back, since notices may have been missed meanwhile.
    const listening = await this.options.sql.listen('c360_documents', again, again).catch(() => undefined);
    if (!listening) this.options.warn('Notices of changed documents do not come; the registry is read by the clock.');
    this.unlisten = listening?.unlisten;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.unlisten?.().catch(() => undefined);
    await this.running?.catch(() => undefined);
    await this.usage.stop();
  }

  private async read(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      const { sql } = this.options;
      const clients = await sql<{ id: string; mode: DocumentMode }[]>`select client_id as id, mode from client`;
      const rows = await sql<Row[]>`
        select client_id as "clientId", name, version, sha256 as hash, owner, purpose, roles, row_limit as "rowLimit",
          state
        from registered_document where state = 'ACTIVE' order by client_id, name, version`;
      await this.readTexts(rows.map(({ hash }) => hash));
      this.modes = new Map(clients.map(({ id, mode }) => [id, mode]));
      this.documents = this.indexed(rows);
    }
  }

  private async readTexts(hashes: readonly string[]): Promise<void> {
    const active = new Set(hashes);
    for (const known of this.texts.keys()) if (!active.has(known)) this.texts.delete(known);
    const unknown = [...active].filter((hash) => !this.texts.has(hash));
    if (unknown.length === 0) return;
    const found = await this.options.sql<{ hash: string; text: string }[]>`
      select distinct on (sha256) sha256 as hash, text from registered_document where sha256 = any(${unknown})`;
    for (const { hash, text } of found) this.texts.set(hash, this.admitted(hash, text));
  }

  /** Null for what may not be served: the schema has changed under it, or it is not what was registered. */
  private admitted(hash: string, text: string): Read | null {
    const { schema, limits, warn } = this.options;
    try {
      if (hashOf(text) !== hash) throw new DocumentFault('Its text is not the one that was registered.');
      const { document, operationName } = admit(schema, text, limits);
      return { text, document, operationName };
    } catch (error) {
      if (!(error instanceof DocumentFault)) throw error;
      warn(`The document sha256:${hash} is not served: ${error.message}`);
      return null;
    }
  }

  /** By each of the ids of a document; rows come with the older versions first. */
  private indexed(rows: readonly Row[]): Map<string, RegisteredDocument> {
    const documents = new Map<string, RegisteredDocument>();
    for (const row of rows) {
      const read = this.texts.get(row.hash);
      if (!read) continue;
      const document: RegisteredDocument = { ...row, ...read, id: `${row.name}@${row.version}` };
      for (const id of [document.id, row.name, `sha256:${row.hash}`]) documents.set(keyOf(row.clientId, id), document);
    }
    return documents;
  }
}

const keyOf = (clientId: string, id: string) => `${clientId} ${id}`;
