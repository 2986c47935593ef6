import 'reflect-metadata';
import { lookupGuard } from '../../src/access/lookups';
import { systemClock } from '../../src/clock';
import '../../src/entities';
import { parse } from 'graphql';
import postgres, { type Sql } from 'postgres';
import { directory } from '../../src/access/directory';
import {
  identifierHash,
  type SealedIdentifier,
  sealIdentifier,
  unsealIdentifiers,
} from '../../src/entities/party/identifier-seal';
import { sealingBy } from '../../src/entities/party/protection-keys';
import { publishSchema } from '../../src/graph/declare/publish';
import { createGraph, type Graph } from '../../src/graph/graph';
import { NodeIds } from '../../src/graph/node-id';
import { Rows } from '../database/rows';
import { type FreshDatabase, freshDatabase } from '../support/database';

const keys = { identifierMac: Buffer.alloc(32, 7), identifierCipher: Buffer.alloc(32, 9) };
const number = '9990-01 19800229123x';
const hex = ({ hash, sealed }: SealedIdentifier) => ({ hash: hash.toString('hex'), sealed: sealed.toString('hex') });

describe('protected identifiers', () => {
  let database: FreshDatabase;
  let system: Sql;
  let serving: Sql;
  let graph: Graph;

  beforeAll(async () => {
    database = await freshDatabase();
    system = postgres(database.systemUrl, { max: 1, onnotice: () => {} });
    serving = postgres(database.appUrl, { max: 2, onnotice: () => {} });
    const rows = await new Rows(system).clear();
    const branch = await rows.unit('B001', 'BRANCH', await rows.unit('HO', 'HEAD_OFFICE', null));
    const customer = await rows.customer('王芳', branch, { customer_number: 'C1' });
    for (const [scheme, value] of [
      ['NATIONAL_ID', number],
      ['PASSPORT', 'É1234567'],
    ] as const) {
      const { masked, hash, sealed } = sealIdentifier(scheme, value, keys);
      await system`insert into party_identifier (customer_id, scheme, value_masked, value_hash, value_sealed)
        values (${customer}, ${scheme}, ${masked}, ${hash}, ${sealed})`;
    }
    for (const [staff, role] of [
      ['RM1', 'RELATIONSHIP_MANAGER'],
      ['BM1', 'BRANCH_MANAGER'],
    ] as const) {
      await system`with staff as (
          insert into employee (staff_number, name, org_unit_id) values (${staff}, ${staff}, ${branch}) returning id)
        insert into role_grant (employee_id, role, org_unit_id, valid_from)
        select id, ${role}, ${branch}, '2020-01-01' from staff`;
    }
    await system`insert into portfolio_assignment (customer_id, employee_id, role, valid_from)
      select ${customer}, id, 'PRIMARY_RM', '2020-01-01' from employee where staff_number = 'RM1'`;
    const [id] = await serving<{ key: Buffer }[]>`select id_key() as key`;
    graph = createGraph({
      schema: publishSchema(),
      sql: serving,
      ids: new NodeIds(id?.key as Buffer),
      cursorKeys: [{ cipher: Buffer.alloc(32, 1), mac: Buffer.alloc(32, 2) }],
      hashes: {
        phone: () => [],
        identifier: (scheme, value) => [identifierHash(scheme, value, keys.identifierMac)],
      },
      lookups: lookupGuard(serving),
      clock: systemClock,
      renewed: async (viewer) => viewer,
      sealing: sealingBy([{ ...keys, version: 1, contactMac: keys.identifierMac }]),
      services: { keys: { identifierCipher: () => keys.identifierCipher } },
    });
  });

  afterAll(async () => {
    await Promise.all([system.end(), serving.end()]);
    await database.drop();
  });

  async function identifiersFor(staffNumber: string) {
    const viewerOf = directory({ sql: serving, clock: () => new Date(), timeZone: 'Asia/Shanghai' });
    const viewer = await viewerOf({ staffNumber, clientId: 'test' });
    if (!viewer) throw new Error(`${staffNumber} is nobody.`);
    const document = parse('{ customer(customerNumber: "C1") { identifiers { scheme number: value } } }');
    const { text, data, errors, extensions } = await graph.answer({
      document,
      operationName: null,
      variables: {},
      viewer,
    });
    return JSON.parse(JSON.stringify({ data: text === undefined ? data : JSON.parse(text), errors, extensions }));
  }

  test('PostgreSQL makes the same bytes', async () => {
    const { hash, sealed } = sealIdentifier('NATIONAL_ID', number, keys);

    const [theirs] = await system`
      select hash, encrypt_iv(convert_to(${number}, 'UTF8'), ${keys.identifierCipher}, hash, 'aes-cbc/pad:pkcs') as sealed
      from substr(hmac(convert_to('NATIONAL_ID' || chr(31) || '99900119800229123X', 'UTF8'),
        ${keys.identifierMac}, 'sha256'), 1, 16) as hash`;

    expect({ hash, sealed }).toEqual({ hash: theirs?.hash, sealed: theirs?.sealed });
  });

  test('one number is one hash, however it is written, and another under another scheme', () => {
    const hash = identifierHash('PASSPORT', 'AB123456', keys.identifierMac);

    expect(identifierHash('PASSPORT', ' ab-12 34–56 ', keys.identifierMac)).toEqual(hash);
    expect(identifierHash('PASSPORT', 'ＡＢ１２３４５６', keys.identifierMac)).toEqual(hash);
    expect(identifierHash('TAX', 'AB123456', keys.identifierMac)).not.toEqual(hash);
  });

  test('a mask hides four characters at least', () => {
    const masks = ['123', '1234', '123456', '12345678', 'A1234567890'].map(
      (value) => sealIdentifier('TAX', value, keys).masked,
    );

    expect(masks).toEqual(['****', '****', '****56', '****5678', '****7890']);
  });

  test('seals are opened in order, and none by another key', () => {
    const sealed = ['one', '二', ''].map((value) => hex(sealIdentifier('OTHER', value, keys)));

    expect(unsealIdentifiers(sealed, () => keys.identifierCipher)).toEqual(['one', '二', '']);
    expect(
      unsealIdentifiers([sealed[1] ?? {}, {}], () => Buffer.alloc(32, 3)).map((value) => value instanceof Error),
    ).toEqual([true, true]);
  });

  test('the customer’s own manager reads the numbers', async () => {
    expect(await identifiersFor('RM1')).toEqual({
      data: {
        customer: {
          identifiers: [
            { scheme: 'NATIONAL_ID', number },
            { scheme: 'PASSPORT', number: 'É1234567' },
          ],
        },
      },
    });
  });

  test('a branch manager reads their last four characters, and the answer says so', async () => {
    expect(await identifiersFor('BM1')).toEqual({
      data: {
        customer: {
          identifiers: [
            { scheme: 'NATIONAL_ID', number: '****123x' },
            { scheme: 'PASSPORT', number: '****4567' },
          ],
        },
      },
      extensions: { access: [{ field: 'Identifier.value', relation: 'OWN_BRANCH', effect: 'MASKED' }] },
    });
  });
});
