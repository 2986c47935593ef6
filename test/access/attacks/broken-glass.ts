import { type AttackedBank, attackedBank, moment } from './attacked-bank';
import { type Answer, type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';
import { customerNumberOf } from './planted';

export const open = `mutation($n: String!, $r: String!, $m: Int! = 60) {
  openCustomer(input: { customerNumber: $n, reason: $r, minutes: $m }) {
    opening { role reason openedAt expiresAt alerted { staffNumber } employee { staffNumber } }
    customer { id customerNumber access identifiers { value } accounts { nodes { number } } }
  }
}`;
export const reason = 'The customer stands at our counter without a card.';
export const byId = `query($id: ID!) { customer(id: $id) { displayName access identifiers { value }
  interactions { nodes { confidentiality subject } }
  relatedParties { totalCount restrictedCount nodes { party { displayName access } customer { id } } } } }`;

/** The attacked bank as it is served, with a clock that stands where a test puts it. */
export interface BrokenGlass {
  readonly bank: AttackedBank;
  readonly server: AttackedServer;
  readonly leaks: Leaks;
  /** Lets so many minutes have passed since the morning. */
  later(minutes: number): void;
  opened(staff: string, nn: number, minutes?: number, why?: string): Promise<Answer>;
  idOf(nn: number): Promise<string>;
  /** In the morning, and nothing opened. */
  begin(): Promise<void>;
  end(): Promise<void>;
}

export async function brokenGlass(): Promise<BrokenGlass> {
  const bank = await attackedBank();
  let now = moment;
  const server = await serve(bank.database, { clock: () => now });
  const later = (minutes: number) => {
    now = new Date(moment.getTime() + minutes * 60_000);
  };
  return {
    bank,
    server,
    leaks: await leaksIn(bank),
    later,
    opened: (staff, nn, minutes = 60, why = reason) =>
      server.ask(staff, open, { n: customerNumberOf(nn), r: why, m: minutes }),
    async idOf(nn) {
      const key = bank.keys.get(nn) as string;
      const [row] = await bank.system`select public_id as id from customer where customer_id = ${key}`;
      return row?.id;
    },
    async begin() {
      later(0);
      await bank.system`truncate lookup_tally, break_glass`;
    },
    async end() {
      await server.stop();
      await bank.drop();
    },
  };
}
