import { aliasedTable, sql } from 'drizzle-orm';
import { account } from '../../src/entities/account/account.table';
import { customer } from '../../src/entities/customer/customer.table';
import { namesOneRow } from '../../src/graph/sql/one-row';

const owner = aliasedTable(customer, 't2');
const kept = aliasedTable(account, 't2');
const parent = aliasedTable(account, 't1');
const value = sql.raw('$1::bigint');

describe('which conditions leave one row at most', () => {
  test.each([
    ['a key', customer, sql`${owner.customerId} = ${parent.customerId}`, true],
    ['a key of two columns', account, sql`${kept.customerId} = ${parent.customerId} and ${kept.id} = ${value}`, true],
    ['a key and more', customer, sql`${owner.customerId} = ${value} and ${owner.tier} = ${value}`, true],
    ['half a key', account, sql`${kept.customerId} = ${parent.customerId}`, false],
    ['no key', customer, sql`${owner.displayName} = ${value}`, false],
    ['a key of another table', customer, sql`${parent.id} = ${owner.customerId}`, false],
    ['a key or else', customer, sql`${owner.tier} = ${value} and ${owner.customerId} = ${value} or true`, false],
    ['not a key', customer, sql`not ${owner.customerId} = ${value}`, false],
    ['some keys', customer, sql`${owner.customerId} in (${value})`, false],
    ['a range of keys', customer, sql`${owner.customerId} >= ${value}`, false],
    ['nothing', customer, undefined, false],
  ] as const)('%s', (_name, table, on, expected) => {
    expect(namesOneRow(table, 't2', on)).toBe(expected);
  });
});
