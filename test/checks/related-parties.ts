import { circlesOf } from '../../src/related-parties/ownership/circles';
import { Ownership } from '../../src/related-parties/ownership/interests';
import { type Shareholding, shareMatrix } from '../../src/related-parties/ownership/shares';
import { type Holding, NamedGroup, randomHoldings, rules } from '../related-parties/share-worlds';
import { Random } from '../support/reference/documents/random';
import { checkOptions } from './options';
import { onRelatedBank } from './related-bank';

const limits = { largest: 2_000, ordinary: 10, bank: 60 };

/** The figures of the requirement, in percent. */
const worked: readonly (readonly [holdings: readonly Holding[], owner: string, company: string, percent: number])[] = [
  [
    [
      ['p', 'A', 60],
      ['A', 'B', 50],
      ['B', 'C', 40],
    ],
    'p',
    'C',
    12,
  ],
  [
    [
      ['p', 'A', 54],
      ['A', 'C', 50],
      ['p', 'B', 33],
      ['B', 'C', 45],
    ],
    'p',
    'C',
    41.85,
  ],
  ...(['C1', 'C2'] as const).flatMap((company) =>
    (['p', 'q'] as const).map((owner): [Holding[], string, string, number] => {
      const holdings: Holding[] = [
        ['C1', 'C2', 20],
        ['C2', 'C1', 10],
        ['p', 'C1', 90],
        ['q', 'C2', 80],
      ];
      const percent = { pC1: 91.8367, qC1: 8.1633, pC2: 18.3673, qC2: 81.6327 }[`${owner}${company}`] as number;
      return [holdings, owner, company, percent];
    }),
  ),
];

/** Companies in a long row, each held by up to three near to it; now and then by one that it owns, so that circles are. */
function longGroup(parties: number, seed: number): Shareholding[] {
  const random = new Random(seed);
  const made: Shareholding[] = [];
  for (let company = 1; company < parties; company += 1) {
    let left = 1_000_000;
    for (let turn = 1 + random.below(3); turn > 0; turn -= 1) {
      const ahead = random.chance(0.03);
      const holder = ahead
        ? Math.min(parties - 1, company + 1 + random.below(40))
        : Math.max(0, company - 1 - random.below(60));
      const share = Math.floor((left * (20 + random.below(60))) / 100);
      left -= share;
      if (holder !== company) made.push({ holder: BigInt(holder), company: BigInt(company), min: share, max: share });
    }
  }
  return made;
}

interface Looked {
  readonly ms: number;
  readonly interests: number;
  readonly largestCircle: number;
}

/** Everything that is told of a group: totals, control and ways of every company. */
function lookThroughAll(holdings: readonly Shareholding[]): Looked {
  const began = performance.now();
  const ownership = new Ownership(shareMatrix(holdings), rules, () => true);
  let interests = 0;
  for (const [company] of ownership.matrix.parties.entries()) interests += ownership.interestsIn(company).length;
  const ms = performance.now() - began;
  return { ms, interests, largestCircle: Math.max(...circlesOf(ownership.matrix).map(({ length }) => length)) };
}

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[values.length >> 1] as number;

async function main(): Promise<void> {
  const { relations, seed } = checkOptions({ relations: 1_000_000, seed: 1 });
  let fails = 0;
  const expectAt = (name: string, figure: number, most: number, unit: string) => {
    if (figure >= most) fails += 1;
    console.log(`${name}: ${figure.toFixed(1)} ${unit}${figure >= most ? `, which is not under ${most}` : ''}`);
  };
  for (const [holdings, owner, company, percent] of worked) {
    const total = new NamedGroup(holdings).total(owner, company);
    if (total !== percent) fails += 1;
    console.log(`${owner} of ${company}: ${total} % of ${percent} %`);
  }
  const random = new Random(seed);
  const ordinary = Array.from({ length: 1_000 }, (_, at) =>
    lookThroughAll(
      randomHoldings(seed * 1_000 + at, { parties: 5 + random.below(46), holders: 3, back: 0.1, vague: 0.05 }),
    ),
  );
  expectAt('ordinary groups of 5 to 50, median', median(ordinary.map(({ ms }) => ms)), limits.ordinary, 'ms');
  const { first, changed, again } = await onRelatedBank(relations);
  const { groups, rows, hidden, seconds } = first;
  console.log(`bank of ${relations} relations: ${groups} groups, ${rows} rows, ${hidden} hidden relations`);
  console.log(`worked out from nothing: ${seconds.toFixed(1)} s`);
  console.log(`a day later ${changed} have changed: ${again.rows} rows of those concerned`);
  expectAt('bank recomputed', again.seconds, limits.bank, 's');
  const large = Array.from({ length: 3 }, (_, at) => lookThroughAll(longGroup(5_000, seed + at)));
  console.log(`largest group: 5000 parties, ${large[0]?.interests} interests, a circle of ${large[0]?.largestCircle}`);
  const largest = median(large.map(({ ms }) => ms));
  if (largest >= limits.largest) fails += 1;
  process.exitCode = fails === 0 ? 0 : 1;
  console.log(`largest group ms: ${largest.toFixed(0)}`);
}

void main();
