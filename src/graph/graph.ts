import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Sql } from 'postgres';
import type { Reads } from '../access/audit/entry';
import { type Decisions, decisionsFor } from '../access/decisions';
import type { LookupGuard } from '../access/lookups';
import { accessShape } from '../access/shape';
import type { Viewer } from '../access/viewer';
import { completed } from './computed';
import type { ComputedServices, KeyedHashes } from './declare/field';
import { fieldAccess } from './field-access';
import type { NodeIds } from './node-id';
import { type CursorKeys, RequestInputs } from './plan/inputs';
import { type Operation, operationOf, shapeOf } from './plan/operation';
import type { Plan } from './plan/plan';
import { Planner } from './plan/planner';
import { tooManyRows } from './plan/size';
import { type Statement, statementOf } from './sql/statement';
import { touchedIn } from './touched';

export interface GraphRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown>;
  readonly viewer: Viewer;
  /** How many rows it may ask for at most, where fewer than any request. */
  readonly rowLimit?: number | undefined;
}

/** The answer to one operation: `text` is JSON ready for the wire, `data` a tree still to be written. */
export interface GraphAnswer {
  readonly text?: string;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLError[];
  readonly extensions?: Record<string, unknown>;
  /** What was read of whom, for the audit trail. */
  readonly reads?: Reads;
}

export interface Graph {
  readonly schema: GraphQLSchema;
  answer(request: GraphRequest): Promise<GraphAnswer>;
}

export interface GraphOptions {
  readonly schema: GraphQLSchema;
  /** On the serving login. */
  readonly sql: Sql;
  readonly ids: NodeIds;
  readonly cursorKeys: CursorKeys;
  readonly hashes: KeyedHashes;
  readonly lookups: LookupGuard;
  readonly services: Omit<ComputedServices, 'fieldAccess'>;
}

interface Compiled {
  readonly plan: Plan;
  readonly decisions: Decisions;
  readonly statement: Statement;
  readonly extensions?: Record<string, unknown>;
  uses: number;
}

const plansKept = 1000;

/** Answers documents: each is compiled once to one statement, and the statement runs in one round trip. */
export function createGraph({ schema, sql, ids, cursorKeys, hashes, lookups, services }: GraphOptions): Graph {
  const compiled = new LRUCache<string, Compiled>({ max: plansKept });
  const prepared = new Set<string>();
  const documents = new DocumentNumbers();

  async function compiledFor(request: GraphRequest, operation: Operation): Promise<Compiled> {
    const shape = accessShape(request.viewer);
    const document = documents.numberOf(request.document);
    const name = operation.definition.name?.value ?? '';
    const key = [document, name, shape.key, shapeOf(schema, operation)].join('|');
    const known = compiled.get(key);
    if (known) return known;
    const decisions = await decisionsFor(shape);
    const plan = new Planner(schema, operation, decisions).plan();
    const extensions = plan.notices.length > 0 ? { access: plan.notices } : undefined;
    const made = {
      plan,
      decisions,
      statement: statementOf(plan, decisions),
      uses: 0,
      ...(extensions && { extensions }),
    };
    compiled.set(key, made);
    return made;
  }

  async function fetchTree(found: Compiled, inputs: RequestInputs): Promise<string> {
    found.uses += 1;
    const { text } = found.statement;
    // A statement seen once may never come again, and what the driver prepares it keeps for ever.
    const prepare = prepared.has(text) || (found.uses > 1 && prepared.size < plansKept);
    if (prepare) prepared.add(text);
    const rows = await sql.unsafe(text, found.statement.values(inputs) as never[], { prepare });
    return rows[0]?.json as string;
  }

  return {
    schema,
    async answer(request) {
      const { document, operationName, variables, viewer, rowLimit } = request;
      const operation = operationOf(schema, document, operationName, variables);
      const found = await compiledFor(request, operation);
      const inputs = new RequestInputs(viewer, operation.variables, cursorKeys, ids, hashes);
      const { extensions, plan } = found;
      if (rowLimit !== undefined && plan.rows > rowLimit) throw tooManyRows(rowLimit);
      for (const { source, check } of plan.checks) check(inputs.arguments(source));
      const kinds = plan.lookups.map(({ by, source }) => String(inputs.arguments(source)[by]));
      for (const kind of kinds) await lookups.attempt(viewer, kind);
      const { text, customers } = touchedIn(await fetchTree(found, inputs));
      if (kinds.length > 0) {
        const tree = JSON.parse(text);
        const found = kinds.filter((_, index) => tree[plan.lookups[index]?.key ?? ''] !== null);
        for (const kind of found) await lookups.found(viewer, kind);
      }
      const reads = { classes: plan.classes, customers, counts: plan.counts, ids: idsOf(plan, inputs) };
      if (!plan.executes) return { text, reads, ...(extensions && { extensions }) };
      const { data, errors } = await completed(schema, { ...operation, variables }, JSON.parse(text), {
        ...services,
        fieldAccess: () => fieldAccess(schema, found.decisions),
      });
      return { data: data ?? null, reads, ...(errors && { errors }), ...(extensions && { extensions }) };
    },
  };
}

function idsOf(plan: Plan, inputs: RequestInputs): string[] {
  return plan.named
    .flatMap((source) => Object.values(inputs.arguments(source)).flat())
    .filter((id) => typeof id === 'string');
}

/** Numbers parsed documents, so that a cache key names one without holding its text. */
class DocumentNumbers {
  private readonly numbers = new WeakMap<DocumentNode, number>();
  private last = 0;

  numberOf(document: DocumentNode): number {
    let number = this.numbers.get(document);
    if (number === undefined) {
      this.last += 1;
      number = this.last;
      this.numbers.set(document, number);
    }
    return number;
  }
}
