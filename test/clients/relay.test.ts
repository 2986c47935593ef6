import { createHash } from 'node:crypto';
import { type ConcreteRequest, fetchQuery, type OperationType } from 'relay-runtime';
import type { ReportedBank } from '../reports/reported-bank';
import { clientBank, withFile } from './client-bank';
import { relayEnvironment } from './relay';

const text =
  'query CardQuery($id: ID!) {\n  customer(id: $id) {\n    id\n    displayName\n    identifiers {\n      scheme\n      value\n    }\n  }\n}\n';
const sha256 = (of: string) => createHash('sha256').update(of).digest('hex');

interface CardQuery extends OperationType {
  readonly variables: { readonly id: string };
  readonly response: unknown;
}

const scalar = (name: string) => ({ alias: null, args: null, kind: 'ScalarField', name, storageKey: null }) as const;
const variable = { defaultValue: null, kind: 'LocalArgument', name: 'id' } as const;
const selections = [
  {
    alias: null,
    args: [{ kind: 'Variable', name: 'id', variableName: 'id' }],
    concreteType: 'Customer',
    kind: 'LinkedField',
    name: 'customer',
    plural: false,
    selections: [
      scalar('id'),
      scalar('displayName'),
      {
        alias: null,
        args: null,
        concreteType: 'Identifier',
        kind: 'LinkedField',
        name: 'identifiers',
        plural: true,
        selections: [scalar('scheme'), scalar('value')],
        storageKey: null,
      },
    ],
    storageKey: null,
  },
] as const;

/** As relay-compiler writes a query whose text is persisted. */
const artifactOf = (id: string): ConcreteRequest => ({
  fragment: {
    argumentDefinitions: [variable],
    kind: 'Fragment',
    metadata: null,
    name: 'CardQuery',
    selections,
    type: 'Query',
    abstractKey: null,
  },
  kind: 'Request',
  operation: { argumentDefinitions: [variable], kind: 'Operation', name: 'CardQuery', selections },
  params: { id, metadata: {}, name: 'CardQuery', operationKind: 'query', text: null },
});

describe('Relay with persisted ids', () => {
  let bank: ReportedBank;

  beforeAll(async () => {
    bank = await withFile('persisted.json', { [sha256(text)]: text }, clientBank);
  });
  afterAll(() => bank.close());

  const ask = async (hash: string) => {
    const [row] = await bank.admin`select public_id from customer where customer_number = '8006346267'`;
    const id = String(row?.public_id);
    const environment = relayEnvironment(bank.address, await bank.tokenOf('BM0001'));
    return { id, environment, answer: fetchQuery<CardQuery>(environment, artifactOf(hash), { id }).toPromise() };
  };

  test('runs a registered document by its hash into the store, with the masks of the reader', async () => {
    const { id, answer, environment } = await ask(sha256(text));

    const identifiers = [
      { scheme: 'CUSTOMER_NUMBER', value: '****6267' },
      { scheme: 'NATIONAL_ID', value: '****1331' },
    ];
    expect(await answer).toEqual({ customer: { id, displayName: '王语桐', identifiers } });
    expect(environment.getStore().getSource().get(id)).toMatchObject({ __id: id, displayName: '王语桐' });
  });

  test('gets nothing under an id that is not registered', async () => {
    const { answer } = await ask(sha256('query CardQuery { viewer { name } }'));

    await expect(answer).rejects.toThrow('No such document is registered for this client.');
  });
});
