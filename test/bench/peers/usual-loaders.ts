import DataLoader from 'dataloader';
import { and, asc, count, desc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { account } from '../../../src/entities/account/account.table';
import { accountParty, partyAccount } from '../../../src/entities/account/account-party.table';
import { complaint } from '../../../src/entities/complaint/complaint.table';
import { customer } from '../../../src/entities/customer/customer.table';
import { employee } from '../../../src/entities/employee/employee.table';
import { portfolioAssignment } from '../../../src/entities/employee/portfolio-assignment.table';
import { interaction } from '../../../src/entities/interaction/interaction.table';
import { orgUnit } from '../../../src/entities/org-unit/org-unit.table';
import { contactPoint } from '../../../src/entities/party/contact-point.table';
import { individual } from '../../../src/entities/party/individual.table';
import { organisation } from '../../../src/entities/party/organisation.table';
import { partyIdentifier } from '../../../src/entities/party/party-identifier.table';
import { product } from '../../../src/entities/product/product.table';
import { productHolding } from '../../../src/entities/product/product-holding.table';
import { partyRelationship } from '../../../src/entities/related-party/party-relationship.table';

const { DATABASE_URL: url = '', BENCH_TODAY: today = '' } = process.env;
export const db = drizzle(postgres(url, { max: 10, connection: { application_name: 'bench usual' } }));

export type Row = Record<string, unknown>;
type Key = bigint;

const valid = (table: { validFrom: PgColumn; validTo: PgColumn }): SQL | undefined =>
  and(lte(table.validFrom, today), or(isNull(table.validTo), gt(table.validTo, today)));

const one = (batch: (keys: Key[]) => Promise<{ key: unknown; row: Row }[]>) =>
  new DataLoader<Key, Row | null>(async (keys) => {
    const found = new Map((await batch([...keys])).map(({ key, row }) => [key, row]));
    return keys.map((key) => found.get(key) ?? null);
  });

const many = (batch: (keys: Key[]) => Promise<{ key: unknown; row: Row }[]>) =>
  new DataLoader<Key, Row[]>(async (keys) => {
    const found = new Map<unknown, Row[]>(keys.map((key) => [key, []]));
    for (const { key, row } of await batch([...keys])) found.get(key)?.push(row);
    return keys.map((key) => found.get(key) ?? []);
  });

/** A loader for each size of page that a request asks. */
const paged = (make: (first: number) => DataLoader<Key, Row[]>) => {
  const made = new Map<number, DataLoader<Key, Row[]>>();
  return (first: number) => {
    const loader = made.get(first) ?? make(first);
    made.set(first, loader);
    return loader;
  };
};

const byKey = (table: PgTable, column: PgColumn) =>
  one(
    (keys) =>
      db
        .select({ key: column, row: table as never })
        .from(table)
        .where(inArray(column, keys)) as never,
  );

const counted = (table: PgTable, column: PgColumn, more?: SQL) =>
  new DataLoader<Key, number>(async (keys) => {
    const rows = await db
      .select({ key: column, count: count() })
      .from(table)
      .where(and(inArray(column, [...keys]), more))
      .groupBy(column);
    const found = new Map(rows.map((row) => [row.key, row.count]));
    return keys.map((key) => found.get(key) ?? 0);
  });

const keyed = (keys: readonly Key[]) => sql`unnest(${sql.param(`{${keys.join(',')}}`)}::bigint[]) as wanted(key)`;
const wanted = sql<bigint>`wanted.key`;

/** The first rows of each key by LATERAL, the way to a page of each parent. */
const firstOf = (table: PgTable, column: PgColumn, order: SQL[], more?: SQL) =>
  paged((first) =>
    many((keys) => {
      const page = db
        .select()
        .from(table)
        .where(and(eq(column, wanted), more))
        .orderBy(...order)
        .limit(first)
        .as('page');
      return db
        .select({ row: page._.selectedFields as never })
        .from(keyed(keys))
        .crossJoinLateral(page)
        .then((rows) => (rows as { row: Row }[]).map(({ row }) => ({ key: row.customerId, row })));
    }),
  );

/** The loaders of one request. */
export const loaders = () => ({
  customer: byKey(customer, customer.customerId),
  orgUnit: byKey(orgUnit, orgUnit.id),
  employee: byKey(employee, employee.id),
  product: byKey(product, product.id),
  individual: byKey(individual, individual.customerId),
  organisation: byKey(organisation, organisation.customerId),
  manager: one(
    (keys) =>
      db
        .select({ key: portfolioAssignment.customerId, row: employee as never })
        .from(portfolioAssignment)
        .innerJoin(employee, eq(employee.id, portfolioAssignment.employeeId))
        .where(
          and(
            inArray(portfolioAssignment.customerId, keys),
            eq(portfolioAssignment.role, 'PRIMARY_RM'),
            valid(portfolioAssignment),
          ),
        ) as never,
  ),
  identifiers: many((keys) =>
    db
      .select({
        key: partyIdentifier.customerId,
        row: { scheme: partyIdentifier.scheme, value: partyIdentifier.valueMasked },
      })
      .from(partyIdentifier)
      .where(inArray(partyIdentifier.customerId, keys))
      .orderBy(partyIdentifier.scheme, partyIdentifier.source, partyIdentifier.id),
  ),
  contactPoints: many(
    (keys) =>
      db
        .select({ key: contactPoint.customerId, row: contactPoint as never })
        .from(contactPoint)
        .where(inArray(contactPoint.customerId, keys))
        .orderBy(desc(contactPoint.preferred), contactPoint.kind, contactPoint.id) as never,
  ),
  relatedPartyCount: counted(partyRelationship, partyRelationship.customerId, valid(partyRelationship)),
  relatedParties: firstOf(
    partyRelationship,
    partyRelationship.customerId,
    [asc(partyRelationship.type), asc(partyRelationship.id)],
    valid(partyRelationship),
  ),
  accounts: paged((first) =>
    many((keys) => {
      const page = db
        .select({ key: partyAccount.customerId, row: account as never })
        .from(partyAccount)
        .innerJoin(
          account,
          and(eq(account.customerId, partyAccount.accountCustomerId), eq(account.id, partyAccount.accountId)),
        )
        .where(
          and(
            inArray(partyAccount.customerId, keys),
            inArray(partyAccount.role, ['PRINCIPAL', 'SECONDARY_OWNER', 'JOINT']),
            valid(partyAccount),
          ),
        )
        .orderBy(asc(account.openedOn), asc(account.id));
      const taken = new Map<unknown, number>();
      // A customer has few accounts, so that cutting them here costs less than a sub-select for each.
      return page.then((rows) =>
        (rows as { key: unknown; row: Row }[]).filter(({ key }) => {
          taken.set(key, (taken.get(key) ?? 0) + 1);
          return (taken.get(key) ?? 0) <= first;
        }),
      );
    }),
  ),
  accountParties: new DataLoader<Row, Row[], unknown>(
    async (accounts) => {
      const pairs = accounts.map((row) => sql`(${row.customerId}::bigint, ${row.id}::bigint)`);
      const rows = await db
        .select()
        .from(accountParty)
        .where(
          and(
            sql`(${accountParty.customerId}, ${accountParty.accountId}) in (${sql.join(pairs, sql`, `)})`,
            valid(accountParty),
          ),
        )
        .orderBy(accountParty.id);
      return accounts.map(({ id }) => rows.filter((row) => row.accountId === id));
    },
    { cacheKeyFn: (row) => row.id },
  ),
  holdings: firstOf(productHolding, productHolding.customerId, [
    desc(productHolding.openedOn),
    desc(productHolding.id),
  ]),
  interactions: firstOf(interaction, interaction.customerId, [desc(interaction.at), desc(interaction.id)]),
  complaintCount: counted(complaint, complaint.customerId),
  complaints: firstOf(complaint, complaint.customerId, [desc(complaint.receivedAt), desc(complaint.id)]),
});

export type Loaders = ReturnType<typeof loaders>;
