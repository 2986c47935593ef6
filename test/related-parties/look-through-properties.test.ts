import { type Interest, Ownership } from '../../src/related-parties/ownership/interests';
import { type Shareholding, shareMatrix, wholeShare } from '../../src/related-parties/ownership/shares';
import { Random } from '../support/reference/documents/random';
import { randomHoldings, rules } from './share-worlds';

const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1);
const ownershipOf = (holdings: readonly Shareholding[]) =>
  new Ownership(shareMatrix(holdings), rules, (party) => party > 3);

interface Told extends Omit<Interest, 'chains' | 'controlChain'> {
  readonly company: number;
  readonly chains: readonly (readonly number[])[];
}

const told = (ownership: Ownership): Told[] =>
  ownership.matrix.parties.flatMap((_, company) =>
    ownership.interestsIn(company).map(({ controlChain, ...one }) => ({
      ...one,
      company,
      chains: [...one.chains, controlChain ?? []].map((chain) => chain.map(({ holder }) => holder)),
    })),
  );

/** Every way up from a company, one after another. */
function* walks(holdings: readonly Shareholding[], company: bigint): Generator<{ owner: bigint; shares: number[] }> {
  for (const { holder, company: held, min } of holdings) {
    if (held !== company) continue;
    yield { owner: holder, shares: [min] };
    for (const { owner, shares } of walks(holdings, holder)) yield { owner, shares: [min, ...shares] };
  }
}

describe('on random groups', () => {
  test.each(seeds)('with circles and ranges, ultimate owners hold at most the whole (seed %d)', (seed) => {
    const ownership = ownershipOf(randomHoldings(seed, { parties: 40, holders: 3, back: 0.2, vague: 0.2 }));

    for (const [company] of ownership.matrix.parties.entries()) {
      const { holders } = ownership.matrix;
      const ultimate = [...ownership.totalsIn(company)].flatMap(([owner, total]) =>
        holders[owner]?.length === 0 ? [{ total }] : [],
      );
      const sum = ultimate.reduce((total, one) => total + (one.total?.min ?? 0), 0);
      // Each figure is rounded to a millionth by itself.
      expect(sum).toBeLessThanOrEqual(wholeShare + ultimate.length);
      for (const { total } of ultimate)
        expect(total === null || (total.min <= total.max && total.max <= wholeShare)).toBe(true);
    }
  });

  test.each(seeds)('without circles it is what a walk along every way finds, to a millionth (seed %d)', (seed) => {
    const holdings = randomHoldings(seed, { parties: 14, holders: 3, back: 0 });

    const ownership = ownershipOf(holdings);

    const { parties } = ownership.matrix;
    for (const [company, key] of parties.entries()) {
      const walked = new Map<number, number>();
      const widths = new Map<number, number>();
      for (const { owner, shares } of walks(holdings, key)) {
        const place = parties.indexOf(owner);
        const product = shares.reduce((share, next) => share * (next / wholeShare), 1);
        walked.set(place, (walked.get(place) ?? 0) + product);
        widths.set(place, (widths.get(place) ?? 0) + Math.min(...shares));
      }
      const interests = new Map(ownership.interestsIn(company).map((one) => [one.owner, one]));
      const totals = ownership.totalsIn(company);
      for (const [owner, share] of walked) {
        expect(Math.abs((totals.get(owner)?.min ?? 0) - share * wholeShare)).toBeLessThanOrEqual(1);
        expect(interests.get(owner)?.votes ?? 0).toBeLessThanOrEqual(widths.get(owner) ?? 0);
        if (share * wholeShare > rules.told.indirect + 1)
          expect(interests.get(owner)?.total).toEqual(totals.get(owner));
      }
      expect([...interests.keys()].filter((owner) => !walked.has(owner))).toEqual([]);
    }
  });

  test.each(seeds)('totals with circles fulfil T = A + T·A (seed %d)', (seed) => {
    const ownership = ownershipOf(randomHoldings(seed, { parties: 30, holders: 3, back: 0.25 }));

    const { holders } = ownership.matrix;
    const share = (owner: number, company: number) => {
      const total = ownership.totalsIn(company).get(owner);
      return total === null ? Number.NaN : (total?.min ?? 0) / wholeShare;
    };
    for (const [company, links] of holders.entries()) {
      for (const [owner] of ownership.totalsIn(company)) {
        const direct = links.find(({ holder }) => holder === owner)?.min ?? 0;
        const through = links.reduce((sum, { holder, min }) => sum + share(owner, holder) * (min / wholeShare), 0);
        const whole = share(owner, company);
        if (Number.isNaN(whole)) continue;
        expect(Math.abs(whole - direct / wholeShare - through)).toBeLessThan(3e-6);
      }
    }
  });

  test.each(seeds)('whoever stands on a way is told himself, on both of its sides (seed %d)', (seed) => {
    const interests = told(ownershipOf(randomHoldings(seed, { parties: 40, holders: 3, back: 0.2, vague: 0.2 })));

    const names = new Set(interests.map(({ owner, company }) => `${owner} of ${company}`));
    for (const { owner, company, chains } of interests) {
      const [controlling = [], ...others] = [...chains].reverse();
      for (const party of [...controlling, ...others.flat()]) expect(names).toContain(`${party} of ${company}`);
      for (const party of others.flatMap((chain) => chain.slice(0, -1)))
        expect(names).toContain(`${owner} of ${party}`);
    }
  });

  test.each(seeds.slice(0, 20))('the order of the input does not matter (seed %d)', (seed) => {
    const holdings = randomHoldings(seed, { parties: 40, holders: 3, back: 0.2, vague: 0.1 });
    const random = new Random(seed);

    const shuffled = holdings.map((one) => ({ one, turn: random.next() })).sort((a, b) => a.turn - b.turn);

    expect(told(ownershipOf(shuffled.map(({ one }) => one)))).toEqual(told(ownershipOf(holdings)));
  });
});
