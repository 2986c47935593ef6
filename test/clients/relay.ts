import { Environment, type FetchFunction, type GraphQLResponse, Network, RecordSource, Store } from 'relay-runtime';

/** A Relay environment for what relay-compiler writes with `persistConfig: { file, algorithm: 'SHA256' }`. */
export function relayEnvironment(graph: string, token: string): Environment {
  const fetchById: FetchFunction = async ({ id }, variables) => {
    const response = await fetch(`${graph}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ documentId: `sha256:${id}`, variables }),
    });
    return (await response.json()) as GraphQLResponse;
  };
  return new Environment({ network: Network.create(fetchById), store: new Store(new RecordSource()) });
}
