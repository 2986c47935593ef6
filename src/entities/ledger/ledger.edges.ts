import { sql } from 'drizzle-orm';
import { GraphQLInt } from 'graphql';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { validOn } from '../../graph/declare/entity';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { Interaction } from '../interaction/interaction.type';
import { productHolding } from '../product/product-holding.table';
import { ProductHolding } from '../product/product-holding.type';
import { partyInScope } from '../related-party/linked-party.type';
import { partyRelationship } from '../related-party/party-relationship.table';
import { PartyRelationship } from '../related-party/party-relationship.type';
import { ledgerEntry } from './ledger.rows';
import { entriesOfPortfolio, entryOf } from './ledger.source';
import { LedgerEntry } from './ledger.type';

const ofCustomer = ({ parent, row }: { parent: Row; row: Row }) => sql`${row.customerId} = ${parent.customerId}`;

toOne({
  from: Customer,
  name: 'ledger',
  to: LedgerEntry,
  description: 'What a manager keeps of the customer 台账, as known today.',
  ofToday: true,
  source: entryOf,
  on: ofCustomer,
});

toPage({
  from: QueryRoot,
  name: 'customerLedger',
  to: LedgerEntry,
  description: 'The ledger 台账 of the customers assigned to the reader today, by name.',
  timeless: true,
  order: [by(ledgerEntry.sortName)],
  source: entriesOfPortfolio,
});

toOne({ from: LedgerEntry, name: 'customer', to: Customer, description: 'Whose it is.', on: ofCustomer });

toOne({
  from: LedgerEntry,
  name: 'lastContact',
  to: Interaction,
  description: 'The last contact: when, by which way, by whom and what comes next; null where there was none.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.id} = ${parent.lastInteractionId}`,
});

toPage({
  from: LedgerEntry,
  name: 'family',
  to: PartyRelationship,
  dataClass: 'IDENTITY',
  description: 'Spouse, parents, children, brothers and sisters, and guardians.',
  order: [by(partyRelationship.type)],
  on: ({ parent, row, inputs }) => sql`${row.customerId} = ${parent.customerId}
    and ${row.type} in ('SPOUSE', 'PARENT', 'CHILD', 'SIBLING', 'GUARDIAN')
    and ${validOn(inputs.day(), row.validFrom, row.validTo)}`,
  stub: partyInScope((row: Row) => row.otherPartyId),
});

toPage({
  from: LedgerEntry,
  name: 'maturing',
  to: ProductHolding,
  description: 'The products held that mature soon, the first ones first.',
  arguments: {
    withinDays: {
      type: () => GraphQLInt,
      defaultValue: 90,
      range: [0, 3660],
      description: 'How many days from today.',
    },
  },
  order: [by(productHolding.maturesOn)],
  on: ({
    parent,
    row,
    inputs,
  }) => sql`${row.customerId} = ${parent.customerId} and ${row.status} in ('ACTIVE', 'DEFAULTED')
    and ${row.maturesOn} >= ${inputs.day()} and ${row.maturesOn} <= ${inputs.day()} + ${inputs.argument('withinDays', 'int')}`,
});
