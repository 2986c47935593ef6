import { AuditUnavailable, Groups } from '../../src/access/audit/groups';

const options = { largest: 10, waiting: 100, underWay: () => 0 };

describe('groups', () => {
  it('wait a moment for others, as long as more of them are still on their way', async () => {
    const groups: number[][] = [];
    const added = (underWay: number, items: readonly number[]) => {
      const gathering = new Groups<number, number>(async (written) => groups.push([...written]), {
        ...options,
        underWay: () => underWay,
      });
      return items.map((item) => gathering.add(item));
    };
    const startedAt = performance.now();
    await Promise.all(added(1, [1]));
    await Promise.all([...added(8, [2, 3]), ...added(4, [4, 5])]);
    expect(groups).toEqual([[1], [4, 5], [2, 3]]);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it('one is written while the next one gathers, and each waits for its own', async () => {
    const groups: number[][] = [];
    let running = 0;
    const written = new Groups<number, number>(async (items) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
      return groups.push([...items]);
    }, options);
    const one = written.add(1);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const more = Promise.all([2, 3, 4].map((item) => written.add(item)));
    expect([await one, await more]).toEqual([1, [2, 2, 2]]);
    expect(groups).toEqual([[1], [2, 3, 4]]);
  });

  it('what cannot be written fails for its own group only; the queue has an end', async () => {
    const written = new Groups<string, string>(
      async ([item]) => {
        if (item === 'bad') throw new Error('no');
        return item as string;
      },
      { ...options, largest: 1, waiting: 2 },
    );
    const added = ['bad', 'good', 'one too many'].map((item) => written.add(item));
    expect(await Promise.allSettled(added)).toEqual([
      { status: 'rejected', reason: new Error('no') },
      { status: 'fulfilled', value: 'good' },
      { status: 'rejected', reason: new AuditUnavailable('Too many entries wait to be written.') },
    ]);
    await written.close();
    await expect(written.add('late')).rejects.toThrow('The audit trail is closed.');
  });
});
