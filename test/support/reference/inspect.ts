import { type FieldNode, type GraphQLObjectType, type GraphQLSchema, getNamedType } from 'graphql';
import { getArgumentValues } from 'graphql/execution/values';
import { effectFor, relationOf } from './matrix';
import type { Context, FieldModel, View, WayModel } from './model/model';
import { isModelled, modelOf, modelWithPrefix, ways } from './model/models';
import type { Arguments } from './paging';
import { idPrefixOf, mostIds, pageSize, Refusals, refusalsOfWay } from './refuse';
import { type Reading, selectedFields, setsBelow } from './selections';
import { isOfAnotherTime, viewOf, wasWorkedOut } from './view';

/** What is withheld in an answer: by field and relation. */
export type Notices = ReadonlyMap<string, string>;

/** Looks at an operation before any row: what in it is refused, and what its answer would withhold. */
export class Inspection {
  readonly refusals = new Refusals();
  private readonly found = new Map<string, string>();
  /** Of the root field that is being walked. */
  private view: View = {};

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly reading: Reading,
    private readonly context: Context,
  ) {}

  get notices(): Notices {
    return this.found;
  }

  /** Walks the selections of a type; `around` is how many rows the pages around it may have. */
  walk(typeName: string, sets: Parameters<typeof selectedFields>[1], around: number): void {
    const type = this.schema.getType(typeName) as GraphQLObjectType;
    for (const nodes of selectedFields(typeName, sets, this.reading).values()) {
      const [node] = nodes as [FieldNode];
      const name = node.name.value;
      if (name.startsWith('__')) continue;
      const way = typeName === 'Query' || isModelled(typeName) ? ways(typeName)[name] : undefined;
      if (way) this.follow(way, type, name, nodes, around);
      else if (isModelled(typeName)) this.noteField(typeName, name);
    }
  }

  /** The id of a type has the type's own class. */
  private noteField(typeName: string, name: string): void {
    const { fields, dataClass = 'C1' } = modelOf(typeName);
    this.note(`${typeName}.${name}`, name === 'id' ? { dataClass, mask: null } : fields[name]);
  }

  private note(coordinate: string, field: Pick<FieldModel, 'dataClass' | 'mask'> | undefined): void {
    if (!field) throw new Error(`The reference has no field ${coordinate}.`);
    for (const standing of this.context.reader.standings) {
      const effect = effectFor(standing, field.dataClass);
      const settled = effect === 'MASKED' && field.mask === null ? 'HIDDEN' : effect;
      if (settled !== 'FULL' && field.dataClass !== 'AML') this.withheld(coordinate, relationOf(standing), settled);
    }
  }

  /** Of two rights with one relation that both withhold, the more permissive counts. */
  private leadsToResults(way: WayModel): boolean {
    if (!('to' in way) || !isModelled(way.to)) return false;
    return this.context.bank.hasColumn(modelOf(way.to).table, 'as_of_end');
  }

  private withheld(coordinate: string, relation: string, effect: string): void {
    const key = `${coordinate} ${relation}`;
    const before = this.found.get(key);
    if (before !== 'MASKED') this.found.set(key, effect);
  }

  private follow(
    way: WayModel,
    type: GraphQLObjectType,
    name: string,
    nodes: readonly FieldNode[],
    around: number,
  ): void {
    const [node] = nodes as [FieldNode];
    const definition = type.getFields()[name];
    if (!definition) throw new Error(`The schema has no field ${type.name}.${name}.`);
    const coordinate = `${type.name}.${name}`;
    let args: Arguments;
    try {
      args = getArgumentValues(definition, node, this.reading.variables);
    } catch {
      this.refusals.add('BAD_USER_INPUT');
      return;
    }
    this.context.watch?.asked(coordinate, args);
    if ('dataClass' in way && way.dataClass) this.note(coordinate, { dataClass: way.dataClass, mask: null });
    refusalsOfWay(way, coordinate, args, this.context, this.refusals);
    if (type.name === 'Query') this.view = viewOf(args);
    if ('ofToday' in way && way.ofToday && isOfAnotherTime(this.view)) this.refusals.add('BAD_USER_INPUT');
    if (this.leadsToResults(way) && !wasWorkedOut(this.view, this.context)) this.refusals.add('BAD_USER_INPUT');
    const sets = setsBelow(nodes);
    const answer = getNamedType(definition.type).name;
    switch (way.kind) {
      case 'one':
      case 'list': {
        const rows = way.sizedBy ? Number(args[way.sizedBy]) * around : around;
        if (way.sizedBy) this.refusals.count(rows);
        this.walk(way.to, sets, rows);
        break;
      }
      case 'page':
      case 'search':
        this.page(answer, [way.to], sets, pageSize(args, coordinate) * around);
        break;
      case 'timeline':
        this.page(
          answer,
          way.arms.map(({ to }) => to),
          sets,
          pageSize(args, coordinate) * around,
        );
        break;
      case 'linked': {
        const parts = [...selectedFields(answer, sets, this.reading).values()].map(([part]) => part?.name.value);
        if (parts.includes('displayName')) this.withheld(`${answer}.displayName`, 'LINKED', 'MASKED');
        break;
      }
      case 'node':
      case 'nodes': {
        const ids = (way.kind === 'node' ? [args.id] : args.ids) as string[];
        // A list of ids counts as the next power of two, and as no more than it may have.
        let rows = around;
        if (way.kind === 'nodes') {
          let counted = 1;
          while (counted < ids.length) counted *= 2;
          rows *= Math.min(counted, mostIds);
          this.refusals.count(rows);
        }
        for (const prefix of new Set(ids.map(idPrefixOf))) {
          const model = modelWithPrefix(prefix);
          if (model) this.walk(model.name, sets, rows);
        }
      }
    }
  }

  private page(
    answer: string,
    targets: readonly string[],
    sets: Parameters<typeof selectedFields>[1],
    rows: number,
  ): void {
    this.refusals.count(rows);
    for (const nodes of selectedFields(answer, sets, this.reading).values()) {
      const name = nodes[0]?.name.value;
      if (name === 'nodes') for (const to of targets) this.walk(to, setsBelow(nodes), rows);
      if (name !== 'edges') continue;
      const edgeType = answer.replace(/Connection$/, 'Edge');
      for (const inner of selectedFields(edgeType, setsBelow(nodes), this.reading).values()) {
        if (inner[0]?.name.value === 'node') for (const to of targets) this.walk(to, setsBelow(inner), rows);
      }
    }
  }
}
