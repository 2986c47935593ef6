import { join } from 'node:path';
import { type CircleLink, circlePairs } from '../../src/related-parties/hidden/circle-pairs';
import { readHiddenRelationRules } from '../../src/related-parties/hidden/rules';
import { Random } from '../support/reference/documents/random';

const linked = (text: string): CircleLink[] =>
  text.split(' ').map((link) => {
    const [from, to] = link.split('>');
    return { from: BigInt(from as string), to: BigInt(to as string) };
  });
const told = (links: readonly CircleLink[], longest = 10) =>
  circlePairs(links, longest)
    .map(({ one, other, circle }) => `${one} ${other}: ${circle.join('>')}`)
    .sort();

describe('pairs in circles', () => {
  test('of several circles the shortest counts, and a way that does not come back is none', () => {
    expect(told(linked('1>2 2>3 3>1 2>1 3>4 4>5'))).toEqual(['1 2: 1>2', '1 3: 1>2>3', '2 3: 1>2>3']);
  });

  test('a circle of more than may be is left out', () => {
    const six = linked('1>2 2>3 3>4 4>5 5>6 6>1');
    expect(told(six, 6).length).toBe(15);
    expect(told(six, 5)).toEqual([]);
  });

  test('a network of thousands is done in linear time and tells no pair twice', () => {
    const parties = 20_000;
    const links = Array.from({ length: parties }, (_, at) => [
      { from: BigInt(at), to: BigInt((at + 1) % parties) },
      { from: BigInt(at), to: BigInt((at + parties - 3) % parties) },
    ]).flat();
    const began = performance.now();
    const pairs = circlePairs(links, 4);
    expect(pairs.length).toBe(3 * parties);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test.each([1, 2, 3, 4, 5])(
    'through each link goes a shortest circle, whatever the order of the links (%i)',
    (seed) => {
      const random = new Random(seed);
      for (let turn = 0; turn < 100; turn += 1) {
        const count = 3 + random.below(6);
        const links = Array.from({ length: 2 * count }, () => {
          return { from: BigInt(random.below(count)), to: BigInt(random.below(count)) };
        }).filter(({ from, to }) => from !== to);
        const longest = 2 + random.below(5);

        const pairs = circlePairs(links, longest);

        const next = (party: bigint) => links.filter(({ from }) => from === party).map(({ to }) => to);
        for (const { one, other, circle } of pairs) {
          expect(new Set(circle).size).toBe(circle.length);
          expect(circle.length).toBeLessThanOrEqual(longest);
          expect(circle).toEqual(expect.arrayContaining([one, other]));
          for (const [at, party] of circle.entries()) expect(next(party)).toContain(circle[(at + 1) % circle.length]);
        }
        // Whoever is linked stands in a pair exactly where there is a way back that is short enough.
        for (const { from, to } of links) {
          let reached = new Set([to]);
          let steps = 1;
          for (; steps < longest && !reached.has(from); steps += 1)
            reached = new Set([...reached, ...[...reached].flatMap(next)]);
          const pair = pairs.find(({ one, other }) => [one, other].includes(from) && [one, other].includes(to));
          expect(pair !== undefined).toBe(reached.has(from));
          if (pair) expect(pair.circle.length).toBeLessThanOrEqual(steps);
        }
        expect(told([...links].reverse(), longest)).toEqual(told(links, longest));
      }
    },
  );
});

test('rules that are not rightly said are refused by their place', () => {
  expect(readHiddenRelationRules()).toMatchObject({
    version: '2026-1',
    shared: { SAME_PHONE: { weight: 0.8, most: 10 } },
  });
  const file = join(__dirname, '../../src/related-parties/ownership/ownership.rules.yaml');
  expect(() => readHiddenRelationRules(file)).toThrow(`${file}: shared: `);
});
