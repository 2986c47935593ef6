import { NamedGroup } from './share-worlds';

describe('look-through ownership', () => {
  test('a chain of 60, 50 and 40 percent comes to 12', () => {
    const group = new NamedGroup([
      ['p', 'A', 60],
      ['A', 'B', 50],
      ['B', 'C', 40],
    ]);

    expect(group.total('p', 'C')).toBe(12);
    expect(group.total('A', 'C')).toBe(20);
    expect(group.chains('p', 'C')).toEqual(['B < A < p']);
    expect(group.chains('B', 'C')).toEqual([]);
  });

  test('27 percent on one way and 14.85 on another come to 41.85', () => {
    const group = new NamedGroup([
      ['p', 'A', 54],
      ['A', 'C', 50],
      ['p', 'B', 33],
      ['B', 'C', 45],
    ]);

    expect(group.total('p', 'C')).toBe(41.85);
    expect(group.chains('p', 'C')).toEqual(['A < p', 'B < p']);
  });

  test('companies that hold each other share out the whole among who owns them from outside', () => {
    const group = new NamedGroup([
      ['C1', 'C2', 20],
      ['C2', 'C1', 10],
      ['p', 'C1', 90],
      ['q', 'C2', 80],
    ]);

    expect(group.total('p', 'C1')).toBe(91.8367);
    expect(group.total('q', 'C1')).toBe(8.1633);
    expect(group.total('p', 'C2')).toBe(18.3673);
    expect(group.total('q', 'C2')).toBe(81.6327);
    expect(group.ultimateSum('C1')).toBe(100);
    expect(group.ultimateSum('C2')).toBe(100);
  });

  test('a circle that owns all of itself has no figures, and neither has who is owned through it', () => {
    const group = new NamedGroup([
      ['A', 'B', 100],
      ['B', 'A', 100],
      ['B', 'C', 50],
      ['p', 'C', 50],
      ['p', 'D', 70],
    ]);

    expect(group.total('A', 'B')).toBeNull();
    expect(group.total('A', 'C')).toBeNull();
    expect(group.total('B', 'C')).toBeNull();
    expect(group.total('p', 'C')).toBe(50);
    expect(group.total('p', 'D')).toBe(70);
    expect(group.ultimateParent('A')).toBeUndefined();
  });

  test('records that give more than the whole round a circle are told as without figures', () => {
    const group = new NamedGroup([
      ['A', 'B', 90],
      ['B', 'A', 120],
      ['p', 'A', 10],
    ]);

    expect(group.total('p', 'A')).toBeNull();
    expect(group.total('p', 'B')).toBeNull();
  });

  test('ranges give the least and the most, and the shares of others bound the most', () => {
    const group = new NamedGroup([
      ['p', 'A', 25, 50],
      ['q', 'A', 60],
      ['A', 'B', 50, 75],
      ['q', 'B', 10, 100],
    ]);

    expect(group.total('p', 'A')).toEqual([25, 40]);
    expect(group.total('p', 'B')).toEqual([12.5, 30]);
    expect(group.total('q', 'B')).toEqual([40, 95]);
  });

  test('the largest three of many ways are told', () => {
    const middle = [10, 40, 20, 30].map((percent, at) => [`M${at}`, 'C', percent] as const);

    const group = new NamedGroup([...middle, ...middle.map(([name]) => ['p', name, 50] as const)]);

    expect(group.total('p', 'C')).toBe(50);
    expect(group.chains('p', 'C')).toEqual(['M1 < p', 'M3 < p', 'M2 < p']);
  });

  test('less than 1 percent through others is left out, and added up all the same', () => {
    const group = new NamedGroup([
      ['p', 'A', 1.9],
      ['p', 'B', 0.5],
      ['q', 'A', 2],
      ['r', 'A', 1.9998],
      ['A', 'C', 50],
      ['B', 'C', 40],
    ]);

    expect(group.total('p', 'C')).toBe(1.15);
    expect(group.total('q', 'C')).toBe(1);
    expect(group.total('p', 'B')).toBe(0.5);
    expect(group.chains('p', 'C')).toEqual([]);
    expect(group.chains('q', 'C')).toEqual(['A < q']);
    expect(group.total('r', 'C')).toBeUndefined();
  });

  test('who is at the top of control is told with less than 1 percent, and everybody on the way to him', () => {
    const group = new NamedGroup([...chainOf('ABCDEFGH', 51), ['p', 'H', 51]]);

    expect(group.total('p', 'A')).toBe(0.4577);
    expect(group.total('H', 'A')).toBe(0.8974);
    expect(group.controlChain('A')).toBe('B < C < D < E < F < G < H < p');
    expect(group.ultimateParent('A')).toBe('H');
    expect(group.chains('p', 'A')).toEqual([]);
  });
});

/** Each holds so many percent of the one before. */
const chainOf = (companies: string, percent: number) =>
  [...companies].slice(1).map((holder, at) => [holder, companies.charAt(at), percent] as const);
