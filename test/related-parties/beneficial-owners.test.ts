import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RelationshipType } from '../../src/entities/related-party/relationship-type.table';
import { testOwners } from '../../src/related-parties/ownership/beneficial-owners';
import { type Regime, readOwnershipRules } from '../../src/related-parties/ownership/rules';
import { type Holding, NamedGroup, rules } from './share-worlds';

type Tie = readonly [holder: string, type: RelationshipType, company: string, percentOrSince?: number | string];

/** Owners as "name reason basis", and what is missing. */
function tested(company: string, regime: Regime, holdings: readonly Holding[], ties: readonly Tie[] = [], by = rules) {
  const group = new NamedGroup(holdings, [company, ...ties.flatMap(([holder, , held]) => [holder, held])]);
  const of = (place: number) => ties.filter(([, , held]) => group.place(held) === place);
  const facts = {
    isPerson: group.isPerson,
    rights: (place: number) =>
      of(place).map(([holder, type, , percent = 0]) => {
        const share = Number(percent) * 10_000;
        return { holder: group.place(holder), type, min: share, max: share };
      }),
    offices: (place: number) =>
      of(place).map(([holder, type, , since = '2020-01-01']) => ({
        holder: group.place(holder),
        type,
        since: String(since),
      })),
  };
  const { owners, missing } = testOwners(group.ownership, facts, group.place(company), regime, by.regimes[regime]);
  return {
    owners: owners.map(({ party, reason, basis, share }) =>
      [group.names[party], reason, basis, ...(share ? [share.min / 10_000] : [])].join(' '),
    ),
    missing,
  };
}

const manager: Tie = ['m', 'SENIOR_MANAGER', 'C'];

describe('beneficial owners', () => {
  const quarter: Holding[] = [
    ['p', 'A', 50],
    ['A', 'C', 50],
    ['q', 'C', 24.9999],
    ['r', 'C', 25.0001],
  ];

  test('a quarter of the equity is enough, directly or through others, and less is not', () => {
    expect(tested('C', 'US', quarter, [manager])).toEqual({
      owners: ['p EQUITY SHAREHOLDING 25', 'r EQUITY SHAREHOLDING 25.0001', 'm CONTROL_PERSON SENIOR_MANAGER'],
      missing: ['OWNERS'],
    });
    expect(tested('C', 'CN', quarter, [manager])).toEqual({
      owners: ['p EQUITY SHAREHOLDING 25', 'r EQUITY SHAREHOLDING 25.0001'],
      missing: ['OWNERS'],
    });
  });

  test('one control person by the first office of the list, then the longest in it', () => {
    const all: Holding[] = [['p', 'C', 100]];

    const { owners } = tested('C', 'US', all, [
      ['a', 'DIRECTOR', 'C', '2001-01-01'],
      ['b', 'BOARD_CHAIR', 'C', '2010-01-01'],
      ['c', 'BOARD_CHAIR', 'C', '2009-01-01'],
    ]);

    expect(owners).toEqual(['p EQUITY SHAREHOLDING 100', 'c CONTROL_PERSON BOARD_CHAIR']);
    expect(tested('C', 'US', all).missing).toEqual(['MANAGER']);
    expect(tested('C', 'CN', all).missing).toEqual([]);
  });

  test('in China income and votes count as well, also through companies', () => {
    const spread: Holding[] = Array.from({ length: 10 }, (_, at) => [`s${at}`, 'C', 10]);
    const ties: Tie[] = [
      ['H', 'PROFIT_RIGHTS', 'C', 60],
      ['H', 'VOTING_RIGHTS', 'C', 30],
    ];
    const behind: Holding[] = [
      ['x', 'H', 55],
      ['y', 'H', 45],
    ];

    expect(tested('C', 'CN', [...spread, ...behind], [...ties, manager])).toEqual({
      owners: ['x INCOME PROFIT_RIGHTS 33', 'y INCOME PROFIT_RIGHTS 27'],
      missing: [],
    });
    expect(tested('C', 'CN', [...spread, ...behind], [ties[1] as Tie, manager]).owners).toEqual([
      'x VOTING VOTING_RIGHTS 30',
    ]);
    expect(tested('C', 'US', [...spread, ...behind], [...ties, manager]).owners).toEqual([
      'm CONTROL_PERSON SENIOR_MANAGER',
    ]);
  });

  test('in China who controls is one, by shares along a chain or by contract', () => {
    const chain: Holding[] = [
      ['p', 'A', 51],
      ['A', 'C', 40],
      ['q', 'C', 20],
      ['r', 'C', 20],
      ['s', 'C', 20],
    ];

    expect(tested('C', 'CN', chain, [manager]).owners).toEqual(['p CONTROL SHAREHOLDING']);
    expect(tested('C', 'CN', chain, [manager, ['k', 'CONTRACT_CONTROL', 'C']]).owners).toEqual([
      'k CONTROL CONTRACT_CONTROL',
      'p CONTROL SHAREHOLDING',
    ]);
  });

  test('in China a manager stands in only where nobody else is', () => {
    const spread: Holding[] = Array.from({ length: 10 }, (_, at) => [`s${at}`, 'C', 10]);

    expect(tested('C', 'CN', spread, [manager])).toEqual({ owners: ['m MANAGER SENIOR_MANAGER'], missing: [] });
    expect(tested('C', 'CN', spread)).toEqual({ owners: [], missing: ['MANAGER'] });
    expect(tested('C', 'CN', [], [manager])).toEqual({ owners: ['m MANAGER SENIOR_MANAGER'], missing: ['OWNERS'] });
  });

  test.each<[string, Holding[], string[]]>([
    [
      'a range across the threshold',
      [
        ['p', 'C', 20, 30],
        ['q', 'C', 60],
      ],
      ['EXACT_SHARE'],
    ],
    [
      'a circle without figures',
      [
        ['A', 'B', 100],
        ['B', 'A', 100],
        ['A', 'C', 60],
        ['q', 'C', 40],
      ],
      ['OWNERS', 'CIRCLE'],
    ],
    [
      'shares over the whole',
      [
        ['p', 'C', 80],
        ['q', 'C', 40],
      ],
      ['CONTRADICTION'],
    ],
    ['a quarter that belongs to nobody known', [['p', 'C', 75]], ['OWNERS']],
    ['an organisation of whom nothing is known', [['A', 'C', 100]], ['OWNERS']],
  ])('it says what is missing: %s', (_name, holdings, missing) => {
    expect(tested('C', 'US', holdings, [manager]).missing).toEqual(missing);
  });

  test('the threshold is the file’s', () => {
    const stricter = { ...rules, regimes: { ...rules.regimes, US: { ...rules.regimes.US, equity: 100_000 } } };

    expect(tested('C', 'US', quarter, [manager], stricter).owners).toEqual([
      'p EQUITY SHAREHOLDING 25',
      'q EQUITY SHAREHOLDING 24.9999',
      'r EQUITY SHAREHOLDING 25.0001',
      'm CONTROL_PERSON SENIOR_MANAGER',
    ]);
  });

  test('a file that says no threshold is refused by its place', () => {
    const folder = mkdtempSync(join(tmpdir(), 'c360-rules-'));
    const file = join(folder, 'rules.yaml');
    const control = 'control: { majority: 50, relative: 20 }\ntold: { indirect: 1, controlling: 0.01 }\n';
    writeFileSync(file, `version: "1"\n${control}regimes: { US: { source: x } }\n`);

    expect(() => readOwnershipRules(file)).toThrow(/regimes\.US\.equity/);

    rmSync(folder, { recursive: true });
  });
});
