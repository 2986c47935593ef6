import 'reflect-metadata';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType()
export class OrgUnit {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String) level!: string;
}

@ObjectType()
export class Employee {
  @Field(() => String) staffNumber!: string;
  @Field(() => String) name!: string;
}

@ObjectType()
export class Individual {
  @Field(() => String, { nullable: true }) birthDate?: string;
  @Field(() => String, { nullable: true }) occupation?: string;
  @Field(() => String, { nullable: true }) incomeBand?: string;
  @Field(() => String, { nullable: true }) riskAppetite?: string;
}

@ObjectType()
export class Organisation {
  @Field(() => String, { nullable: true }) legalName?: string;
  @Field(() => String, { nullable: true }) industry?: string;
  @Field(() => String, { nullable: true }) ownershipNature?: string;
  @Field(() => String, { nullable: true }) scale?: string;
  @Field(() => String, { nullable: true }) lei?: string;
}

@ObjectType()
export class Identifier {
  @Field(() => String) scheme!: string;
  @Field(() => String, { nullable: true }) value?: string;
}

@ObjectType()
export class ContactPoint {
  @Field(() => String) kind!: string;
  @Field(() => String, { nullable: true }) value?: string;
  @Field(() => Boolean) preferred!: boolean;
}

@ObjectType()
export class Party {
  @Field(() => String) kind!: string;
  @Field(() => String, { nullable: true }) displayName?: string;
}

@ObjectType()
export class Money {
  @Field(() => String) amount!: string;
  @Field(() => String) currency!: string;
}

@ObjectType()
export class Product {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String) category!: string;
}

@ObjectType()
export class PartyRelationship {
  @Field(() => ID, { name: 'id' }) publicId!: string;
  @Field(() => String) type!: string;
  @Field(() => String) inverseLabel!: string;
  @Field(() => String, { nullable: true }) sharePct?: string;
  @Field(() => String) validFrom!: string;
  @Field(() => String, { nullable: true }) validTo?: string;
}

@ObjectType()
export class AccountParty {
  @Field(() => String) role!: string;
  @Field(() => String, { nullable: true }) sharePct?: string;
}

@ObjectType()
export class Account {
  @Field(() => ID, { name: 'id' }) publicId!: string;
  @Field(() => String) number!: string;
  @Field(() => String) type!: string;
  @Field(() => String) status!: string;
  @Field(() => String) openedOn!: string;
}

@ObjectType()
export class Holding {
  @Field(() => ID, { name: 'id' }) publicId!: string;
  @Field(() => String) status!: string;
  @Field(() => String, { nullable: true }) maturesOn?: string;
}

@ObjectType()
export class Interaction {
  @Field(() => ID, { name: 'id' }) publicId!: string;
  @Field(() => Date) at!: Date;
  @Field(() => String) channel!: string;
  @Field(() => String) direction!: string;
  @Field(() => String) purpose!: string;
  @Field(() => String, { nullable: true }) subject?: string;
  @Field(() => String, { nullable: true }) outcome?: string;
  @Field(() => String) confidentiality!: string;
}

@ObjectType()
export class Complaint {
  @Field(() => ID, { name: 'id' }) publicId!: string;
  @Field(() => String) reference!: string;
  @Field(() => String) status!: string;
  @Field(() => String) severity!: string;
  @Field(() => String) category!: string;
  @Field(() => Date) receivedAt!: Date;
  @Field(() => Date) dueAt!: Date;
}

@ObjectType()
export class Customer {
  @Field(() => ID, { name: 'id' }) publicId!: string;
  @Field(() => String) customerNumber!: string;
  @Field(() => String) kind!: string;
  @Field(() => String, { nullable: true }) displayName?: string;
  @Field(() => String) status!: string;
  @Field(() => String) lifecycle!: string;
  @Field(() => String, { nullable: true }) tier?: string;
  @Field(() => [String]) tags!: string[];
  @Field(() => String, { nullable: true }) onboardedOn?: string;
}
