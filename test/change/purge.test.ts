import { purgeRequests } from '../../src/entities/change/purge-requests';
import { type ChangingBank, changingBank } from './changing-bank';

describe('old keys of changes are forgotten', () => {
  let bank: ChangingBank;

  beforeAll(async () => {
    bank = await changingBank();
  });
  afterAll(() => bank.end());

  const log = async (idempotencyKey: string) => {
    const input = { customerId: await bank.idOf(1), channel: 'PHONE', direction: 'INBOUND', purpose: 'SERVICE' };
    return bank.make('RM1', 'logInteraction', { ...input, idempotencyKey }, 'interaction { id }');
  };

  test('those made before a moment, and no later one; the changes and their events stay', async () => {
    await log('one');
    bank.later(1);
    await log('two');
    const [interactions, events] = [await bank.rows('interaction'), await bank.rows('change_event')];

    expect(await purgeRequests(bank.bank.system, new Date('2026-06-16T05:00:00Z'))).toBe(1);
    expect(await bank.bank.system`select idempotency_key as key from change_request`).toEqual([{ key: 'two' }]);
    expect([await bank.rows('interaction'), await bank.rows('change_event')]).toEqual([interactions, events]);
  });

  test('a key that is kept is answered as before, one that is forgotten makes a change anew', async () => {
    const [kept, again] = [await log('two'), await log('two')];
    const before = await bank.rows('interaction');
    await purgeRequests(bank.bank.system, new Date('2026-06-17T00:00:00Z'));
    await log('two');

    expect(again.payload).toEqual(kept.payload);
    expect((await bank.rows('interaction')) - before).toBe(1);
  });
});
