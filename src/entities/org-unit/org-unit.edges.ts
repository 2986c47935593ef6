import { sql } from 'drizzle-orm';
import { GraphQLID, GraphQLString } from 'graphql';
import { oneOfArguments } from '../../graph/declare/arguments';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { orgUnit } from './org-unit.table';
import { OrgUnit } from './org-unit.type';

toOne({
  from: OrgUnit,
  name: 'parent',
  to: OrgUnit,
  description: 'The unit above; null for head office.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.parentId}`,
});

toPage({
  from: OrgUnit,
  name: 'children',
  to: OrgUnit,
  description: 'The units right below, in the order of their codes.',
  order: [by(orgUnit.code)],
  on: ({ parent, row }) => sql`${row.parentId} = ${parent.id}`,
});

toPage({
  from: QueryRoot,
  name: 'orgUnits',
  to: OrgUnit,
  description: 'The units of the bank, in the order of their codes.',
  order: [by(orgUnit.code)],
  on: () => undefined,
});

toOne({
  from: QueryRoot,
  name: 'orgUnit',
  to: OrgUnit,
  description: 'One unit, by its id or its code.',
  arguments: {
    id: { type: () => GraphQLID, nullable: true, description: 'Its id.' },
    code: { type: () => GraphQLString, nullable: true, description: 'Its code.' },
  },
  check: oneOfArguments('orgUnit', 'id', 'code'),
  on: ({ row, inputs }) =>
    inputs.has('id')
      ? sql`${row.id} = ${inputs.id('id', 'org', 'row')} and ${inputs.id('id', 'org', 'owner')} = 0`
      : sql`${row.code} = ${inputs.argument('code', 'text')}`,
});
