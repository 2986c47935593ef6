import { type AttackedBank, attackedBank, moment } from '../access/attacks/attacked-bank';
import { type Answer, type AttackedServer, serve } from '../access/attacks/attacked-server';

/** A bank as it is served, in which staff change things, with a clock that stands where a test puts it. */
export interface ChangingBank {
  readonly bank: AttackedBank;
  readonly server: AttackedServer;
  /** Lets so many hours have passed since the morning. */
  later(hours: number): void;
  /** The public id of a customer of the bank. */
  idOf(nn: number): Promise<string>;
  /** Makes one change: its own answer, with the errors of the whole. */
  make(staff: string, name: string, input: object, selection: string): Promise<Changed>;
  rows(table: string): Promise<number>;
  end(): Promise<void>;
}

export interface Changed {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of what it asked for.
  readonly payload: any;
  readonly codes: readonly string[];
  readonly answer: Answer;
}

let keys = 0;

export async function changingBank(): Promise<ChangingBank> {
  const bank = await attackedBank();
  let now = moment;
  const server = await serve(bank.database, { clock: () => now });
  return {
    bank,
    server,
    later(hours) {
      now = new Date(moment.getTime() + hours * 3_600_000);
    },
    async idOf(nn) {
      const [row] = await bank.system`
        select public_id as id from customer where customer_id = ${bank.keys.get(nn) as string}`;
      return row?.id;
    },
    async make(staff, name, input, selection) {
      keys += 1;
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
      const answer = await server.ask(
        staff,
        `mutation($input: ${type}!) { made: ${name}(input: $input) { userErrors { code field message currentVersion } ${selection} } }`,
        { input: { idempotencyKey: `test ${keys}`, ...input } },
      );
      return {
        payload: answer.data?.made ?? null,
        codes: answer.errors.map(({ extensions }) => extensions.code),
        answer,
      };
    },
    async rows(table) {
      const [row] = await bank.system`select count(*)::int as count from ${bank.system(table)}`;
      return row?.count;
    },
    async end() {
      await server.stop();
      await bank.drop();
    },
  };
}
