import { asking } from '../graph/small-bank';
import { openWorld } from '../support/reference/world';
import { behindWalls } from '../support/walls/two-walls';
import { networkFields } from './drawing';
import { type NetworkBank, networkBank } from './network-bank';

describe('the network of a customer, as far as the reader’s scope goes', () => {
  let bank: NetworkBank;

  beforeAll(async () => {
    bank = await networkBank();
  });
  afterAll(() => bank.close());

  it('ends at a stub: nothing behind it is told, drawn or counted', async () => {
    expect(await bank.network('BM0001', 'Near', '(depth: 5)')).toEqual({
      nodes: ['0 Near', '1 A**', '1 s**'],
      edges: ['Near SHAREHOLDING A**', 's** DIRECTOR Near'],
      more: 0,
      isCounted: true,
    });
    expect(await bank.network('BM0001', 'Near', '(depth: 5, limit: 1)')).toMatchObject({ more: 2 });
    expect(await bank.network('HO0001', 'Near', '(depth: 5)')).toEqual({
      nodes: ['0 Near', '1 Across', '1 s**', '2 Behind', '3 Beyond'],
      edges: [
        'Near SHAREHOLDING Across',
        'Across SHAREHOLDING Behind',
        's** DIRECTOR Near',
        's** DIRECTOR Beyond',
        'Behind SHAREHOLDING Beyond',
      ],
      more: 0,
      isCounted: true,
    });
  });

  it('goes no further than the direct relations for who looks one customer up', async () => {
    const lookup = 'lookup(scheme: CUSTOMER_NUMBER, value: $n)';

    expect(await bank.network('TL0001', 'C', '(depth: 5)', lookup)).toEqual({
      nodes: ['0 C', '1 B**', '1 D**'],
      edges: ['C SHAREHOLDING D**', 'B** GUARANTEES C'],
      more: 0,
      isCounted: true,
    });
    const source = `{ ${lookup.replace('$n', '"C"')} { network { nodes { party { access } customer { id } } } } }`;
    const stub = { party: { access: 'LINKED' }, customer: null };
    expect(await bank.ask('TL0001', source)).toEqual({
      lookup: { network: { nodes: [{ party: { access: 'OWN_BRANCH' }, customer: null }, stub, stub] } },
    });
  });

  it('gives nobody met on the way the rights of who was named', async () => {
    const [home] = await bank.sql<{ id: bigint }[]>`select id from org_unit where code = 'B001'`;
    const unit = home?.id ?? 0n;
    await bank.sql`insert into employee (staff_number, name, org_unit_id) values ('AT0001', 'AT0001', ${unit})`;
    await bank.sql`insert into role_grant (employee_id, role, org_unit_id, valid_from)
      select e.id, g.role, ${unit}, '2020-01-01' from employee e, unnest(array['AUDITOR', 'TELLER']) as g(role)
      where e.staff_number = 'AT0001'`;
    for (const name of ['A', 'B']) await bank.rows.phone(bank.keys.get(name) as string, `0${name === 'A' ? 1 : 2}`);
    const source = `{ customer(customerNumber: "A") { id } }`;
    const { customer } = (await bank.ask('HO0001', source)) as { customer: { id: string } };
    const asked = `query ($id: ID!) { customer(id: $id) { contactPoints { value }
      network(depth: 1) { nodes { party { access } customer { contactPoints { value } } } } } }`;
    const masked = { contactPoints: [{ value: '****0000' }] };

    expect(await bank.ask('AT0001', asked, { id: customer.id })).toEqual({
      customer: {
        contactPoints: [{ value: '13800000000' }],
        network: {
          nodes: [
            { party: { access: 'OWN_BRANCH' }, customer: masked },
            { party: { access: 'BANK_WIDE' }, customer: masked },
          ],
        },
      },
    });
  });

  it.each([
    ['the statement’s alone', { predicates: true, rowSecurity: false }],
    ['row security alone', { predicates: false, rowSecurity: true }],
  ] as const)('is the same behind one wall: %s', async (_name, walls) => {
    const source = `{ customers(first: 100) { nodes { network(depth: 5, limit: 200) { ${networkFields} } } } }`;
    const readers = ['HO0001', 'BM0001', 'BM0002'];
    const expected = await Promise.all(readers.map((reader) => bank.ask(reader, source)));

    const got = await behindWalls(walls, bank.urls.ownerUrl, async () => {
      const world = await openWorld(bank.urls);
      const answers = await Promise.all(readers.map((reader) => asking(world)(reader, source)));
      await world.end();
      return answers;
    });

    expect(got).toEqual(expected);
  });
});
