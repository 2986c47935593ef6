import { type AttackedBank, attackedBank, hiddenFrom } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';
import { accountNumberOf, customerNumberOf, insertInto, wordOf } from './planted';

const list =
  '{ customers(first: 50) { totalCount nodes { customerNumber access } } accounts { totalCount } search(text: "Meng") { totalCount } }';

describe('grants and assignments', () => {
  let bank: AttackedBank;
  let leaks: Leaks;
  let now = new Date('2026-06-16T04:00:00Z');
  const servers: AttackedServer[] = [];
  let server: AttackedServer;

  beforeAll(async () => {
    bank = await attackedBank();
    leaks = await leaksIn(bank);
    server = await started('Asia/Shanghai');
  });
  afterAll(async () => {
    for (const one of servers) await one.stop();
    await bank.drop();
  });

  async function started(timeZone: string): Promise<AttackedServer> {
    const made = await serve(bank.database, { clock: () => now, timeZone });
    servers.push(made);
    return made;
  }

  let last = 0;
  /** Somebody new, so that nothing of him is remembered. */
  async function newcomer(status = 'ACTIVE'): Promise<[staff: string, id: string]> {
    last += 1;
    const staff_number = `NEW${last}`;
    const [unit] = await bank.system<{ id: string }[]>`select id::text as id from org_unit where code = 'B002'`;
    const values = { staff_number, name: staff_number, org_unit_id: unit?.id ?? '', status };
    return [staff_number, await insertInto(bank.system, 'employee', values)];
  }

  async function grant(
    employee_id: string,
    role: string,
    unit: string,
    days: [from: string, to?: string],
    kinds?: string[],
  ) {
    const [found] = await bank.system<{ id: string }[]>`select id::text as id from org_unit where code = ${unit}`;
    const [valid_from, valid_to] = days;
    const values = {
      employee_id,
      role,
      org_unit_id: found?.id ?? '',
      valid_from,
      valid_to: valid_to ?? null,
      kinds: kinds ?? null,
    };
    await insertInto(bank.system, 'role_grant', values);
  }

  async function assign(employee_id: string, nn: number, role: string, [valid_from, valid_to]: [string, string?]) {
    const values = {
      customer_id: bank.keys.get(nn) as string,
      employee_id,
      role,
      valid_from,
      valid_to: valid_to ?? null,
    };
    await insertInto(bank.system, 'portfolio_assignment', values);
  }

  /** The numbers of those whom the reader lists at a moment. */
  async function listed(reader: string, at: string, over = server): Promise<string[]> {
    now = new Date(at);
    const answer = await over.ask(reader, list);
    const { customers, accounts, search } = answer.data;
    expect([customers.totalCount, search.totalCount]).toEqual([customers.nodes.length, customers.nodes.length]);
    if (customers.nodes.length === 0) {
      expect([accounts.totalCount, leaks.of([1, 2, 3, 4, 5, 6, 7, 8], answer)]).toEqual([0, []]);
    }
    return customers.nodes.map((one: { customerNumber: string }) => one.customerNumber).sort();
  }

  const [lastMoment, firstMoment] = ['2026-06-15T15:59:59.999Z', '2026-06-15T16:00:00Z'];
  const both = [customerNumberOf(3), customerNumberOf(4)];

  test('a grant begins and ends by itself with the day of the bank', async () => {
    const [begins, one] = await newcomer();
    await grant(one, 'BRANCH_MANAGER', 'B002', ['2026-06-16']);
    expect(await listed(begins, lastMoment)).toEqual([]);
    expect(await listed(begins, firstMoment)).toEqual(both);
    const [ends, two] = await newcomer();
    await grant(two, 'BRANCH_MANAGER', 'B002', ['2020-01-01', '2026-06-16']);
    expect(await listed(ends, lastMoment)).toEqual(both);
    expect(await listed(ends, firstMoment)).toEqual([]);
    const [lasted, three] = await newcomer();
    await grant(three, 'BRANCH_MANAGER', 'B002', ['2026-06-15', '2026-06-16']);
    expect(await listed(lasted, '2026-06-14T16:00:00Z')).toEqual(both);
    expect(await listed(lasted, '2026-06-14T15:59:59Z')).toEqual([]);
    expect(await listed(lasted, firstMoment)).toEqual([]);
  });

  test('an assignment begins and ends by itself, whatever its role', async () => {
    for (const role of ['PRIMARY_RM', 'CO_RM', 'COVER']) {
      const [reader, id] = await newcomer();
      await grant(id, 'RELATIONSHIP_MANAGER', 'B002', ['2020-01-01']);
      await assign(id, 6, role, ['2026-06-15', '2026-06-16']);
      await assign(id, 4, role === 'PRIMARY_RM' ? 'CO_RM' : role, ['2026-06-17']);
      await assign(id, 3, 'COVER', ['2020-01-01', '2026-06-15']);
      expect(await listed(reader, '2026-06-14T15:59:59Z')).toEqual([customerNumberOf(3)]);
      expect(await listed(reader, lastMoment)).toEqual([customerNumberOf(6)]);
      expect(await listed(reader, firstMoment)).toEqual([]);
      expect(await listed(reader, '2026-06-16T16:00:00Z')).toEqual([customerNumberOf(4)]);
    }
  });

  test('the days are those of the bank’s time zone, not of the server or of UTC', async () => {
    const newYork = await started('America/New_York');
    const [reader, id] = await newcomer();
    await grant(id, 'BRANCH_MANAGER', 'B002', ['2026-06-16', '2026-06-17']);
    for (const [at, shanghai, york] of [
      ['2026-06-15T16:00:00Z', both, []],
      ['2026-06-16T03:59:59Z', both, []],
      ['2026-06-16T04:00:00Z', both, both],
      ['2026-06-16T16:00:00Z', [], both],
      ['2026-06-17T03:59:59Z', [], both],
      ['2026-06-17T04:00:00Z', [], []],
    ] as const) {
      expect([at, await listed(reader, at)]).toEqual([at, shanghai]);
      expect([at, await listed(reader, at, newYork)]).toEqual([at, york]);
    }
  });

  test('an assignment without the role, or the role without an assignment, opens nothing', async () => {
    const [assigned, one] = await newcomer();
    await assign(one, 6, 'CO_RM', ['2020-01-01']);
    expect(await listed(assigned, firstMoment)).toEqual([]);
    const [managing, two] = await newcomer();
    await grant(two, 'RELATIONSHIP_MANAGER', 'HO', ['2020-01-01']);
    expect(await listed(managing, firstMoment)).toEqual([]);
    const [former, three] = await newcomer();
    await grant(three, 'RELATIONSHIP_MANAGER', 'B002', ['2020-01-01', '2026-06-16']);
    await assign(three, 6, 'CO_RM', ['2020-01-01']);
    expect(await listed(former, firstMoment)).toEqual([]);
  });

  test('who left or is away does not get in, whatever he was granted', async () => {
    for (const status of ['LEFT', 'ON_LEAVE']) {
      const [reader, id] = await newcomer(status);
      await grant(id, 'HEAD_OFFICE', 'HO', ['2020-01-01']);
      const answer = await server.ask(reader, list);
      expect([answer.status, answer.errors[0]?.extensions.code, answer.statements]).toEqual([
        401,
        'UNAUTHENTICATED',
        0,
      ]);
    }
  });

  test('a grant taken away holds no longer than half a minute', async () => {
    now = new Date('2026-06-16T04:00:00Z');
    const [reader, id] = await newcomer();
    await grant(id, 'BRANCH_MANAGER', 'B002', ['2020-01-01']);
    expect((await server.ask(reader, list)).data.customers.totalCount).toBe(2);
    await bank.system`delete from role_grant where employee_id = ${id}`;
    const until = Date.now() + 29_000;
    let count = 2;
    while (count > 0 && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      count = (await server.ask(reader, list)).data.customers.totalCount;
    }
    expect(count).toBe(0);
  });

  test('rights do not cross: of each customer the fields of the right that reaches him', async () => {
    now = new Date('2026-06-16T04:00:00Z');
    const query = `{ customers(first: 50) { nodes { customerNumber access accounts { nodes { number balance { amount } } }
      interactions { nodes { subject } } identifiers { value } complaints { nodes { severity reason } } } } }`;
    const answer = await server.ask('UN1', query);
    const [marketed, managed] = [1, 3].map((nn) =>
      answer.data.customers.nodes.find(
        (one: { customerNumber: string }) => one.customerNumber === customerNumberOf(nn),
      ),
    );
    expect([marketed.access, managed.access]).toEqual(['OWN_BRANCH', 'OWN_PORTFOLIO']);
    expect(marketed.accounts.nodes).toEqual([{ number: null, balance: null }]);
    expect(marketed.complaints.nodes).toEqual([{ severity: null, reason: null }]);
    expect(new Set(marketed.interactions.nodes.map((one: { subject: null }) => one.subject))).toEqual(new Set([null]));
    expect(JSON.stringify(marketed.identifiers)).not.toContain('3301');
    expect(managed.accounts.nodes[0].number).toBe(accountNumberOf(3));
    expect(managed.complaints.nodes[0].reason).toContain(wordOf(3));
    expect(leaks.of(hiddenFrom('UN1'), answer)).toEqual([]);
  });

  test('kinds and units of several grants do not cross', async () => {
    const [reader, id] = await newcomer();
    await grant(id, 'BRANCH_MANAGER', 'B001', ['2020-01-01'], ['CORPORATE']);
    await grant(id, 'BRANCH_MANAGER', 'B002', ['2020-01-01'], ['INDIVIDUAL']);
    await grant(id, 'BRANCH_MANAGER', 'B003', ['2026-06-17'], ['INDIVIDUAL']);
    await grant(id, 'BRANCH_MANAGER', 'S011', ['2020-01-01', '2026-06-16']);
    expect(await listed(reader, firstMoment)).toEqual([customerNumberOf(3), customerNumberOf(8)]);
  });

  test('a customer who moves to another branch is gone at once, with all that is his', async () => {
    const key = bank.keys.get(6) as string;
    const [reader, id] = await newcomer();
    await grant(id, 'BRANCH_MANAGER', 'B003', ['2020-01-01']);
    expect(await listed(reader, firstMoment)).toEqual([customerNumberOf(6)]);
    const { data } = await server.ask(
      reader,
      '{ customers { nodes { id } } accounts { nodes { id } } interactions { nodes { id } } complaints { nodes { id } } }',
    );
    const ids = JSON.stringify(data).match(/[a-z]{3}_[\w-]{22}/g) ?? [];
    expect(ids.length).toBeGreaterThan(4);
    await bank.system`update customer set org_unit_id = (select id from org_unit where code = 'B002') where customer_id = ${key}`;
    expect(await listed(reader, firstMoment)).toEqual([]);
    for (const one of ids) {
      const gone = await server.ask(reader, 'query($id: ID!) { node(id: $id) { id } }', { id: one });
      expect(gone.data).toEqual({ node: null });
    }
  });
});
