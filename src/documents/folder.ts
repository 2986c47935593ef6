import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, print, visit } from 'graphql';
import { DocumentFault } from './admit';
import type { Draft } from './draft';

interface File {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

type Read = File & { readonly document: DocumentNode };

/** A document for each file with an operation; to it come the fragments of other files that it spreads. */
export function readFolder(files: readonly File[]): Draft[] {
  const read = files.map((file): Read => ({ ...file, document: parsed(file) }));
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const { document, file } of read) {
    for (const fragment of fragmentsOf(document)) {
      const name = fragment.name.value;
      if (fragments.has(name)) throw new DocumentFault(`${file}: another file has a fragment named ${name} as well.`);
      fragments.set(name, fragment);
    }
  }
  return read.flatMap(({ name, text, document }): Draft[] => {
    if (document.definitions.every(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)) return [];
    const own = new Set(fragmentsOf(document).map((fragment) => fragment.name.value));
    const others = [...spreadIn(document, fragments)].filter((fragment) => !own.has(fragment)).sort();
    const added = others.map((other) => print(fragments.get(other) as FragmentDefinitionNode));
    const purpose = purposeIn(text);
    return [{ name, text: [text.trimEnd(), ...added, ''].join('\n'), ...(purpose && { purpose }) }];
  });
}

const fragmentsOf = (document: DocumentNode) =>
  document.definitions.filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION);

function parsed({ file, text }: File): DocumentNode {
  try {
    return parse(text);
  } catch (error) {
    throw new DocumentFault(`${file}: ${(error as Error).message}`);
  }
}

/** The names of all fragments of the folder that a document spreads, by way of others too. */
function spreadIn(document: DocumentNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): Set<string> {
  const found = new Set<string>();
  const collect = (node: DocumentNode | FragmentDefinitionNode) =>
    visit(node, {
      FragmentSpread({ name: { value: name } }) {
        const fragment = fragments.get(name);
        if (!fragment || found.has(name)) return;
        found.add(name);
        collect(fragment);
      },
    });
  collect(document);
  return found;
}

/** The comment at the head of a file says what its document is for. */
function purposeIn(text: string): string | undefined {
  const [head = ''] = /^(?:#.*\n)*/.exec(text) ?? [];
  return head.replace(/^#\s?/gm, '').trim().replace(/\s+/g, ' ') || undefined;
}
