import { createHash } from 'node:crypto';
import { gql } from '@apollo/client';
import { addTypenameToDocument } from '@apollo/client/utilities';
import { type DocumentNode, getOperationAST, print } from 'graphql';
import type { ReportedBank } from '../reports/reported-bank';
import { apolloClient } from './apollo';
import { clientBank, withFile } from './client-bank';

const people = gql`query People($first: Int!) {
  customers(first: $first, filter: { kind: { eq: INDIVIDUAL } }, orderBy: [{ field: CUSTOMER_NUMBER, direction: ASC }]) {
    nodes { displayName identifiers { scheme value } }
  }
}`;
const unregistered = gql`query Others { customers(first: 1) { nodes { id } } }`;

/** As Apollo's generator writes an operation of a manifest. */
function operationOf(document: DocumentNode) {
  const body = print(addTypenameToDocument(document));
  const name = getOperationAST(document, null)?.name?.value ?? '';
  return { id: createHash('sha256').update(body).digest('hex'), name, type: 'query', body };
}

const manifestOf = (...documents: DocumentNode[]) => {
  return { format: 'apollo-persisted-query-manifest', version: 1, operations: documents.map(operationOf) };
};

describe('Apollo Client with a persisted-query list', () => {
  let bank: ReportedBank;

  beforeAll(async () => {
    bank = await withFile('manifest.json', manifestOf(people), clientBank);
  });
  afterAll(() => bank.close());

  const clientOf = async (staffNumber: string) =>
    apolloClient(bank.address, await bank.tokenOf(staffNumber), manifestOf(people, unregistered));

  test('runs a registered document by its id, with the masks of the reader', async () => {
    const { data } = await (await clientOf('BM0001')).query({ query: people, variables: { first: 2 } });

    const known = (scheme: string, value: string) => ({ __typename: 'Identifier', scheme, value });
    expect(data).toEqual({
      customers: {
        __typename: 'CustomerConnection',
        nodes: [
          {
            __typename: 'Customer',
            displayName: '王语桐',
            identifiers: [known('CUSTOMER_NUMBER', '****6267'), known('NATIONAL_ID', '****1331')],
          },
          {
            __typename: 'Customer',
            displayName: 'Emre Robinson',
            identifiers: [known('CUSTOMER_NUMBER', '****3262'), known('PASSPORT', '****9916')],
          },
        ],
      },
    });
  });

  test('keeps what it read, so that the same question is answered without the server', async () => {
    const client = await clientOf('BM0001');
    const { data } = await client.query({ query: people, variables: { first: 2 } });

    expect(client.readQuery({ query: people, variables: { first: 2 } })).toEqual(data);
  });

  test('gets nothing for a document that is not registered', async () => {
    const asked = (await clientOf('BM0001')).query({ query: unregistered });

    await expect(asked).rejects.toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});
