import { type FieldNode, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, getNamedType } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';
import { type Decisions, rightsWith } from '../../access/decisions';
import type { DataClass } from '../../access/policy';
import { ClientError } from '../../errors';
import type { EdgeField, FieldDeclaration, LinkedField, MutationField, TypeClass } from '../declare/field';
import { entityOf } from '../declare/registry';
import { lookupRights, planChoices, planFilter } from './filter';
import { argumentValues, namesRecords, presentIn } from './inputs';
import { planNode } from './node';
import { Notices } from './notices';
import { type Operation, rootFields } from './operation';
import { planPage } from './page';
import type { ArgumentSource, ChangePlan, EdgePlan, FieldPlan, ObjectPlan, PageSize, Part, Plan } from './plan';
import type { Planning } from './planning';
import { checkRanges, RowBudget } from './size';
import { checkTold } from './worked-out';

type Selected = ReadonlyMap<string, readonly FieldNode[]>;

/** Turns the selections of one operation, with the reader's effects, into a plan of what is to be fetched. */
export class Planner implements Planning {
  readonly notices: Notices;
  readonly budget = new RowBudget();
  readonly counts = new Set<string>();
  /** The fields whose arguments name records. */
  readonly named: ArgumentSource[] = [];
  readonly checks: Plan['checks'][number][] = [];
  private readonly lookups: Plan['lookups'][number][] = [];
  private sources = 0;
  /** The root field that is being planned, where it is told as of another time. */
  private ofAnotherTime: ArgumentSource | undefined;
  private executes = false;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly operation: Operation,
    readonly decisions: Decisions,
  ) {
    this.notices = new Notices(decisions);
  }

  plan(): Plan {
    const roots = rootFields(this.schema, this.operation);
    if (this.operation.definition.operation === 'query') {
      return this.planOf(this.fieldsOf(this.schema.getQueryType() as GraphQLObjectType, roots, null));
    }
    for (const nodes of roots.values()) if (nodes[0]?.name.value !== '__typename') this.planChange(nodes);
    return this.planOf([]);
  }

  /** Plans one change: what it was given, and what answers it. */
  planChange(nodes: readonly FieldNode[]): ChangePlan {
    const definition = this.definitionOf(this.schema.getMutationType() as GraphQLObjectType, nodes);
    const coordinate = `Mutation.${definition.name}`;
    const field = definition.extensions.c360 as MutationField;
    this.checkRole(coordinate, field);
    const source = this.sourceOf(coordinate, nodes, definition);
    const type = getNamedType(definition.type) as GraphQLObjectType;
    return { field, source, answer: this.planOf(this.fieldsOf(type, this.below(type, nodes), null)) };
  }

  private planOf(fields: readonly FieldPlan[]): Plan {
    const { notices, counts, named, lookups, checks, executes } = this;
    return {
      fields,
      notices: notices.all(),
      classes: notices.classes(),
      counts: [...counts],
      named,
      lookups,
      checks,
      rows: this.budget.rows,
      executes,
    };
  }

  /** The selections below fields that answer one concrete type. */
  below(type: GraphQLObjectType, nodes: readonly FieldNode[]): Selected {
    const { fragments, variables } = this.operation;
    return collectSubfields(this.schema, fragments, variables, type, nodes);
  }

  typeNamed(name: string): GraphQLObjectType {
    return this.schema.getType(name) as GraphQLObjectType;
  }

  objectOf(target: TypeClass, nodes: readonly FieldNode[], around: PageSize | null, abstract = false): ObjectPlan {
    const entity = entityOf(target);
    const type = this.typeNamed(entity.name);
    return { entity, typeName: type.name, fields: this.fieldsOf(type, this.below(type, nodes), around), abstract };
  }

  private fieldsOf(type: GraphQLObjectType, selected: Selected, around: PageSize | null): FieldPlan[] {
    const plans: FieldPlan[] = [];
    for (const [key, nodes] of selected) {
      const node = nodes[0] as FieldNode;
      const name = node.name.value;
      if (name === '__typename') plans.push({ kind: 'constant', key, value: type.name });
      else if (name.startsWith('__')) this.executes = true;
      else plans.push(this.fieldOf(type, key, nodes, around));
    }
    return plans;
  }

  private fieldOf(
    type: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
    around: PageSize | null,
  ): FieldPlan {
    const definition = this.definitionOf(type, nodes);
    const coordinate = `${type.name}.${definition.name}`;
    const field = definition.extensions.c360 as FieldDeclaration | undefined;
    if (!field) throw new Error(`${coordinate} is not declared.`);
    if (field.kind !== 'linked' && field.kind !== 'relation') {
      this.notices.note(coordinate, field.dataClass, 'mask' in field && field.mask !== undefined);
    }
    // Where nobody reads it in full, the mask or null comes from the statement.
    if (field.kind === 'computed' && this.readsOrNoRight(field.dataClass)) this.executes = true;
    switch (field.kind) {
      case 'stored':
      case 'relation':
      case 'computed':
        return { kind: 'value', key, field };
      case 'embedded':
        return { kind: 'embedded', key, field, parts: this.partsOf(definition, nodes) };
      case 'linked':
        return this.linkedOf(key, field, definition, nodes);
      case 'edge':
        this.checkRole(coordinate, field);
        if (this.ofAnotherTime) checkTold(this.checks, coordinate, field, this.ofAnotherTime);
        if (field.mayTell) this.notices.note(coordinate, field.mayTell, false);
        return this.edgeOf(key, field, this.sourceOf(coordinate, nodes, definition), nodes, around);
      case 'union':
        return planPage(this, key, field, this.sourceOf(coordinate, nodes, definition), nodes, around);
      case 'node':
        return planNode(this, key, field, this.sourceOf(coordinate, nodes, definition), nodes, around);
      case 'mutation':
        throw new Error(`${coordinate} changes something and is asked at the root of a mutation only.`);
    }
  }

  private definitionOf(type: GraphQLObjectType, nodes: readonly FieldNode[]): GraphQLField<unknown, unknown> {
    return type.getFields()[(nodes[0] as FieldNode).name.value] as GraphQLField<unknown, unknown>;
  }

  private checkRole(coordinate: string, { onlyRoles }: EdgeField | MutationField): void {
    const { rights } = this.decisions.shape;
    if (!onlyRoles || rights.some(({ role }) => onlyRoles.includes(role))) return;
    throw new ClientError('FORBIDDEN', `${coordinate} is not open to you.`);
  }

  /** Who has no right still reads what belongs to no customer. */
  private readsOrNoRight(dataClass: DataClass): boolean {
    return this.decisions.shape.rights.length === 0 || rightsWith(this.decisions, dataClass, 'FULL').length > 0;
  }

  private sourceOf(
    coordinate: string,
    nodes: readonly FieldNode[],
    definition: GraphQLField<unknown, unknown>,
  ): ArgumentSource {
    const source = { id: this.sources++, coordinate, node: nodes[0] as FieldNode, definition };
    if (coordinate.startsWith('Query.'))
      this.ofAnotherTime = isOfAnotherTime(presentIn(this.values(source))) ? source : undefined;
    if (definition.args.some(({ name }) => namesRecords.has(name) || name === 'input')) this.named.push(source);
    return source;
  }

  /** The keys asked of an object that is made of its parent's own row. */
  partsOf(definition: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): Part[] {
    const type = getNamedType(definition.type) as GraphQLObjectType;
    return [...this.below(type, nodes)].map(([key, selected]) => ({
      key,
      name: (selected[0] as FieldNode).name.value,
      typeName: type.name,
    }));
  }

  private linkedOf(
    key: string,
    field: LinkedField,
    definition: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): FieldPlan {
    const parts = this.partsOf(definition, nodes);
    for (const { name, typeName } of parts) {
      const part = field.fields[name];
      if (!part) continue;
      this.notices.note(`${typeName}.${name}`, part.dataClass, true);
      if (part.masked)
        this.notices.noteLinked(`${typeName}.${name}`, part.dataClass, this.decisions.linkedEffect(part.dataClass));
    }
    return { kind: 'linked', key, field, parts };
  }

  values(source: ArgumentSource): Readonly<Record<string, unknown>> {
    return argumentValues(source, this.operation.variables);
  }

  private edgeOf(
    key: string,
    field: EdgeField,
    source: ArgumentSource,
    nodes: readonly FieldNode[],
    around: PageSize | null,
  ): FieldPlan {
    if (field.cardinality === 'page') return planPage(this, key, field, source, nodes, around);
    if (field.lookup) this.lookups.push({ key, by: field.lookup.by, source });
    const { sizedBy } = field;
    const where = `${source.coordinate}(${sizedBy}:)`;
    const below = sizedBy ? this.budget.reserve(this.values(source)[sizedBy], where, field, around) : around;
    const object = this.objectOf(field.to, nodes, below);
    return { kind: field.cardinality, key, edge: this.edgePlan(field, source), object };
  }

  edgePlan(field: EdgeField, source: ArgumentSource): EdgePlan {
    const values = this.values(source);
    if (field.check) this.checks.push({ source, check: field.check });
    if (Object.values(field.arguments).some(({ range }) => range)) {
      this.checks.push({ source, check: (given) => checkRanges(field.arguments, given, source.coordinate) });
    }
    const present = presentIn(values);
    const filterOn = (type: TypeClass, argument: 'filter' | 'among') =>
      present.has(argument) && planFilter(entityOf(type), values[argument], [argument], this.decisions);
    const filter = filterOn(field.to, 'filter');
    const among = field.among && filterOn(field.among, 'among');
    const choices = planChoices(field.arguments, values, source.coordinate, this.decisions);
    const rights = field.lookup && lookupRights(this.decisions, field.lookup, values[field.lookup.by]);
    return {
      field,
      source,
      present,
      ...(choices.size > 0 && { choices }),
      ...(rights && { rights }),
      ...(filter && { filter }),
      ...(among && { among }),
    };
  }
}

const isOfAnotherTime = (present: ReadonlySet<string>) => present.has('asOf') || present.has('recordedAsOf');
