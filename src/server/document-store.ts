import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { DocumentRegistry } from '../documents/registry';

// Characters of text; parsed, a document takes some hundred times as much memory.
const textKept = 1024 * 1024;
const hashDigits = 64;

/**
 * Where Apollo looks for a parsed and validated document by the hash of its text: registered ones are parsed when the
 * registry is read, others when they are first sent.
 */
export function documentStore(documents: Pick<DocumentRegistry, 'parsed'>) {
  const sent = new LRUCache<string, DocumentNode>({ maxSize: textKept, sizeCalculation: lengthOf });
  return {
    get: async (key: string) => documents.parsed(key.slice(-hashDigits)) ?? sent.get(key),
    set: async (key: string, document: DocumentNode) => void sent.set(key, document),
    delete: async (key: string) => sent.delete(key),
  };
}

const lengthOf = ({ loc }: DocumentNode) => (loc?.end ?? 0) + 1;
