import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import {
  generatePersistedQueryIdsFromManifest,
  type PersistedQueryManifestForGeneratingPersistedQueryIds as Manifest,
} from '@apollo/persisted-query-lists';

/** Apollo Client that sends the ids of a manifest, and no text. The manifest is what `documents register` was given. */
export function apolloClient(graph: string, token: string, manifest: Manifest): ApolloClient {
  const ids = new PersistedQueryLink(generatePersistedQueryIdsFromManifest({ loadManifest: () => manifest }));
  const http = new HttpLink({ uri: `${graph}/graphql`, headers: { authorization: `Bearer ${token}` } });
  return new ApolloClient({ link: ApolloLink.from([ids, http]), cache: new InMemoryCache() });
}
