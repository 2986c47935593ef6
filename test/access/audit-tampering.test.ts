import { anchorCode, anchorText } from '../../src/access/audit/chain';
import type { Sql } from '../../src/database/connect';
import { rehash, retell, type WrittenTrail, writtenTrail } from './written-trail';

let trail: WrittenTrail;
beforeAll(async () => {
  trail = await writtenTrail();
});
afterAll(() => trail.database.drop());

const faultAfter = async (tamper: (sql: Sql) => Promise<unknown>, evidence?: readonly string[]) =>
  (await trail.after(tamper, evidence)).fault;

describe('a trail that nobody touched', () => {
  it('is whole, over processes that write at the same time and after one another', async () => {
    expect(await trail.after(async () => undefined, trail.codes)).toEqual({ entries: 16, chains: 3 });
  });
});

describe('what a superuser does to it is found', () => {
  it.each([
    ['who asked', 'staffNumber', '"HO0001"'],
    ['whom', 'customers', '["9"]'],
    ['what', 'readInFull', '["C1"]'],
    ['how it ended', 'outcome', '"FORBIDDEN"'],
    ['when', 'at', '"2026-01-01T00:00:00.000Z"'],
    ['what was asked for', 'requestedIds', '[]'],
    ['what it follows', 'follows', '"00"'],
  ])('a change of %s', async (_what, member, value) => {
    expect(await faultAfter((sql) => retell(sql, trail.first, 3, member, value))).toBe(
      `entry 3 of the ORDINARY chain ${trail.first} was changed`,
    );
  });

  it.each([
    ['staff_number', "'HO0001'"],
    ['customers', "'{9}'"],
    ['at', "at - interval '1 ms'"],
    ['document_hash', "'00'"],
    ['staff_number', 'null'],
  ])('a change of %s, so that it is not found', async (column, value) => {
    const fault = await faultAfter((sql) =>
      sql.unsafe(`update audit_entry set ${column} = ${value} where chain = '${trail.first}' and seq = 2`),
    );
    expect(fault).toBe(`entry 2 of the ORDINARY chain ${trail.first} is not found by what it tells`);
  });

  it('an entry moved to the other ledger', async () => {
    const fault = await faultAfter(
      (sql) => sql`update audit_entry set ledger = 'AML' where chain = ${trail.first} and seq = 3`,
    );
    expect(fault).toMatch(/^entry 3 of the ORDINARY chain \S+, which anchor \d+ .* confirms, is missing$/);
  });

  it('a change with a new hash for it and all that follow', async () => {
    const fault = await faultAfter(async (sql) => {
      await retell(sql, trail.first, 3, 'outcome', '"FORBIDDEN"');
      await rehash(sql, trail.first);
    });
    expect(fault).toBe(`entry 3 of the ORDINARY chain ${trail.first} is not the one that its anchor confirms`);
  });

  it('a change with new hashes, and anchors made without the key', async () => {
    const fault = await faultAfter(async (sql) => {
      await retell(sql, trail.first, 5, 'outcome', '"FORBIDDEN"');
      await rehash(sql, trail.first);
      await sql`update audit_anchor a set hash = e.hash from audit_entry e where a.chain = e.chain and a.seq = e.seq`;
    });
    expect(fault).toMatch(/^anchor \d+ of the ORDINARY ledger was changed, or made without the key$/);
  });

  it('an entry taken out of the middle', async () => {
    const fault = await faultAfter((sql) => sql`delete from audit_entry where chain = ${trail.second} and seq = 3`);
    expect(fault).toContain(`entry 3 of the ORDINARY chain ${trail.second}`);
    expect(fault).toContain('is missing');
  });

  it('the tail of a chain', async () => {
    const fault = await faultAfter((sql) => sql`delete from audit_entry where chain = ${trail.first} and seq > 3`);
    expect(fault).toMatch(/^entry 4 of the ORDINARY chain \S+, which anchor \d+ .* confirms, is missing$/);
  });

  it('the tail of a chain with its anchors, for other processes have anchored since', async () => {
    const fault = await faultAfter(async (sql) => {
      await sql`delete from audit_entry where chain = ${trail.first} and seq > 3`;
      await sql`delete from audit_anchor where chain = ${trail.first} and seq > 3`;
    });
    expect(fault).toMatch(/^anchor \d+ of the ORDINARY ledger is missing$/);
  });

  it('a whole chain with its anchors', async () => {
    const fault = await faultAfter(async (sql) => {
      await sql`delete from audit_entry where chain = ${trail.first}`;
      await sql`delete from audit_anchor where chain = ${trail.first}`;
    });
    expect(fault).toBe('anchor 1 of the ORDINARY ledger is missing');
  });

  it('the very end of everything, by the server’s log', async () => {
    const cut = async (sql: Sql) => {
      await sql`delete from audit_anchor where number = (select max(number) from audit_anchor)`;
      await sql`delete from audit_entry e where not exists (
        select from audit_anchor a where a.chain = e.chain and a.seq >= e.seq)`;
    };
    expect(await faultAfter(cut)).toBeUndefined();
    expect(await faultAfter(cut, trail.codes)).toBe(
      `the anchor ${trail.codes.at(-1)}, which the log tells of, is missing`,
    );
  });

  it('everything', async () => {
    const empty = async (sql: Sql) => sql`truncate audit_entry, audit_anchor`;
    expect(await faultAfter(empty, trail.codes)).toBe(
      `the anchor ${trail.codes[0]}, which the log tells of, is missing`,
    );
  });

  it('two entries that change places', async () => {
    const fault = await faultAfter(async (sql) => {
      await sql`update audit_entry set seq = 100 where chain = ${trail.second} and seq = 2`;
      await sql`update audit_entry set seq = 2 where chain = ${trail.second} and seq = 3`;
      await sql`update audit_entry set seq = 3 where chain = ${trail.second} and seq = 100`;
    });
    expect(fault).toBe(`entry 2 of the ORDINARY chain ${trail.second} is not found by what it tells`);
  });

  it('an entry put in behind the last one, well chained', async () => {
    const fault = await faultAfter(async (sql) => {
      await sql`insert into audit_entry (ledger, chain, seq, at, customers, staff_number, entry, hash)
        select ledger, chain, seq + 1, at, customers, staff_number, entry, hash
        from audit_entry where chain = ${trail.first} and seq = 5`;
      await rehash(sql, trail.first);
    });
    expect(fault).toBe(`entry 6 of the ORDINARY chain ${trail.first} is confirmed by no anchor`);
  });

  it('an anchor put in behind the last one without the key', async () => {
    const fault = await faultAfter(async (sql) => {
      const [last] = await sql<{ number: number; code: Buffer }[]>`
        select number::integer, code from audit_anchor order by number desc limit 1`;
      const anchor = {
        ledger: 'ORDINARY' as const,
        number: (last?.number ?? 0) + 1,
        at: '2026-06-30T04:00:00.000Z',
        chain: trail.first,
        seq: 4,
        hash: '00'.repeat(32),
      };
      const code = anchorCode(Buffer.alloc(32, 1), last?.code as Buffer, anchorText(anchor));
      await sql`delete from audit_anchor where chain = ${trail.first} and seq = 4`;
      await sql`insert into audit_anchor values (${anchor.ledger}, ${anchor.number}, ${anchor.at}, ${anchor.chain},
        ${anchor.seq}, decode(${anchor.hash}, 'hex'), ${last?.code as Buffer}, ${code})`;
    });
    expect(fault).toMatch(/^anchor \d+ of the ORDINARY ledger (is missing|was changed, or made without the key)$/);
  });
});
