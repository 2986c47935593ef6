import type { Table } from '../reference/bank';
import type { Row } from '../reference/values';

/** Who may make a change, by hand from the requirement. */
const talking = [
  ...['HEAD_OFFICE', 'BRANCH_MANAGER', 'RELATIONSHIP_MANAGER', 'TELLER', 'SERVICE_AGENT', 'COMPLAINT_HANDLER'],
  'COMPLIANCE_OFFICER',
];
const keeping = ['HEAD_OFFICE', 'BRANCH_MANAGER', 'RELATIONSHIP_MANAGER'];
const answering = ['HEAD_OFFICE', 'BRANCH_MANAGER', 'RELATIONSHIP_MANAGER', 'COMPLAINT_HANDLER', 'COMPLIANCE_OFFICER'];
const leading = ['HEAD_OFFICE', 'BRANCH_MANAGER', 'COMPLIANCE_OFFICER'];
const handling = ['HEAD_OFFICE', 'BRANCH_MANAGER', 'COMPLAINT_HANDLER', 'COMPLIANCE_OFFICER'];

const person = `customer { id displayName access identifiers { value } amlCases(first: 1) { totalCount } }`;
const contact = `id version subject notes outcome attachments nextStep nextStepDoneAt employee { staffNumber } ${person}`;
const profile = `id version tags marketingConsent access individual { occupation riskAppetite } identifiers { value }
  amlCases(first: 1) { totalCount } profileValues(first: 5) { nodes { field source employee { staffNumber } } }`;
const ways = `${profile} contactPoints { kind value preferred consent }`;
const related = `${profile} relatedParties(first: 5) { totalCount restrictedCount nodes { type party { displayName } customer { id } } }`;
const grievance = `id status reason severity redress { amount } rootCause owner { staffNumber } concerns { staffNumber }
  handlingUnit { code } account { id number } ${person}`;

const request = `id version status subject description resolution owner { staffNumber } queue { code } article { code } ${person}`;
const opinion = `id version status text answer changeMade owner { staffNumber } ${person}`;

const kept = ({ public_id: id, version }: Row) => ({ id, version, source: 'Probed' });

export interface Attempt {
  readonly name: string;
  readonly result: 'interaction' | 'complaint' | 'customer' | 'serviceTicket' | 'feedback';
  readonly roles: readonly string[];
  readonly selection: string;
  readonly table?: Table;
  /** What is asked of a row that belongs to a customer. */
  readonly input: (row: Row, customer: Row) => object;
}

export const attempts: readonly Attempt[] = [
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
    selection: ways,
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
    selection: related,
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
  {
    name: 'advanceCustomer',
    result: 'customer',
    roles: keeping,
    selection: profile,
    input: ({ public_id: id, version }) => ({ id, version, action: 'WIN_BACK' }),
  },
  {
    name: 'correctOrganisation',
    result: 'customer',
    roles: keeping,
    selection: profile,
    input: ({ public_id: id, version }) => ({ id, version, source: 'Probed', groupSystem: 'Probed' }),
  },
  {
    name: 'correctContactPoint',
    result: 'customer',
    roles: keeping,
    selection: ways,
    table: 'contact_point',
    input: ({ public_id: contactPointId }, customer) => ({
      ...kept(customer),
      contactPointId,
      contactPoint: { consent: true },
    }),
  },
  {
    name: 'removeContactPoint',
    result: 'customer',
    roles: keeping,
    selection: ways,
    table: 'contact_point',
    input: ({ public_id: contactPointId }, customer) => ({ ...kept(customer), contactPointId }),
  },
  {
    name: 'removeIdentifier',
    result: 'customer',
    roles: ['RELATIONSHIP_MANAGER'],
    selection: profile,
    table: 'party_identifier',
    input: ({ public_id: identifierId }, customer) => ({ ...kept(customer), identifierId }),
  },
  {
    name: 'endRelationship',
    result: 'customer',
    roles: keeping,
    selection: related,
    table: 'party_relationship',
    input: ({ public_id: relationshipId }, customer) => ({ ...kept(customer), relationshipId, validTo: '2026-06-16' }),
  },
  {
    name: 'addGroupMember',
    result: 'customer',
    roles: keeping,
    selection: profile,
    input: (customer) => ({ ...kept(customer), memberId: customer.public_id, validFrom: '2026-01-01' }),
  },
  {
    name: 'endGroupMember',
    result: 'customer',
    roles: keeping,
    selection: profile,
    input: (customer) => ({ ...kept(customer), memberId: customer.public_id, validTo: '2026-01-01' }),
  },
  {
    name: 'correctInteraction',
    result: 'interaction',
    roles: talking,
    selection: contact,
    table: 'interaction',
    input: ({ public_id: id, version }) => ({ id, version, notes: 'Probed again' }),
  },
  {
    name: 'advanceComplaint',
    result: 'complaint',
    roles: handling,
    selection: grievance,
    table: 'complaint',
    input: ({ public_id: id, version }) => ({ id, version, action: 'WITHDRAW', note: 'Probed' }),
  },
  {
    name: 'extendComplaintClock',
    result: 'complaint',
    roles: leading,
    selection: grievance,
    table: 'complaint',
    input: ({ public_id: id, version }) => ({
      ...{ id, version, regime: 'CN', clock: 'ANSWER', extension: 'COMPLEX', reason: 'Probed' },
    }),
  },
];
