import 'reflect-metadata';
import { and, asc, count, eq, gte, inArray, lt, or, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { union } from 'drizzle-orm/pg-core';
import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { complaint } from '../../../src/entities/complaint/complaint.table';
import { customer } from '../../../src/entities/customer/customer.table';
import { searchToken } from '../../../src/entities/customer/search-token.table';
import { orgUnit } from '../../../src/entities/org-unit/org-unit.table';
import { db } from './usual-loaders';
import type { UsualContext } from './usual-resolvers';
import { Complaint, Customer } from './usual-types';

const unitKey = (code: string) => db.select({ id: orgUnit.id }).from(orgUnit).where(eq(orgUnit.code, code));

/** A row of a customer whose home is the unit or one below it. */
function inUnit(scopeKey: PgColumn, code: string) {
  const bound = (kind: number, side: PgColumn) =>
    sql`(select ${sql.raw(String(kind * 2 ** 28))} + ${side} from ${orgUnit} where ${orgUnit.code} = ${code})`;
  const within = (kind: number) => and(gte(scopeKey, bound(kind, orgUnit.lft)), lt(scopeKey, bound(kind, orgUnit.rgt)));
  return or(within(1), within(2), within(3));
}

@Resolver()
export class QueryResolver {
  @Query(() => Customer, { nullable: true })
  customer(@Arg('id', () => ID) id: string, @Ctx() { loaders }: UsualContext) {
    return loaders.customer.load(BigInt(id));
  }

  @Query(() => Int)
  async customerCount(@Arg('unit', () => String) unit: string) {
    const [row] = await db
      .select({ count: count() })
      .from(customer)
      .where(inArray(customer.orgUnitId, unitKey(unit)));
    return row?.count ?? 0;
  }

  @Query(() => [Customer])
  customers(@Arg('unit', () => String) unit: string, @Arg('first', () => Int) first: number) {
    return db
      .select()
      .from(customer)
      .where(eq(customer.orgUnitId, sql`(${unitKey(unit)})`))
      .orderBy(asc(customer.sortName), asc(customer.customerId))
      .limit(first);
  }

  @Query(() => [Complaint])
  complaints(
    @Arg('unit', () => String) unit: string,
    @Arg('statuses', () => [String]) statuses: string[],
    @Arg('first', () => Int) first: number,
  ) {
    return db
      .select()
      .from(complaint)
      .where(and(inUnit(complaint.scopeKey, unit), inArray(complaint.status, statuses as never[])))
      .orderBy(asc(complaint.dueAt), asc(complaint.id))
      .limit(first);
  }

  @Query(() => [Customer])
  async search(
    @Arg('unit', () => String) unit: string,
    @Arg('text', () => String) text: string,
    @Arg('first', () => Int) first: number,
  ) {
    const columns = { customerId: searchToken.customerId, sortName: searchToken.sortName };
    const found = (match: ReturnType<typeof and>) =>
      db
        .select(columns)
        .from(searchToken)
        .where(and(match, inUnit(searchToken.scopeKey, unit)))
        .orderBy(asc(searchToken.sortName), asc(searchToken.customerId))
        .limit(first);
    const named = and(
      eq(searchToken.token, sql`search_probe(${text})`),
      sql`name_has_words(${searchToken.sortName}, ${text})`,
    );
    const hits = union(found(named), found(eq(searchToken.token, `=${text.trim()}`))).as('hits');
    const rows = await db
      .select({ row: customer })
      .from(hits)
      .innerJoin(customer, eq(customer.customerId, hits.customerId))
      .orderBy(asc(hits.sortName), asc(hits.customerId))
      .limit(first);
    return rows.map(({ row }) => row);
  }
}
