import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { DocumentFault, hashOf } from './admit';
import type { Draft } from './draft';
import { readFolder } from './folder';

const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), name: z.string(), body: z.string() })),
});
const textsByHash = z.record(z.string(), z.string());

/**
 * Reads what a team's build made: a manifest of Apollo, a map of Relay or GraphQL Code Generator from hash to text, or a
 * folder of `.graphql` files. Throws a DocumentFault that names the file, and the text where its hash is another's.
 */
export function readDrafts(path: string): Draft[] {
  const drafts = read(path);
  if (drafts.length === 0) throw new DocumentFault(`${path} holds no document.`);
  const names = drafts.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new DocumentFault(`${path} holds two documents named ${twice}.`);
  return drafts;
}

function read(path: string): Draft[] {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder === undefined) throw new DocumentFault(`${path} cannot be read: there is no such file or folder.`);
  if (isFolder) {
    const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(
      (file) => extname(file) === '.graphql',
    );
    return readFolder(
      files
        .sort()
        .map((file) => ({ name: basename(file, '.graphql'), file, text: readFileSync(join(path, file), 'utf8') })),
    );
  }
  return draftsOfJson(path, readFileSync(path, 'utf8'));
}

function draftsOfJson(path: string, text: string): Draft[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new DocumentFault(`${path} is no JSON.`);
  }
  const asManifest = manifest.safeParse(content);
  if (asManifest.success) {
    return asManifest.data.operations.map(({ id, name, body }) => checked(path, id, { name, text: body }));
  }
  const asMap = textsByHash.safeParse(content);
  if (!asMap.success) {
    throw new DocumentFault(`${path} is neither Apollo’s manifest nor a map from hashes to texts.`);
  }
  return Object.entries(asMap.data).map(([hash, body]) => checked(path, hash, { name: nameIn(body), text: body }));
}

// The id under which a client will ask must be told by the text alone, or one text could be put in another's place.
function checked(path: string, id: string, draft: Draft): Draft {
  if (id.replace(/^sha256:/, '').toLowerCase() === hashOf(draft.text)) return draft;
  throw new DocumentFault(
    `${path}: ${draft.name}: the id ${id.slice(0, 80)} is not the SHA-256 of its text; let the build hash by SHA-256.`,
  );
}

const nameIn = (text: string) => /\b(?:query|mutation)\s+([A-Za-z_]\w*)/.exec(text)?.[1] ?? 'unnamed';
