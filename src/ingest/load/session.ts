import type { Sql } from '../../database/connect';
import { Held } from '../../database/held';
import { ImportError } from '../import.error';

// Any two 32-bit numbers do, as long as nobody else locks by them.
const lock = [0x633336, 0x696d70] as const;

const lostText = 'The connection to the database was lost; run the import again to go on';

/** The one connection of an import: it holds the lock and the temporary tables and dies with the process. */
export class Session {
  private constructor(private readonly held: Held) {}

  /** Takes a connection; throws ImportError while another import holds the lock. */
  static async open(sql: Sql): Promise<Session> {
    const session = new Session(await Held.open(sql));
    const [answer] = await session.rows<{ free: boolean }>('select pg_try_advisory_lock($1::int, $2::int) as free', [
      ...lock,
    ]);
    if (answer?.free) return session;
    session.held.release();
    throw new ImportError('Another import is running on this database; wait until it has ended');
  }

  async rows<Row extends object>(text: string, parameters: Parameter[] = []): Promise<Row[]> {
    return (await this.run(text, parameters)) as unknown as Row[];
  }

  /** How many rows a statement touched. */
  async count(text: string, parameters: Parameter[]): Promise<number> {
    return (await this.run(text, parameters)).count;
  }

  async transaction<Result>(timeZone: string, work: () => Promise<Result>): Promise<Result> {
    await this.rows('begin');
    try {
      await this.rows(`select set_config('timezone', $1, true)`, [timeZone]);
      const result = await work();
      // What is checked at commit fails here, where it can still be rolled back.
      await this.rows('set constraints all immediate');
      await this.rows('commit');
      return result;
    } catch (error) {
      if (!this.held.isLost()) await this.rows('rollback');
      throw error;
    }
  }

  /** The server ends the transaction, the lock and the temporary tables of a lost connection by itself. */
  async close(): Promise<void> {
    if (!this.held.isLost()) {
      await this.rows('discard temp');
      await this.rows('select pg_advisory_unlock($1::int, $2::int)', [...lock]);
    }
    this.held.release();
  }

  private async run(text: string, parameters: Parameter[]) {
    try {
      return await this.held.sql.unsafe(text, parameters as never[]);
    } catch (error) {
      if (!this.held.isLost(error)) throw error;
      throw new ImportError(lostText, { cause: error });
    }
  }
}

export type Parameter = string | number | readonly (string | number | null)[];
