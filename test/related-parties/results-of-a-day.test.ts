import { book } from './booked-accounts';
import { holds, type OwnedBank, ownedBank } from './owned-bank';

type Names = { nodes: { party: { displayName: string } }[] };
type Party = { party: { displayName: string } };

interface View {
  readonly customer: {
    readonly organisation: {
      readonly owners: { totalCount: number; restrictedCount: number; nodes: (Party & Owner)[] };
      readonly ultimateParent: Party | null;
      readonly controlChain: Party[];
      readonly beneficialOwners: { regime: string; owners: Party[] }[];
    };
    readonly groups: { nodes: Group[] };
    readonly hiddenRelations: { nodes: ({ kind: string; isDeclared: boolean } & Party)[] };
  };
}
interface Owner {
  readonly totalPct: string;
  readonly asOf: string;
  readonly evidence: Party[];
}
interface Group {
  readonly kind: string;
  readonly memberCount: number;
  readonly restrictedCount: number;
  readonly members: Names;
  readonly position: { deposits: { amount: string }; isWhole: boolean; asOf: string };
}

const view = `query ($asOf: Date, $recordedAsOf: DateTime) {
  customer(customerNumber: "A", asOf: $asOf, recordedAsOf: $recordedAsOf) {
    organisation {
      owners(lookThrough: true) {
        totalCount restrictedCount nodes { totalPct asOf party { displayName } evidence { party { displayName } } } }
      ultimateParent { party { displayName } }
      controlChain { party { displayName } }
      beneficialOwners { regime owners { party { displayName } } }
    }
    groups(orderBy: { field: KIND, direction: DESC }) { nodes { kind memberCount restrictedCount
      members { nodes { party { displayName } } } position { deposits { amount } isWhole asOf } } }
    hiddenRelations { nodes { kind isDeclared party { displayName } } } } }`;

const nameOf = ({ party }: Party) => party.displayName.replace(' Meng', '');

describe('what is worked out, as of another day', () => {
  let bank: OwnedBank;
  const told = async (reader: string, asOf: string | null, recordedAsOf: string | null = null) =>
    (await bank.ask(reader, view, { asOf, recordedAsOf })) as View;

  /** Owners with their shares and the ways, who is on top, the beneficial owners of China, and the groups. */
  async function lines(asOf: string | null, reader = 'HO0001', recordedAsOf: string | null = null): Promise<string[]> {
    const { organisation, groups } = (await told(reader, asOf, recordedAsOf)).customer;
    const { owners, ultimateParent, controlChain, beneficialOwners } = organisation;
    const [tested] = beneficialOwners;
    return [
      ...owners.nodes.map((owner) => `${nameOf(owner)} ${owner.totalPct}: ${owner.evidence.map(nameOf).join('>')}`),
      `top ${ultimateParent && nameOf(ultimateParent)}, chain ${controlChain.map(nameOf).join('>')}`,
      `beneficial ${tested?.owners.map(nameOf)}`,
      ...groups.nodes.map(({ kind, memberCount, members }) => `${kind} ${memberCount}: ${members.nodes.map(nameOf)}`),
    ];
  }

  const owned = [
    'B 60: ',
    'q 60: B>q',
    'top B, chain B>q',
    'beneficial q',
    'CORPORATE_GROUP 2: B,A',
    'CONNECTED_CLIENTS 3: q,A,B',
  ];
  const sold = ['p 30: ', 'top null, chain p', 'beneficial p'];

  beforeEach(async () => {
    bank = await ownedBank({ p: 'B001', q: 'B002', A: 'B001', B: 'B002', M: 'B001' }, [
      holds('B', 60, 'A', { valid_to: '2026-06-18' }),
      holds('q', 100, 'B'),
      holds('p', 30, 'A', { valid_from: '2026-06-18' }),
    ]);
  });
  afterEach(() => bank.close());

  const goOn = async () => {
    await bank.recomputeChanged({ today: '2026-06-18' });
    await bank.recomputeChanged({ today: '2026-06-20' });
  };

  /** Everything but results was known long ago. */
  async function recordedEarly(): Promise<void> {
    const tables = await bank.sql<{ name: string }[]>`
      select table_name as name from information_schema.columns join information_schema.tables using (table_name)
      where columns.table_schema = 'public' and column_name = 'recorded_at' and table_type = 'BASE TABLE'
        and table_name not like '%_history' and table_name <> 'party_group_member'`;
    for (const { name } of tables) await bank.sql`update ${bank.sql(name)} set recorded_at = '2026-06-01'`;
  }

  test('each day tells its own owners, chains, tests and groups', async () => {
    await goOn();

    for (const day of ['2026-06-16', '2026-06-17']) expect(await lines(day)).toEqual(owned);
    for (const day of ['2026-06-18', '2026-06-19', '2026-06-20', '2027-01-01', null])
      expect(await lines(day)).toEqual(sold);
    expect((await told('HO0001', '2026-06-19')).customer.organisation.owners.nodes[0]?.asOf).toBe('2026-06-18');
  });

  test('what the bank knew at a moment is told as of that day, or of an earlier day asked for', async () => {
    await goOn();
    await recordedEarly();

    expect(await lines(null, 'HO0001', '2026-06-17T15:59:59Z')).toEqual(owned);
    expect(await lines(null, 'HO0001', '2026-06-17T16:00:00Z')).toEqual(sold);
    expect(await lines('2026-06-17', 'HO0001', '2026-06-19T00:00:00Z')).toEqual(owned);
    expect(await lines('2026-06-19', 'HO0001', '2026-06-17T00:00:00Z')).toEqual(owned);
  });

  test('a day before the first is refused by the name of the field', async () => {
    const refusal = (message: string) => ({ code: 'BAD_USER_INPUT', message });
    const early = refusal('Organisation.owners is worked out for days from 2026-06-16 on.');
    await recordedEarly();
    expect(await told('HO0001', '2026-06-15')).toEqual(early);
    expect(await told('HO0001', null, '2026-06-15T15:59:59Z')).toEqual(early);
    expect(await told('HO0001', '2026-06-20', '2026-06-15T15:59:59Z')).toEqual(early);
  });

  test('any day is refused where nothing was worked out yet', async () => {
    await bank.sql`delete from related_party_run`;

    const message = 'Organisation.owners has not been worked out for any day yet.';
    expect(await told('HO0001', '2026-06-16')).toEqual({ code: 'BAD_USER_INPUT', message });
  });

  test('scope is that of today: a way of then ends at its first stub, and a position of then counts whom he sees', async () => {
    await book(bank, { category: 'DEPOSIT', owners: { A: 100 }, balance: 700 });
    await book(bank, { category: 'DEPOSIT', owners: { B: 100 }, balance: 500 });
    await bank.recompute();
    await goOn();

    const { organisation, groups } = (await told('BM0001', '2026-06-17')).customer;
    expect(organisation.owners).toMatchObject({ totalCount: 2, restrictedCount: 2 });
    expect(organisation.owners.nodes.map(({ evidence }) => evidence.map(nameOf))).toEqual([[], ['B**']]);
    expect(groups.nodes.map(({ restrictedCount, position }) => [restrictedCount, position.deposits.amount])).toEqual([
      [1, '7.00'],
      [2, '7.00'],
    ]);
    expect((await told('BM0001', null)).customer.groups.nodes).toEqual([]);
  });

  test('balances of a group are told as they were when it was worked out', async () => {
    await book(bank, { category: 'DEPOSIT', owners: { A: 100 }, balance: 700 });
    await bank.recompute();
    await bank.sql`update account set current_balance_minor = 900`;
    await bank.recompute({ today: '2026-06-17' });

    const deposits = async (day: string) =>
      (await told('HO0001', day)).customer.groups.nodes.map(({ position }) => [
        position.deposits.amount,
        position.asOf,
      ]);
    expect(await deposits('2026-06-16')).toEqual(Array(2).fill(['7.00', '2026-06-16']));
    expect(await deposits('2026-06-17')).toEqual(Array(2).fill(['9.00', '2026-06-17']));
  });

  test('a later correction changes no day before it, unless the days are worked out anew', async () => {
    await goOn();
    await bank.sql`update party_relationship set share_pct = 80 where share_pct = 60`;
    await bank.recomputeChanged({ today: '2026-06-20' });
    expect(await lines('2026-06-17')).toEqual(owned);

    await bank.recomputeSince('2026-06-16', { today: '2026-06-20' });

    const corrected = ['B 80: ', 'q 80: B>q', ...owned.slice(2)];
    for (const day of ['2026-06-16', '2026-06-17']) expect(await lines(day)).toEqual(corrected);
    expect(await lines('2026-06-18')).toEqual(sold);
    expect(await lines(null)).toEqual(sold);
  });

  test('days to come are refused, and nothing is forgotten for it', async () => {
    await expect(bank.recomputeSince('2026-06-21', { today: '2026-06-20' })).rejects.toThrow(
      '2026-06-21 lies after today',
    );
    expect(await lines('2026-06-16')).toEqual(owned);
  });

  test('who stood in a group kept by hand, by its days', async () => {
    await bank.sql`insert into party_group_member (customer_id, kind, party_id, reasons, valid_from, valid_to) values
      (${bank.keys.get('A') as string}, 'CUSTOM', ${bank.keys.get('A') as string}, '{BY_HAND}', '2020-01-01', null),
      (${bank.keys.get('A') as string}, 'CUSTOM', ${bank.keys.get('p') as string}, '{BY_HAND}', '2020-01-01', '2026-06-18'),
      (${bank.keys.get('A') as string}, 'CUSTOM', ${bank.keys.get('M') as string}, '{BY_HAND}', '2026-06-18', null)`;
    await bank.recomputeChanged();
    await goOn();

    const custom = async (day: string | null) => (await lines(day)).filter((line) => line.startsWith('CUSTOM'));
    expect(await custom('2026-06-17')).toEqual(['CUSTOM 2: A,p']);
    expect(await custom('2026-06-18')).toEqual(['CUSTOM 2: A,M']);
    expect(await custom('2026-06-20')).toEqual(['CUSTOM 2: A,M']);
  });

  test('a hidden relation that was declared later is told as it was', async () => {
    const share = (party: string) => bank.sql`
      insert into contact_point (customer_id, kind, value)
      values (${bank.keys.get(party) as string}, 'EMAIL', 'home@example.com')`;
    await share('A');
    await share('p');
    await bank.recomputeChanged();
    await goOn();

    const hidden = async (day: string | null) =>
      (await told('HO0001', day)).customer.hiddenRelations.nodes.map(
        ({ kind, isDeclared, party }) => `${kind} ${party.displayName}${isDeclared ? ' declared' : ''}`,
      );
    expect(await hidden('2026-06-17')).toEqual(['SAME_EMAIL p Meng']);
    expect(await hidden('2026-06-18')).toEqual(['SAME_EMAIL p Meng declared']);
    expect(await hidden(null)).toEqual(['SAME_EMAIL p Meng declared']);
  });
});
