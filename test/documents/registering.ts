import '../../src/entities';
import { setTimeout } from 'node:timers/promises';
import type { Role } from '../../src/access/policy';
import type { Sql } from '../../src/database/connect';
import { enterClient, register } from '../../src/documents/register';
import type { DocumentMode } from '../../src/documents/registered-document';
import { activate } from '../../src/documents/release';
import { readDrafts } from '../../src/documents/sources';
import { publishSchema } from '../../src/graph/declare/publish';

export const schema = publishSchema();

interface Terms {
  readonly roles?: readonly Role[];
  readonly rowLimit?: number;
  readonly version?: number;
}

/** A client's registry as two people of the bank keep it: one registers, the other activates. */
export function registryOf(
  sql: Sql,
  clientId: string,
  people: { readonly registers: string; readonly activates: string },
) {
  const registration = { clientId, owner: 'Tests', purpose: 'A test.', registeredBy: people.registers };
  return {
    enter: (mode: DocumentMode, isTool = false) => enterClient(sql, { clientId, name: clientId, mode, isTool }),
    async pending(name: string, text: string, { roles = [], rowLimit, version }: Terms = {}): Promise<string> {
      const terms = { roles, rowLimit: rowLimit ?? null, ...(version !== undefined && { version }) };
      const [made] = await register({ sql, schema }, [{ name, text }], { ...registration, ...terms });
      return made?.id ?? '';
    },
    /** All that stands under a path, as a build wrote it. */
    async activeFrom(path: string): Promise<void> {
      const terms = { ...registration, roles: [], rowLimit: null };
      const made = await register({ sql, schema }, readDrafts(path), terms);
      await activate(schema, { sql, clientId, ids: made.map(({ id }) => id), by: people.activates });
    },
    async active(name: string, text: string, terms?: Terms): Promise<string> {
      const id = await this.pending(name, text, terms);
      await activate(schema, { sql, clientId, ids: [id], by: people.activates });
      return id;
    },
  };
}

/** Asks until it is so, for a minute; that a change holds within five seconds is a matter of how often a process looks. */
export async function comesAbout(isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 2_400; tries += 1) {
    if (await isSo()) return;
    await setTimeout(25);
  }
  throw new Error('It does not come about.');
}
