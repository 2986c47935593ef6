import postgres, { type Sql } from 'postgres';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { Rows } from './rows';

const count = 8000;

// A trigger that compares old and new rows pair by pair would need 64 million steps per statement: over the timeout.
describe('statements over many rows', () => {
  let database: FreshDatabase;
  let sql: Sql;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.systemUrl, {
      max: 1,
      onnotice: () => {},
      connection: { statement_timeout: 7000 },
    });
    const rows = await new Rows(sql).clear();
    const head = await rows.unit('T-HO', 'HEAD_OFFICE', null);
    const branch = await rows.unit('T1-1', 'BRANCH', head);
    const [a, b] = [await rows.customer('A', branch), await rows.customer('B', branch)];
    // Plans are made here, for one row, and kept for the connection.
    await sql`update party set display_name = 'C' where party_id = ${a}`;
    await rows.relationship(a, b, 'SIBLING');
    await sql`update party_relationship set evidence = 'x'`;
    await sql`insert into party (party_id, kind, display_name)
      select i, 'INDIVIDUAL', chr(19968 + i % 500) from generate_series(1000000, 1000000 + ${count}::int - 1) as i`;
    await sql`insert into customer (customer_id, customer_number, kind, status, lifecycle, org_unit_id)
      select party_id, 'N' || party_id, 'INDIVIDUAL', 'ONBOARDED', 'ACTIVE', ${branch} from party where party_id >= 1000000`;
    await sql`insert into party_relationship (customer_id, other_party_id, type, valid_from)
      select party_id, ${a}, 'CONTACT', '2020-01-01' from party where party_id >= 1000000`;
  });

  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  it('writes tokens and second sides in step', async () => {
    expect(await sql`select count(*)::int from search_token where customer_id >= 1000000`).toEqual([
      { count: 2 * count },
    ]);
    expect(await sql`select count(*)::int from party_relationship where not outgoing`).toEqual([{ count: count + 1 }]);
  });

  it('renames thousands of parties in one statement', async () => {
    await sql`update party set display_name = display_name || '先' where party_id >= 1000000`;
    expect(await sql`select count(*)::int from customer where display_name like '%先'`).toEqual([{ count }]);
    expect(await sql`select count(*)::int from search_token where token = '先'`).toEqual([{ count }]);
  });

  it('changes thousands of relationships in one statement', async () => {
    await sql`update party_relationship set valid_to = '2030-01-01' where outgoing`;
    expect(await sql`select count(*)::int from party_relationship where valid_to is null`).toEqual([{ count: 0 }]);
  });
});
