import { AuditUnavailable, Groups } from '../../src/access/audit/groups';

describe('groups', () => {
  it('one is written while the next one gathers, and each waits for its own', async () => {
    const groups: number[][] = [];
    let running = 0;
    const written = new Groups<number, number>(async (items) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
      return groups.push([...items]);
    });
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
      { largest: 1, waiting: 2 },
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
