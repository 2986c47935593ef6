import { type Drawing, drawn, networkFields } from './drawing';
import { holds, type OwnedBank, ownedBank } from './owned-bank';

const many = Array.from({ length: 39 }, (_, at) => `S${at}`);

/** The branch of everybody who is not named here is B001. */
const others = { Across: 'B002', stranger: 'none' } as const;
const own = [...'A B C D E F G K L M Near Behind Beyond Hub Then now'.split(' '), ...many];
const people = { ...Object.fromEntries(own.map((name) => [name, 'B001' as const])), ...others };

export interface NetworkBank extends OwnedBank {
  /** A customer's network as it would be drawn; null where the reader does not find the customer. */
  network(reader: string, customer: string, given?: string, root?: string): Promise<Drawing | null>;
}

/** Two branches with chains, circles, a hub, and some of the branch behind who is out of it. */
export async function networkBank(): Promise<NetworkBank> {
  const bank = await ownedBank(people, [
    // A chain.
    holds('A', 90, 'B'),
    ['B', 'GUARANTEES', 'C'],
    holds('C', 80, 'D'),
    holds('D', 70, 'E'),
    holds('E', 60, 'F'),
    holds('F', 55, 'G'),
    // A circle, with two relations between the first and the second.
    holds('K', 10, 'L'),
    ['L', 'SUPPLIES', 'K'],
    holds('L', 20, 'M'),
    holds('M', 30, 'K'),
    // Behind who is out of the branch stand some of the branch.
    holds('Near', 40, 'Across'),
    holds('Across', 50, 'Behind'),
    holds('Behind', 60, 'Beyond'),
    ['stranger', 'DIRECTOR', 'Near'],
    ['stranger', 'DIRECTOR', 'Beyond'],
    ...many.map((name): [string, string, string] => [name, 'SUPPLIES', 'Hub']),
    ['now', 'DIRECTOR', 'Then', { valid_from: '2024-01-01', valid_to: '2025-01-01' }],
  ]);
  const network: NetworkBank['network'] = async (
    reader,
    customer,
    given = '',
    root = 'customer(customerNumber: $n)',
  ) => {
    const source = `query ($n: String!) { found: ${root} { network${given} { ${networkFields} } } }`;
    const answer = (await bank.ask(reader, source, { n: customer })) as never as { found: { network: never } | null };
    return answer.found && drawn(answer.found.network);
  };
  return { ...bank, network };
}
