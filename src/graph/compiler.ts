import type { DocumentNode, FieldNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Sql } from 'postgres';
import { type Decisions, decisionsFor } from '../access/decisions';
import { accessShape } from '../access/shape';
import type { Viewer } from '../access/viewer';
import type { RequestInputs } from './plan/inputs';
import { type Operation, shapeOf } from './plan/operation';
import type { ArgumentSource, ChangePlan, Plan } from './plan/plan';
import { Planner } from './plan/planner';
import { type Statement, statementOf } from './sql/statement';

/** One operation as one reader asks it. */
export interface Asked {
  readonly document: DocumentNode;
  readonly operation: Operation;
  readonly viewer: Viewer;
}

export interface Compiled {
  readonly plan: Plan;
  readonly change?: ChangePlan;
  readonly decisions: Decisions;
  readonly statement: Statement;
  uses: number;
}

/** Told, where a plan is refused, what the document asked for until then. */
type Refused = (named: readonly ArgumentSource[]) => void;

const plansKept = 1000;

/** Compiles each operation once for a form of rights and of variables, and runs what it compiled. */
export class Compiler {
  private readonly compiled = new LRUCache<string, Compiled>({ max: plansKept });
  private readonly prepared = new Set<string>();
  private readonly documents = new DocumentNumbers();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly sql: Sql,
  ) {}

  query(asked: Asked, refused: Refused): Promise<Compiled> {
    return this.compile(asked, '', refused, (planner) => ({ plan: planner.plan() }));
  }

  /** Compiles what answers one change of a mutation, by the key under which it is answered. */
  change(asked: Asked, key: string, nodes: readonly FieldNode[], refused: Refused): Promise<Compiled> {
    return this.compile(asked, key, refused, (planner) => {
      const change = planner.planChange(nodes);
      return { plan: change.answer, change };
    });
  }

  private async compile(
    { document, operation, viewer }: Asked,
    part: string,
    refused: Refused,
    plan: (planner: Planner) => { plan: Plan; change?: ChangePlan },
  ): Promise<Compiled> {
    const shape = accessShape(viewer);
    const name = operation.definition.name?.value ?? '';
    const { numberOf } = this.documents;
    const key = [numberOf(document), name, part, shape.key, shapeOf(this.schema, operation)].join('|');
    const known = this.compiled.get(key);
    if (known) return known;
    const decisions = await decisionsFor(shape);
    const planner = new Planner(this.schema, operation, decisions);
    try {
      const planned = plan(planner);
      const made = { ...planned, decisions, statement: statementOf(planned.plan, decisions), uses: 0 };
      this.compiled.set(key, made);
      return made;
    } catch (error) {
      refused(planner.named);
      throw error;
    }
  }

  /** Runs what was compiled in one round trip; answers the tree as JSON text. */
  async fetch(found: Compiled, inputs: RequestInputs): Promise<string> {
    found.uses += 1;
    const { text } = found.statement;
    const { prepared } = this;
    // A statement seen once may never come again, and what the driver prepares it keeps for ever.
    const prepare = prepared.has(text) || (found.uses > 1 && prepared.size < plansKept);
    if (prepare) prepared.add(text);
    const rows = await this.sql.unsafe(text, found.statement.values(inputs) as never[], { prepare });
    return rows[0]?.json as string;
  }
}

/** Numbers parsed documents, so that a cache key names one without holding its text. */
class DocumentNumbers {
  private readonly numbers = new WeakMap<DocumentNode, number>();
  private last = 0;

  numberOf = (document: DocumentNode): number => {
    let number = this.numbers.get(document);
    if (number === undefined) {
      this.last += 1;
      number = this.last;
      this.numbers.set(document, number);
    }
    return number;
  };
}
