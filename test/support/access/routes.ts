import type { GraphQLSchema } from 'graphql';
import type { Bank, Table } from '../reference/bank';
import type { Random } from '../reference/documents/random';
import { type Class, effectFor, type Standing } from '../reference/matrix';
import type { Context, WayModel } from '../reference/model/model';
import { allModels, modelOf, ways } from '../reference/model/models';
import type { Row } from '../reference/values';

interface Holder {
  readonly type: string;
  readonly way: string;
  readonly row: Row | undefined;
}

/** A record that no id names: the record and the way by which it is met. */
function holderOf(type: string, row: Row, bank: Bank, random: Random): Holder | null {
  const one = (table: Table, key: string, column: string) => bank.one(table, key, row[column] as number);
  const customer = one('customer', 'customer_id', 'customer_id');
  const organisation = one('organisation', 'customer_id', 'customer_id');
  switch (type) {
    case 'Individual':
      return { type: 'Customer', way: 'individual', row: customer };
    case 'Organisation':
      return { type: 'Customer', way: 'organisation', row: customer };
    case 'AccountRoleHeld':
      return { type: 'Customer', way: 'accountRoles', row: customer };
    case 'AccountParty':
      return { type: 'Account', way: 'parties', row: one('account', 'id', 'account_id') };
    case 'BalanceMonth':
      return { type: 'Account', way: 'balanceMonths', row: one('account', 'id', 'account_id') };
    case 'HoldingMonth':
      return { type: 'ProductHolding', way: 'months', row: one('product_holding', 'id', 'holding_id') };
    case 'OwnershipInterest':
      if (row.outgoing === false) return { type: 'Organisation', way: 'owners', row: organisation };
      if (organisation) return { type: 'Organisation', way: 'shareholdings', row: organisation };
      return { type: 'Individual', way: 'shareholdings', row: one('individual', 'customer_id', 'customer_id') };
    case 'OwnershipStep':
      if (row.path === 0) return { type: 'Organisation', way: 'controlChain', row: organisation };
      return { type: 'OwnershipInterest', way: 'evidence', row: interestOf(row, bank) };
    case 'CustomerMeasures':
      return { type: 'Customer', way: 'measureHistory', row: customer };
    case 'ComplaintClock':
      return { type: 'Complaint', way: 'clocks', row: one('complaint', 'id', 'complaint_id') };
    case 'ProfileGap':
      return { type: 'Customer', way: 'profileGaps', row: customer };
    case 'PossibleDuplicate':
      return { type: 'Customer', way: 'possibleDuplicates', row: customer };
    case 'CustomerMonth':
      return { type: 'Customer', way: 'businessMonths', row: customer };
    case 'LedgerEntry':
      return { type: 'Customer', way: 'ledger', row: customer };
    case 'AllocationProposal':
      return { type: 'Customer', way: 'allocationProposal', row: customer };
    case 'AllocationPart':
      return { type: 'AllocationProposal', way: 'parts', row: customer };
    case 'CustomerPortrait':
      return { type: 'Customer', way: 'portrait', row: customer };
    case 'NaturalFace':
    case 'BehaviourFace':
    case 'ValueFace':
    case 'RiskFace':
    case 'InterestFace':
      return { type: 'CustomerPortrait', way: type.replace('Face', '').toLowerCase(), row: customer };
    case 'ProductRecommendation':
      return { type: 'Customer', way: 'recommendations', row: customer };
    case 'HiddenRelation':
      return { type: 'Customer', way: 'hiddenRelations', row: customer };
    case 'PartyGroupMember': {
      const [side] = random.some(bank.where('party_group', 'id', row.group_id as number), 1);
      return { type: 'PartyGroup', way: 'members', row: side };
    }
    case 'GroupPosition':
      return { type: 'PartyGroup', way: 'position', row };
    case 'BeneficialOwnerTest':
      return { type: 'Organisation', way: 'beneficialOwners', row: organisation };
    case 'BeneficialOwner': {
      const tests = bank.where('beneficial_owner_test', 'customer_id', row.customer_id as number);
      return { type: 'BeneficialOwnerTest', way: 'owners', row: tests.find(({ regime }) => regime === row.regime) };
    }
    case 'PartyNetwork':
      return { type: 'Customer', way: 'network', row: customer };
    case 'NetworkNode':
      return { type: 'PartyNetwork', way: 'nodes', row: customer };
    case 'NetworkEdge':
      return { type: 'PartyNetwork', way: 'edges', row: customer };
    default:
      return null;
  }
}

const interestOf = (step: Row, bank: Bank) =>
  bank
    .where('ownership_interest', 'customer_id', step.customer_id as number)
    .find((one) => one.outgoing === step.outgoing && one.other_party_id === step.other_party_id);

/** A way from the root to a record: the fields to go through, the first with its argument. */
export interface Route {
  /** Fields of Query that find the record, or its holder, by itself. */
  readonly entry: { readonly field: string; readonly args: Readonly<Record<string, unknown>> };
  readonly entryType: string;
  /** The ways from there, where the record itself cannot be named, each with the type that it starts from. */
  readonly on: readonly { readonly type: string; readonly way: string }[];
}

const listings: Record<string, string> = {
  Customer: 'customers',
  Account: 'accounts',
  Interaction: 'interactions',
  Complaint: 'complaints',
  ComplaintClock: 'complaintClocks',
  ServiceTicket: 'serviceTickets',
  Feedback: 'feedback',
  ChangeEvent: 'events',
  AmlCase: 'amlCases',
  OrgUnit: 'orgUnits',
  Product: 'products',
  KnowledgeArticle: 'knowledgeArticles',
  RootCause: 'rootCauses',
  BankEvent: 'bankEvents',
  MeasureDefinition: 'measureDefinitions',
};

const single: Record<string, string> = {
  Customer: 'customer',
  Account: 'account',
  OrgUnit: 'orgUnit',
  Product: 'product',
};
const numbers: Record<string, readonly [argument: string, column: string]> = {
  Customer: ['customerNumber', 'customer_number'],
  OrgUnit: ['code', 'code'],
  Product: ['code', 'code'],
};

/** How a record of the type can be reached; which of several ways is left to chance. */
export function routeTo(type: string, row: Row, random: Random, context: Context): Route | null {
  const viewer = { entry: { field: 'viewer', args: {} }, entryType: 'Viewer' };
  if (type === 'Viewer') return { ...viewer, on: [] };
  if (type === 'Grant') return { ...viewer, on: [{ type: 'Viewer', way: 'grants' }] };
  const holder = holderOf(type, row, context.bank, random);
  if (holder) {
    const route = holder.row && routeTo(holder.type, holder.row, random, context);
    return route ? { ...route, on: [...route.on, { type: holder.type, way: holder.way }] } : null;
  }
  if (modelOf(type).isMade) return random.pick(madeRoutes(type));
  const id = String(row.public_id);
  const field = single[type];
  const number = numbers[type];
  const options: Route['entry'][] = [
    { field: 'node', args: { id } },
    { field: 'nodes', args: { ids: [id] } },
  ];
  if (field) options.push({ field, args: { id } }, { field, args: { id } });
  if (field && number) options.push({ field, args: { [number[0]]: row[number[1]] } });
  if (type === 'Customer') options.push({ field: 'lookup', args: lookupOf(row, random, context) });
  const list = listings[type];
  if (list) options.push({ field: list, args: { first: 3 } }, { field: list, args: { first: 3 } });
  return { entry: random.pick(options), entryType: type, on: [] };
}

/** The ways to a record that is made for the question: from the root, or from another that is. */
function madeRoutes(type: string): readonly Route[] {
  const leading = (from: string) => Object.entries(ways(from)).filter(([, way]) => leadsTo(way, type));
  const direct = leading('Query').map(([field, { kind }]): Route => {
    return { entry: { field, args: kind === 'page' ? { first: 3 } : {} }, entryType: type, on: [] };
  });
  if (direct.length > 0) return direct;
  const holders = allModels().filter(({ name, isMade }) => isMade && name !== type);
  return holders.flatMap(({ name }) =>
    leading(name).flatMap(([way]) =>
      madeRoutes(name).map((route) => ({ ...route, on: [...route.on, { type: name, way }] })),
    ),
  );
}

const leadsTo = (way: WayModel, type: string) => 'to' in way && way.to === type;

/** One of the customer's exact numbers. */
export function lookupOf(customer: Row, random: Random, { bank, unseal }: Context): Record<string, unknown> {
  const own = bank.where('party_identifier', 'customer_id', customer.customer_id as number);
  const numbers = [
    { scheme: 'CUSTOMER_NUMBER', value: customer.customer_number },
    ...own.map((row) => ({ scheme: row.scheme, value: unseal(row) })),
  ];
  return random.pick(numbers);
}

/** The ways that lead to pages of a type and take its filters and orders. */
export function pagesOf(schema: GraphQLSchema, target: string, argument: string): { type: string; way: string }[] {
  return ['Query', ...allModels().map(({ name }) => name)].flatMap((type) =>
    Object.entries(ways(type)).flatMap(([way, model]) =>
      isPageOf(model, target) && takes(schema, type, way, argument) ? [{ type, way }] : [],
    ),
  );
}

const isPageOf = (way: WayModel, target: string) => leadsTo(way, target) && way.kind === 'page';

export function takes(schema: GraphQLSchema, type: string, way: string, argument: string): boolean {
  const definition = schema.getType(type);
  if (!definition || !('getFields' in definition)) return false;
  const field = definition.getFields()[way];
  return field !== undefined && 'args' in field && field.args.some(({ name }) => name === argument);
}

/** Where a class is decided on for a standing: types whose records hold a field of it, and ways of it from others. */
export const placesOf = (dataClass: Class, standing: Standing): { type: string; way?: string }[] =>
  allModels().flatMap((model) => {
    const isMet = !model.dataClass || effectFor(standing, model.dataClass) === 'FULL';
    if (model.scope === 'everybody' || !isMet) return [];
    const holds = Object.values(model.fields).some((field) => field.dataClass === dataClass);
    const classed = Object.keys(model.ways).filter(
      (way) => model.dataClass === undefined && classOfWay(model.name, way) === dataClass,
    );
    return [...(holds ? [{ type: model.name }] : []), ...classed.map((way) => ({ type: model.name, way }))];
  });

/** The class of a way, where it or the records it leads to have one. */
export function classOfWay(type: string, name: string): Class | undefined {
  const way = ways(type)[name];
  if (!way || !('to' in way)) return undefined;
  return way.dataClass ?? modelOf(way.to).dataClass;
}
