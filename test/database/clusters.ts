import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/database/connect';
import { type EmbeddedDatabase, findEmbedded, startEmbedded } from '../../src/database/embedded/embedded';

/** Embedded databases of one test, each in a folder of its own; all of them end with the test. */
export class Clusters {
  private readonly folders: string[] = [];
  private readonly started: EmbeddedDatabase[] = [];
  private readonly holders: ChildProcess[] = [];
  readonly said: string[] = [];

  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'c360-embedded-'));
    await chmod(folder, 0o711);
    this.folders.push(folder);
    return folder;
  }

  async start(folder: string): Promise<EmbeddedDatabase> {
    const database = await startEmbedded({ folder, durable: false, say: (line) => this.said.push(line) });
    this.started.push(database);
    return database;
  }

  /** Another process that runs the database of the folder. */
  async holder(folder: string): Promise<{ process: ChildProcess; urls: EmbeddedDatabase }> {
    const holder = spawn(process.execPath, [join(__dirname, 'holder.cjs'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.holders.push(holder);
    const [line] = await once(holder.stdout, 'data');
    return { process: holder, urls: JSON.parse(String(line)) };
  }

  async end(): Promise<void> {
    for (const holder of this.holders)
      if (holder.exitCode === null && holder.kill('SIGKILL')) await once(holder, 'exit');
    for (const database of this.started) await database.stop();
    // The PostgreSQL of a killed holder may still be writing its last.
    for (const folder of this.folders) await (await findEmbedded(folder))?.stop();
    const files = this.started.map((database) => database.files);
    for (const folder of [...files, ...this.folders]) await rm(folder, { recursive: true, force: true });
  }
}

/** The first column of the first row that the statement answers. */
export async function ask(url: string, statement: string): Promise<unknown> {
  const { sql, end } = connect(url, { name: 'test', max: 1 });
  try {
    const [row] = await sql.unsafe(statement).values();
    return row?.[0];
  } finally {
    await end();
  }
}

export const pidOf = async (folder: string): Promise<number> =>
  Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
