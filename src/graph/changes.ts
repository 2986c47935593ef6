import { type FieldNode, type GraphQLError, type GraphQLSchema, locatedError } from 'graphql';
import type { Sql } from 'postgres';
import type { Reads } from '../access/audit/entry';
import type { LookupGuard } from '../access/lookups';
import { reachedAmong } from '../access/reached';
import { viewerSetting } from '../access/scope';
import { asHolderOf, type Viewer } from '../access/viewer';
import type { Clock } from '../clock';
import { transaction } from '../database/held';
import { retried } from '../database/retried';
import { ClientError } from '../errors';
import type { Asked, Compiled, Compiler } from './compiler';
import { Refusal } from './declare/refusal';
import type { Changed, Sealing } from './declare/writing';
import type { RequestInputs } from './plan/inputs';
import { rootFields } from './plan/operation';
import type { ArgumentSource, ChangePlan } from './plan/plan';
import { joinedReads, readsOf } from './reads';
import type { GraphRequest } from './request';
import { touchedIn } from './touched';

export interface ChangeOptions {
  readonly schema: GraphQLSchema;
  /** On the serving login. */
  readonly sql: Sql;
  readonly compiler: Compiler;
  readonly lookups: LookupGuard;
  readonly clock: Clock;
  readonly sealing: Sealing;
  /** The reader as the directory knows him after a change; null where he is no longer at work. */
  readonly renewed: (viewer: Viewer) => Promise<Viewer | null>;
  readonly inputsOf: (asked: Asked, changed?: Changed | Refusal) => RequestInputs;
}

/** What became of the changes of one operation, each under its key; null where it failed. */
export interface Outcome {
  readonly compiled: readonly Compiled[];
  readonly texts: ReadonlyMap<string, string>;
  readonly errors: readonly GraphQLError[];
  readonly reads: Reads;
}

interface Done {
  readonly viewer: Viewer;
  readonly compiled: Compiled;
  readonly text: string;
  readonly reads: Reads;
}

type Part = readonly [key: string, nodes: readonly FieldNode[]];

/** Makes the changes of a mutation one after the other, each in a transaction of its own, and answers each by the compiler. */
export class Changes {
  constructor(private readonly options: ChangeOptions) {}

  async make(asked: Asked, { noteReads }: GraphRequest): Promise<Outcome> {
    const parts = [...rootFields(this.options.schema, asked.operation)];
    const texts = new Map<string, string>();
    const errors: GraphQLError[] = [];
    const done: Done[] = [];
    const inputs = this.options.inputsOf(asked);
    const given: Reads[] = [];
    const note = (named: readonly ArgumentSource[]) => {
      given.push(readsOf(named, inputs));
      noteReads?.(joinedReads(given));
    };
    const changing = parts.filter((part) => isChange(part));
    // All are refused together, before the first is made.
    for (const part of changing) await this.checked(asked, part, inputs, note);
    for (const part of parts) {
      const [key, nodes] = part;
      if (!isChange(part)) texts.set(key, JSON.stringify('Mutation'));
      else {
        const viewer = done.at(-1)?.viewer ?? asked.viewer;
        try {
          const one = await this.made({ ...asked, viewer }, part);
          texts.set(key, one.text);
          done.push(one);
        } catch (cause) {
          texts.set(key, 'null');
          errors.push(locatedError(cause, nodes, [key]));
        }
      }
    }
    const reads = joinedReads([...given, ...done.map((one) => one.reads)]);
    return { compiled: done.map((one) => one.compiled), texts, errors, reads };
  }

  private async checked(
    asked: Asked,
    [key, nodes]: Part,
    inputs: RequestInputs,
    note: (named: readonly ArgumentSource[]) => void,
  ): Promise<void> {
    const { plan, change } = await this.options.compiler.change(asked, key, nodes, note);
    const { field, source } = change as ChangePlan;
    note(plan.named);
    field.check?.(inputs.arguments(source));
    for (const one of plan.checks) one.check(inputs.arguments(one.source), asked.viewer);
  }

  private async made(asked: Asked, [key, nodes]: Part): Promise<Done> {
    const { compiler, inputsOf, renewed } = this.options;
    const before = await compiler.change(asked, key, nodes, () => undefined);
    const changed = await this.run(asked, before.change as ChangePlan);
    const viewer = await renewed(asked.viewer);
    if (!viewer) throw new ClientError('FORBIDDEN', 'You are no longer at work.');
    const now = { ...asked, viewer };
    const compiled = await compiler.change(now, key, nodes, () => undefined);
    const inputs = inputsOf(now, changed);
    const { text, customers } = touchedIn(await compiler.fetch(compiled, inputs));
    return { viewer, compiled, text, reads: readsOf([], inputs, compiled.plan, customers) };
  }

  private async run(asked: Asked, { field, source }: ChangePlan): Promise<Changed | Refusal> {
    const { sql, lookups, clock, sealing, inputsOf } = this.options;
    const { viewer } = asked;
    const inputs = inputsOf(asked);
    const values = inputs.arguments(source);
    const writer = asHolderOf(viewer, field.onlyRoles ?? []);
    if (field.counted) await lookups.attempt(viewer, field.counted);
    const changed = await retried(() =>
      transaction(sql, async (own) => {
        await own`select set_viewer(${viewerSetting(writer)})`;
        const made = await field.run(values, {
          sql: own,
          viewer: writer,
          now: clock(),
          sealing,
          reached: async (id, prefix) => {
            const address = inputs.ids.read(id, prefix);
            return (await reachedAmong(own, writer, [address.owner])).has(address.owner) ? address : null;
          },
          among: (customers) => reachedAmong(own, writer, customers),
        });
        // Thrown within the transaction, so that nothing of it stays.
        if (!made) throw new ClientError('NOT_FOUND', 'There is no such record for you.');
        return made;
      }),
    ).catch((cause) => {
      if (cause instanceof Refusal) return cause;
      throw cause;
    });
    if (field.counted) await lookups.found(viewer, field.counted);
    return changed;
  }
}

const isChange = ([, nodes]: Part): boolean => nodes[0]?.name.value !== '__typename';
