import {
  type ASTNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  validate,
  visit,
} from 'graphql';
import type { Mismatch } from './compare';
import { differs, type Question } from './trial';
import type { World } from './world';

export interface Shrunk {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly mismatch: Mismatch;
}

const removable = new Set<string>([
  Kind.FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
  Kind.ARGUMENT,
  Kind.DIRECTIVE,
  Kind.OBJECT_FIELD,
]);

/** Drops from the document whatever the difference does not need. */
export async function shrink(
  world: World,
  question: Question,
  mismatch: Mismatch,
  graph = world.graph,
): Promise<Shrunk> {
  let { document } = question;
  let found = mismatch;
  for (let at = 0; at < countOf(document); ) {
    const smaller = without(document, at);
    const isValid = smaller !== null && validate(world.options.schema, smaller).length === 0;
    const still = isValid ? await differs(world, { ...question, document: smaller }, graph).catch(() => null) : null;
    if (smaller && still) {
      document = smaller;
      found = still;
    } else {
      at += 1;
    }
  }
  const names = new Set(operationOf(document).variableDefinitions?.map(({ variable }) => variable.name.value));
  const variables = Object.fromEntries(Object.entries(question.variables).filter(([name]) => names.has(name)));
  return { text: print(document), variables, mismatch: found };
}

const operationOf = (document: DocumentNode) =>
  document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;

function countOf(document: DocumentNode): number {
  let count = 0;
  visit(document, {
    enter(node) {
      if (removable.has(node.kind)) count += 1;
    },
  });
  return count;
}

/** The document without its n-th removable part, and without fragments and variables that nothing uses any more. */
function without(document: DocumentNode, part: number): DocumentNode | null {
  let index = -1;
  const cut = visit(document, {
    enter(node: ASTNode) {
      if (!removable.has(node.kind)) return undefined;
      index += 1;
      return index === part ? null : undefined;
    },
  });
  const used = usedNames(cut);
  const trimmed = visit(cut, {
    FragmentDefinition: (node) => (used.has(`...${node.name.value}`) ? undefined : null),
    VariableDefinition: (node) => (used.has(`$${node.variable.name.value}`) ? undefined : null),
  });
  return hasEmptySet(trimmed) ? null : parse(print(trimmed));
}

function hasEmptySet(document: DocumentNode): boolean {
  let empty = false;
  visit(document, {
    SelectionSet({ selections }) {
      if (selections.length === 0) empty = true;
    },
  });
  return empty;
}

function usedNames(document: DocumentNode): Set<string> {
  const used = new Set<string>();
  const fragments = new Map(
    document.definitions.map((one) => [
      'name' in one && one.kind === Kind.FRAGMENT_DEFINITION ? one.name.value : '',
      one,
    ]),
  );
  const follow = (root: ASTNode) =>
    visit(root, {
      VariableDefinition: () => false,
      Variable: (node) => void used.add(`$${node.name.value}`),
      FragmentSpread(node) {
        const name = `...${node.name.value}`;
        if (used.has(name)) return;
        used.add(name);
        const fragment = fragments.get(node.name.value);
        if (fragment) follow(fragment);
      },
    });
  follow(operationOf(document));
  return used;
}
