import { NamedGroup } from './share-worlds';

describe('control', () => {
  test('along a chain the smallest share counts, over chains their sum', () => {
    const group = new NamedGroup([
      ['p', 'A', 60],
      ['A', 'C', 30],
      ['p', 'B', 25],
      ['B', 'C', 40],
    ]);

    expect(group.control('p', 'C')).toEqual([55, 'CONTROLS']);
    expect(group.total('p', 'C')).toBe(28);
    expect(group.controlChain('C')).toBe('A < p');
  });

  test('a link gives no more votes than it has, however many chains go over it', () => {
    const group = new NamedGroup([
      ['p', 'A', 100],
      ['A', 'B', 60],
      ['A', 'C', 100],
      ['C', 'B', 40],
      ['B', 'D', 30],
    ]);

    expect(group.control('p', 'B')).toEqual([100, 'CONTROLS']);
    expect(group.control('p', 'D')).toEqual([30, 'RELATIVE_CONTROL']);
  });

  test('the largest with a fifth at least controls relatively, and who owns it as well', () => {
    const group = new NamedGroup([
      ['p', 'A', 80],
      ['A', 'C', 35],
      ['q', 'C', 30],
    ]);

    expect(group.control('A', 'C')).toEqual([35, 'RELATIVE_CONTROL']);
    expect(group.control('p', 'C')).toEqual([35, 'RELATIVE_CONTROL']);
    expect(group.control('q', 'C')).toEqual([30, null]);
    expect(group.controlChain('C')).toBe('A < p');
    expect(group.ultimateParent('C')).toBeUndefined();
  });

  test.each([
    [50, 50, null],
    [19.9999, 10, null],
    [20, 10, 'RELATIVE_CONTROL'],
    [50, 40, 'RELATIVE_CONTROL'],
    [50.0001, 40, 'CONTROLS'],
  ])('%d percent beside %d is %s', (own, other, kind) => {
    const group = new NamedGroup([
      ['p', 'C', own],
      ['q', 'C', other],
    ]);

    expect(group.control('p', 'C')).toEqual([own, kind]);
  });

  test('votes that come round a circle to where they were are not counted', () => {
    const group = new NamedGroup([
      ['p', 'A', 10],
      ['A', 'B', 60],
      ['B', 'A', 50],
      ['r', 'B', 40],
    ]);

    expect(group.control('p', 'A')).toEqual([10, null]);
    expect(group.control('p', 'B')).toEqual([10, null]);
    expect(group.control('r', 'A')).toEqual([40, null]);
    expect(group.control('A', 'B')).toEqual([60, 'CONTROLS']);
  });

  test('the ultimate parent is the organisation at the top, also below a person', () => {
    const group = new NamedGroup([
      ['p', 'A', 90],
      ['A', 'B', 70],
      ['B', 'C', 51],
      ['Q', 'C', 49],
    ]);

    expect(group.ultimateParent('C')).toBe('A');
    expect(group.controlChain('C')).toBe('B < A < p');
  });
});
