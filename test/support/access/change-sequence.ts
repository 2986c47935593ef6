import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type DocumentNode, parse, print } from 'graphql';
import type { Random } from '../reference/documents/random';
import { answered } from '../reference/trial';
import type { Row } from '../reference/values';
import type { AccessWorld, ReaderOfBank } from './access-world';
import { judged, type Leak } from './leaks';

/** Who may make a change, by hand from the requirement. */
const talking = [
  ...['HEAD_OFFICE', 'BRANCH_MANAGER', 'RELATIONSHIP_MANAGER', 'TELLER', 'SERVICE_AGENT', 'COMPLAINT_HANDLER'],
  'COMPLIANCE_OFFICER',
];
const keeping = ['HEAD_OFFICE', 'BRANCH_MANAGER', 'RELATIONSHIP_MANAGER'];
const answering = ['HEAD_OFFICE', 'BRANCH_MANAGER', 'RELATIONSHIP_MANAGER', 'COMPLAINT_HANDLER', 'COMPLIANCE_OFFICER'];
const handling = ['HEAD_OFFICE', 'BRANCH_MANAGER', 'COMPLAINT_HANDLER', 'COMPLIANCE_OFFICER'];

const person = `customer { id displayName access identifiers { value } amlCases(first: 1) { totalCount } }`;
const contact = `id version subject notes outcome attachments nextStep nextStepDoneAt employee { staffNumber } ${person}`;
const profile = `id version tags marketingConsent access individual { occupation riskAppetite } identifiers { value }
  amlCases(first: 1) { totalCount } profileValues(first: 5) { nodes { field source employee { staffNumber } } }`;
const grievance = `id status reason severity redress { amount } rootCause owner { staffNumber } concerns { staffNumber }
  handlingUnit { code } account { id number } ${person}`;

const request = `id version status subject description resolution owner { staffNumber } queue { code } article { code } ${person}`;
const opinion = `id version status text answer changeMade owner { staffNumber } ${person}`;

interface Attempt {
  readonly name: string;
  readonly result: 'interaction' | 'complaint' | 'customer' | 'serviceTicket' | 'feedback';
  readonly roles: readonly string[];
  readonly selection: string;
  readonly table?: 'interaction' | 'complaint' | 'service_ticket' | 'feedback';
  readonly input: (row: Row) => object;
}

const attempts: readonly Attempt[] = [
  {
    name: 'logInteraction',
    result: 'interaction',
    roles: talking,
    selection: contact,
    input: ({ public_id: id }) => ({
      ...{ customerId: id, channel: 'PHONE', direction: 'INBOUND', purpose: 'SERVICE', subject: 'Probe' },
      ...{ notes: 'Probed', confidentiality: 'CONFIDENTIAL' },
    }),
  },
  {
    name: 'openComplaint',
    result: 'complaint',
    roles: talking,
    selection: grievance,
    input: ({ public_id: id }) => ({ customerId: id, channel: 'PHONE', category: 'FEES', reason: 'Probed' }),
  },
  {
    name: 'assignComplaint',
    result: 'complaint',
    roles: handling,
    selection: grievance,
    table: 'complaint',
    input: ({ public_id: id, version }) => ({ id, version }),
  },
  {
    name: 'updateCustomer',
    result: 'customer',
    roles: keeping,
    selection: profile,
    input: ({ public_id: id, version }) => ({ id, version, tags: ['probed'], marketingConsent: true }),
  },
  {
    name: 'correctIndividual',
    result: 'customer',
    roles: keeping,
    selection: profile,
    input: ({ public_id: id, version }) => ({ id, version, source: 'Probed', occupation: 'Probed' }),
  },
  {
    name: 'addContactPoint',
    result: 'customer',
    roles: keeping,
    selection: `${profile} contactPoints { kind value preferred }`,
    input: ({ public_id: id, version }) => ({
      ...{ id, version, source: 'Probed', contactPoint: { kind: 'SOCIAL', value: `probed ${version}` } },
    }),
  },
  {
    name: 'addIdentifier',
    result: 'customer',
    roles: ['RELATIONSHIP_MANAGER'],
    selection: profile,
    input: ({ public_id: id, version }) => ({
      ...{ id, version, source: 'Probed', identifier: { scheme: 'OTHER', value: `probed ${version}` } },
    }),
  },
  {
    name: 'addRelationship',
    result: 'customer',
    roles: keeping,
    selection: `${profile} relatedParties(first: 5) { totalCount restrictedCount nodes { type party { displayName } customer { id } } }`,
    input: ({ public_id: id, version }) => ({
      ...{ id, version, source: 'Probed', type: 'GUARANTEES', outgoing: true, validFrom: '2026-01-01' },
      party: { kind: 'INDIVIDUAL', displayName: '赵 Probed' },
    }),
  },
  {
    name: 'completeFollowUp',
    result: 'interaction',
    roles: talking,
    selection: contact,
    table: 'interaction',
    input: ({ public_id: id, version }) => ({ id, version, outcome: 'Probed' }),
  },
  {
    name: 'openServiceTicket',
    result: 'serviceTicket',
    roles: talking,
    selection: request,
    input: ({ public_id: id }) => ({
      ...{ customerId: id, channel: 'PHONE', topic: 'CARD', subject: 'Probed', description: 'Probed at length' },
    }),
  },
  {
    name: 'advanceServiceTicket',
    result: 'serviceTicket',
    roles: talking,
    selection: request,
    table: 'service_ticket',
    input: ({ public_id: id, version }) => ({
      id,
      version,
      action: 'RESOLVE',
      resolution: 'Probed',
      articleCode: 'CRD-01',
    }),
  },
  {
    name: 'assignServiceTicket',
    result: 'serviceTicket',
    roles: talking,
    selection: request,
    table: 'service_ticket',
    input: ({ public_id: id, version }) => ({ id, version }),
  },
  {
    name: 'recordFeedback',
    result: 'feedback',
    roles: talking,
    selection: opinion,
    input: ({ public_id: id }) => ({ customerId: id, kind: 'PRAISE', channel: 'WEB', text: 'Probed' }),
  },
  {
    name: 'answerFeedback',
    result: 'feedback',
    roles: answering,
    selection: opinion,
    table: 'feedback',
    input: ({ public_id: id, version }) => ({ id, version, reply: 'ANSWERED', answer: 'Probed' }),
  },
];

/** Readers at random change what belongs to customers at random: refused as the requirement says, or told as it can be read. */
export async function changedByReaders(world: AccessWorld, random: Random): Promise<{ leaks: Leak[]; probes: number }> {
  const leaks: Leak[] = [];
  const asking = random.some(
    world.readers().filter(({ standings }) => standings.length > 0),
    6,
  );
  for (const reader of asking) leaks.push(...(await changedBy(world, random, reader)));
  return { leaks, probes: asking.length * 2 };
}

async function changedBy(world: AccessWorld, random: Random, { staffNumber }: ReaderOfBank): Promise<Leak[]> {
  const attempt = random.pick(attempts);
  const { name, result, selection, table } = attempt;
  const rows = world.bank.rows(table ?? 'customer');
  const reader = world.reference.readerOf(staffNumber);
  const near = rows.filter((row) => reader.reaches(row.customer_id as number).size > 0);
  const row = random.pick(near.length > 0 && random.chance(0.6) ? near : rows);
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const document = parse(
    `mutation ($input: ${type}!) { made: ${name}(input: $input) { userErrors { code } ${result} { ${selection} } } }`,
  );
  const variables = { input: { idempotencyKey: randomUUID(), ...attempt.input(row) } };
  const got = await answered(world, { document, variables, staffNumber });
  const expected = expectedOf(attempt, row, world, staffNumber);
  const code = got.code?.split(' ')[0] ?? null;
  if (code !== expected)
    return [{ staffNumber, text: print(document), variables, path: 'errors', expected, got: got.code }];
  if (expected !== null) return [];
  await world.change(async () => undefined);
  const made = (got.data as { made: Record<string, { id: string } | null> }).made[result];
  return made ? readAgain(world, staffNumber, selection, made, document) : [];
}

/** The code of what refuses it; null where it may be made. */
function expectedOf({ roles }: Attempt, row: Row, world: AccessWorld, staffNumber: string): string | null {
  const reader = world.reference.readerOf(staffNumber);
  const isOf = (standing: string) => roles.includes(standing.split(' ')[0] as string);
  if (!reader.standings.some(isOf)) return 'FORBIDDEN';
  const reaching = [...reader.reaches(row.customer_id as number)];
  return reaching.some((standing) => isOf(standing) && !standing.endsWith('by break-glass')) ? null : 'NOT_FOUND';
}

const kinds: Readonly<Record<string, string>> = {
  int: 'Interaction',
  cmp: 'Complaint',
  cus: 'Customer',
  tkt: 'ServiceTicket',
  fbk: 'Feedback',
};

/** What a payload tells is what its reader reads afterwards, and nothing else. */
async function readAgain(
  world: AccessWorld,
  staffNumber: string,
  selection: string,
  made: { id: string },
  change: DocumentNode,
): Promise<Leak[]> {
  const kind = kinds[made.id.slice(0, 3)];
  const document = parse(`query ($id: ID!) { node(id: $id) { ... on ${kind} { ${selection} } } }`);
  const question = { document, variables: { id: made.id }, staffNumber };
  const got = await answered(world, question);
  const result = await judged(world, question, got, false);
  const leaks = result.kind === 'leak' ? [result.leak] : [];
  const { node } = (got.data ?? {}) as { node?: unknown };
  if (isDeepStrictEqual(node, made)) return leaks;
  return [
    ...leaks,
    { staffNumber, text: print(change), variables: question.variables, path: 'payload', expected: node, got: made },
  ];
}
