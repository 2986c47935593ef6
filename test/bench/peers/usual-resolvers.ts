import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { amountText } from './money';
import type { Loaders, Row } from './usual-loaders';
import {
  Account,
  AccountParty,
  Complaint,
  ContactPoint,
  Customer,
  Employee,
  Holding,
  Identifier,
  Individual,
  Interaction,
  Money,
  Organisation,
  OrgUnit,
  Party,
  PartyRelationship,
  Product,
} from './usual-types';

export interface UsualContext {
  readonly loaders: Loaders;
}

const keyOf = (row: Row) => row.customerId as bigint;
const present = <Value>(key: unknown, load: (key: bigint) => Value) => (key === null ? null : load(key as bigint));

async function partyOf(loaders: Loaders, key: unknown, kind: unknown, masked: unknown) {
  const customer = await loaders.customer.load(key as bigint);
  return { kind, displayName: customer ? customer.displayName : masked };
}

const moneyOf = (minor: unknown, currency: unknown) =>
  minor === null ? null : { amount: amountText(minor as bigint, String(currency)), currency };

@Resolver(() => Customer)
export class CustomerResolver {
  @FieldResolver(() => OrgUnit, { nullable: true })
  orgUnit(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.orgUnit.load(row.orgUnitId as bigint);
  }
  @FieldResolver(() => Employee, { nullable: true })
  manager(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.manager.load(keyOf(row));
  }
  @FieldResolver(() => Individual, { nullable: true })
  individual(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.individual.load(keyOf(row));
  }
  @FieldResolver(() => Organisation, { nullable: true })
  organisation(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.organisation.load(keyOf(row));
  }
  @FieldResolver(() => [Identifier])
  identifiers(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.identifiers.load(keyOf(row));
  }
  @FieldResolver(() => [ContactPoint])
  contactPoints(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.contactPoints.load(keyOf(row));
  }
  @FieldResolver(() => Int)
  relatedPartyCount(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.relatedPartyCount.load(keyOf(row));
  }
  @FieldResolver(() => [PartyRelationship])
  relatedParties(@Root() row: Row, @Arg('first', () => Int) first: number, @Ctx() { loaders }: UsualContext) {
    return loaders.relatedParties(first).load(keyOf(row));
  }
  @FieldResolver(() => [Account])
  accounts(@Root() row: Row, @Arg('first', () => Int) first: number, @Ctx() { loaders }: UsualContext) {
    return loaders.accounts(first).load(keyOf(row));
  }
  @FieldResolver(() => [Holding])
  holdings(@Root() row: Row, @Arg('first', () => Int) first: number, @Ctx() { loaders }: UsualContext) {
    return loaders.holdings(first).load(keyOf(row));
  }
  @FieldResolver(() => [Interaction])
  interactions(@Root() row: Row, @Arg('first', () => Int) first: number, @Ctx() { loaders }: UsualContext) {
    return loaders.interactions(first).load(keyOf(row));
  }
  @FieldResolver(() => Int)
  complaintCount(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.complaintCount.load(keyOf(row));
  }
  @FieldResolver(() => [Complaint])
  complaints(@Root() row: Row, @Arg('first', () => Int) first: number, @Ctx() { loaders }: UsualContext) {
    return loaders.complaints(first).load(keyOf(row));
  }
}

@Resolver(() => PartyRelationship)
export class PartyRelationshipResolver {
  @FieldResolver(() => Party)
  party(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return partyOf(loaders, row.otherPartyId, row.otherKind, row.otherNameMasked);
  }
  @FieldResolver(() => Customer, { nullable: true })
  customer(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.customer.load(row.otherPartyId as bigint);
  }
}

@Resolver(() => AccountParty)
export class AccountPartyResolver {
  @FieldResolver(() => Party)
  party(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return partyOf(loaders, row.partyId, row.partyKind, row.partyNameMasked);
  }
}

@Resolver(() => Account)
export class AccountResolver {
  @FieldResolver(() => Money, { nullable: true })
  balance(@Root() row: Row) {
    return moneyOf(row.currentBalanceMinor, row.currency);
  }
  @FieldResolver(() => Product)
  product(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.product.load(row.productId as bigint);
  }
  @FieldResolver(() => [AccountParty])
  parties(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.accountParties.load(row);
  }
}

@Resolver(() => Holding)
export class HoldingResolver {
  @FieldResolver(() => Money, { nullable: true })
  amount(@Root() row: Row) {
    return moneyOf(row.amountMinor, row.currency);
  }
  @FieldResolver(() => Product)
  product(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.product.load(row.productId as bigint);
  }
}

@Resolver(() => Interaction)
export class InteractionResolver {
  @FieldResolver(() => Employee, { nullable: true })
  employee(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return present(row.employeeId, (key) => loaders.employee.load(key));
  }
}

@Resolver(() => Complaint)
export class ComplaintResolver {
  @FieldResolver(() => Customer)
  customer(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return loaders.customer.load(keyOf(row));
  }
  @FieldResolver(() => Employee, { nullable: true })
  owner(@Root() row: Row, @Ctx() { loaders }: UsualContext) {
    return present(row.ownerEmployeeId, (key) => loaders.employee.load(key));
  }
}
