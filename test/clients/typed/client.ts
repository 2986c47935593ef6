import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

/** Runs a registered document by its name, with the types that GraphQL Code Generator made of it. */
export function typedClient(graph: string, token: string) {
  return async <Result, Variables>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result> => {
    const [operation] = document.definitions;
    const documentId = operation?.kind === 'OperationDefinition' ? operation.name?.value : undefined;
    const response = await fetch(`${graph}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ documentId, variables }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(errors[0].message);
    return data;
  };
}
