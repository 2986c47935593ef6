import { policy, type Role, roles } from '../../../src/access/policy';
import { dropRowSecurity } from '../../support/access/banks';
import { type AttackedBank, attackedBank } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { insertInto } from './planted';

const corporates = [4, 8];
const everybody = [1, 2, 3, 4, 5, 6, 8];
const trail = `query Trail($first: Int!) { auditTrail(first: $first) { nodes {
  ledger staffNumber operationName rights readInFull readMasked withheld counted requestedIds outcome
  customers { nodes { id } } } } }`;

describe('matters of money laundering', () => {
  let bank: AttackedBank;
  let server: AttackedServer;

  beforeAll(async () => {
    bank = await attackedBank();
    server = await serve(bank.database);
    await employ('CX1', ['COMPLIANCE_OFFICER', ['CORPORATE']], ['HEAD_OFFICE', null]);
    await employ('CX2', ['COMPLIANCE_OFFICER', ['CORPORATE']]);
    await employ('CX3', ['COMPLIANCE_OFFICER', null, '2026-06-16'], ['AUDITOR', null]);
  });
  afterAll(async () => {
    await server.stop();
    await bank.drop();
  });

  async function employ(number: string, ...grants: [role: Role, kinds: string[] | null, until?: string][]) {
    const [unit] = await bank.system<{ id: string }[]>`select id::text as id from org_unit where code = 'HO'`;
    const org_unit_id = unit?.id as string;
    const values = { staff_number: number, name: number, org_unit_id };
    const employee_id = await insertInto(bank.system, 'employee', values);
    for (const [role, kinds, valid_to = null] of grants) {
      const grant = { employee_id, role, org_unit_id, kinds, valid_from: '2020-01-01', valid_to };
      await insertInto(bank.system, 'role_grant', grant);
    }
  }

  const idsOf = async (nns: readonly number[]) => {
    const keys = nns.map((nn) => bank.keys.get(nn) as string);
    const rows = await bank.system<{ id: string }[]>`
      select public_id as id from aml_case where customer_id = any (${keys}::bigint[]) order by 1`;
    return rows.map(({ id }) => id);
  };

  const readers: [reader: string, seen: readonly number[], customers: readonly number[]][] = [
    ['CO1', everybody, everybody],
    ['CX1', corporates, everybody],
    ['CX2', corporates, corporates],
    ['CX3', [], everybody],
    ['HO1', [], everybody],
  ];

  async function expectReach(reader: string, seen: readonly number[], customers: readonly number[]) {
    const own = await idsOf(seen);
    const all = await idsOf(everybody);
    const { data } = await server.ask(
      reader,
      `query($ids: [ID!]!) {
        amlCases { totalCount nodes { id reference customer { id } } }
        nodes(ids: $ids) { id ... on AmlCase { narrative } }
        customers(first: 50) { nodes { amlCases { totalCount nodes { id } } } }
      }`,
      { ids: all },
    );
    type Listed = { amlCases: { totalCount: number; nodes: { id: string }[] } | null };
    const listed: Listed[] = data.customers.nodes;

    expect(data.amlCases.totalCount).toBe(own.length);
    expect(data.amlCases.nodes.map(({ id }: { id: string }) => id).sort()).toEqual(own);
    expect(data.nodes.flatMap((node: { id: string } | null) => node?.id ?? []).sort()).toEqual(own);
    expect(listed.length).toBe(customers.length);
    // Where no right to them reaches the customer, there is not even an empty list.
    expect(listed.filter(({ amlCases }) => amlCases !== null).length).toBe(seen.length);
    expect(listed.flatMap(({ amlCases }) => amlCases?.nodes.map(({ id }) => id) ?? []).sort()).toEqual(own);
  }

  test.each(readers)('%s reaches those of the customers whom a right to them reaches, by every road', expectReach);

  test('choosing by them is for who reads them by every right he has', async () => {
    const query = '{ amlCases(filter: { status: { eq: OPEN } }, orderBy: [{ field: OPENED_AT }]) { totalCount } }';
    expect((await server.ask('CX2', query)).data.amlCases.totalCount).toBe(2);
    for (const reader of ['CX1', 'CX3', 'HO1', 'AU1']) {
      const { errors, statements } = await server.ask(reader, query);
      expect([errors[0]?.extensions.code, statements]).toEqual(['FORBIDDEN_INPUT', 0]);
    }
  });

  test('the database names the roles that read them as the policy does', async () => {
    const [row] = await bank.system<{ text: string }[]>`
      select pg_get_functiondef('viewer_aml_kinds'::regproc) as text`;
    const named = roles.filter((role) => row?.text.includes(`'${role}'`));

    expect(named).toEqual(roles.filter((role) => policy[role].permissions.AML !== 'HIDDEN'));
    expect(named.map((role) => policy[role].reach)).toEqual(['EVERY']);
  });

  test('the auditor’s trail is the same with compliance at work on them and without', async () => {
    const [id] = await idsOf([1]);
    const asked = async () => {
      await server.ask('HO1', 'query One($id: ID!) { node(id: $id) { id ... on AmlCase { narrative } } }', { id });
      await server.ask('HO1', 'query Many { customers(first: 2) { nodes { amlCases { totalCount } } } }');
      await server.ask('HO1', 'query All { amlCases { totalCount nodes { id } } }');
    };
    await asked();
    const without = (await server.ask('AU1', trail, { first: 3 })).text;
    await asked();
    const roads = [
      '{ amlCases { totalCount } }',
      'query($id: ID!) { node(id: $id) { id } }',
      '{ customers(first: 1) { nodes { amlCases { nodes { reference } } } } }',
      // What it reads of the trail tells of accesses to them.
      trail,
    ];
    for (const road of roads) {
      const { errors } = await server.ask('CO1', road, { id, first: 20 });
      expect(errors).toEqual([]);
    }
    const { text, data } = await server.ask('AU1', trail, { first: 3 });

    expect(text).toBe(without);
    expect(data.auditTrail.nodes).toMatchObject([
      { operationName: 'All', readInFull: [], withheld: [], counted: [], customers: { nodes: [] } },
      { operationName: 'Many', readInFull: ['C1'], withheld: [], counted: [] },
      { operationName: 'One', readInFull: ['C1'], withheld: [], counted: [], requestedIds: [id] },
    ]);
    const kept = await server.ask('CO1', trail, { first: 6 });
    const ledgers = kept.data.auditTrail.nodes.map(({ ledger, staffNumber }: Record<string, string>) => [
      staffNumber,
      ledger,
    ]);
    expect(
      ledgers
        .filter(([staffNumber]: string[]) => staffNumber === 'CO1')
        .every(([, ledger]: string[]) => ledger === 'AML'),
    ).toBe(true);
  });

  test('the scope of the statement keeps them apart by itself, without row security behind it', async () => {
    await dropRowSecurity(bank.database, ['aml_case']);
    for (const [reader, seen, customers] of readers) await expectReach(reader, seen, customers);
  });
});
