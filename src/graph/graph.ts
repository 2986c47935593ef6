import type { GraphQLSchema } from 'graphql';
import { type ChangeOptions, Changes } from './changes';
import { type Asked, type Compiled, Compiler } from './compiler';
import { completed } from './computed';
import type { ComputedServices } from './declare/field';
import type { KeyedHashes } from './declare/lookup';
import type { Refusal } from './declare/refusal';
import type { Changed } from './declare/writing';
import { fieldAccess } from './field-access';
import type { NodeIds } from './node-id';
import { type CursorKeyRing, RequestInputs } from './plan/inputs';
import { operationOf } from './plan/operation';
import type { ArgumentSource, Plan } from './plan/plan';
import { tooManyRows } from './plan/size';
import { readsOf } from './reads';
import type { GraphAnswer, GraphRequest } from './request';
import { touchedIn } from './touched';

export interface Graph {
  readonly schema: GraphQLSchema;
  answer(request: GraphRequest): Promise<GraphAnswer>;
}

export interface GraphOptions extends Omit<ChangeOptions, 'compiler' | 'inputsOf'> {
  readonly ids: NodeIds;
  readonly cursorKeys: CursorKeyRing;
  readonly hashes: KeyedHashes;
  readonly services: Omit<ComputedServices, 'fieldAccess'>;
}

/** Answers documents: each is compiled once to one statement, and the statement runs in one round trip. */
export function createGraph(options: GraphOptions): Graph {
  const { schema, sql, ids, cursorKeys, hashes, lookups, clock, services } = options;
  const compiler = new Compiler(schema, sql);
  const inputsOf = ({ viewer, operation }: Asked, changed?: Changed | Refusal) =>
    new RequestInputs(viewer, operation.variables, cursorKeys, ids, hashes, clock(), changed);

  const changes = new Changes({ ...options, compiler, inputsOf });

  async function answerQuery(asked: Asked, { noteReads, variables, rowLimit }: GraphRequest): Promise<GraphAnswer> {
    const inputs = inputsOf(asked);
    const note = (named: readonly ArgumentSource[], plan?: Plan) => noteReads?.(readsOf(named, inputs, plan));
    const found = await compiler.query(asked, note);
    const { plan } = found;
    note(plan.named, plan);
    if (rowLimit !== undefined && plan.rows > rowLimit) throw tooManyRows(rowLimit);
    for (const { source, check } of plan.checks) check(inputs.arguments(source), asked.viewer);
    const kinds = plan.lookups.map(({ by, source }) => String(inputs.arguments(source)[by]));
    for (const kind of kinds) await lookups.attempt(asked.viewer, kind);
    const { text, customers } = touchedIn(await compiler.fetch(found, inputs));
    if (kinds.length > 0) {
      const tree = JSON.parse(text);
      const hit = kinds.filter((_, index) => tree[plan.lookups[index]?.key ?? ''] !== null);
      for (const kind of hit) await lookups.found(asked.viewer, kind);
    }
    const reads = readsOf(plan.named, inputs, plan, customers);
    return { reads, ...(await finished(asked, [found], text, variables)) };
  }

  async function answerMutation(asked: Asked, request: GraphRequest): Promise<GraphAnswer> {
    const { compiled, texts, errors, reads } = await changes.make(asked, request);
    const text = `{${[...texts].map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;
    const answer = await finished(asked, compiled, text, request.variables);
    return { reads, ...answer, errors: [...(answer.errors ?? []), ...errors] };
  }

  /** Text is the answer where all is stored; else graphql-js walks the tree. */
  async function finished(
    { operation }: Asked,
    compiled: readonly Compiled[],
    text: string,
    variables: Record<string, unknown>,
  ): Promise<Omit<GraphAnswer, 'reads'>> {
    const notices = compiled.flatMap(({ plan }) => plan.notices);
    const told = notices.length > 0 && { extensions: { access: notices } };
    if (!compiled.some(({ plan }) => plan.executes)) return { text, ...told };
    const [{ decisions }] = compiled.slice(-1) as [Compiled];
    const { data, errors } = await completed(schema, { ...operation, variables }, JSON.parse(text), {
      ...services,
      fieldAccess: () => fieldAccess(schema, decisions),
    });
    return { data: data ?? null, ...(errors && { errors }), ...told };
  }

  return {
    schema,
    async answer(request) {
      const { document, operationName, variables, viewer } = request;
      const operation = operationOf(schema, document, operationName, variables);
      const asked = { document, operation, viewer };
      return operation.definition.operation === 'mutation'
        ? answerMutation(asked, request)
        : answerQuery(asked, request);
    },
  };
}
