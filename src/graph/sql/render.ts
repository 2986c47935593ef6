import { aliasedTable, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { type Decisions, rightsWith } from '../../access/decisions';
import { type Within, within } from '../../access/scope';
import { isByPlace, type Right } from '../../access/shape';
import { Parameters, type ParameterValue } from '../../database/parameters';
import { badInput } from '../../errors';
import { dateText, isDateType } from '../declare/date-text';
import type { EntityScope, Reader, Row, ViewReader } from '../declare/entity-scope';
import type { Lead } from '../declare/field';
import type { EdgeInputs } from '../declare/join';
import type { RequestInputs } from '../plan/inputs';
import type { ArgumentSource, ObjectPlan } from '../plan/plan';
import type { Member } from './json';
import { asRecorded, stoodThen, type ViewTime } from './time';

/** A row of the statement: its columns, and which of the reader's rights reach it. */
export interface RowContext {
  readonly row: Row;
  /** The rights by which the row may have been reached. */
  readonly rights: readonly Right[];
  /** True for the row where one of these rights reaches it; undefined where they always do. */
  readonly reachedBy: (rights: readonly Right[]) => SQL | undefined;
  /** The row may be another customer's than the row it was reached from, so that it tells whose it is. */
  readonly tellsOwner: boolean;
  /** As of which time the view is told of which the row is part. */
  readonly time: ViewTime;
}

const viewerTypes = { employeeId: 'bigint', today: 'date', timeZone: 'text' } as const;

/** What all parts of one statement share: its placeholders, its aliases and the reader's effects. */
export class Rendering {
  readonly parameters = new Parameters<RequestInputs>();
  private aliases = 0;

  constructor(
    readonly decisions: Decisions,
    /** Concrete types are told under a key of their own, for graphql-js to walk the tree. */
    readonly tellsTypes: boolean,
    private readonly membersOf: (rendering: Rendering, object: ObjectPlan, context: RowContext) => Member[],
  ) {}

  /** The members of an object made of a row. */
  members(object: ObjectPlan, context: RowContext): Member[] {
    return this.membersOf(this, object, context);
  }

  alias(table: PgTable): { row: Row; name: string } {
    const name = this.aliasName();
    return { row: aliasedTable(table, name), name };
  }

  aliasName(): string {
    this.aliases += 1;
    return `t${this.aliases}`;
  }

  viewer = (value: keyof typeof viewerTypes): SQL =>
    this.parameters.slot(`viewer:${value}`, viewerTypes[value], ({ viewer }) => String(viewer[value]));

  today = (): SQL => this.viewer('today');

  /** The time that a root field names by its arguments. */
  viewTime(source: ArgumentSource, present: ReadonlySet<string>): ViewTime {
    const given = (name: 'asOf' | 'recordedAsOf', type: string) =>
      present.has(name)
        ? this.parameters.slot(`${name}:${source.id}`, type, (inputs) => dateText(inputs.arguments(source)[name], type))
        : undefined;
    const [day, recorded] = [given('asOf', 'date'), given('recordedAsOf', 'timestamptz')];
    const knownOn = recorded && sql`(${recorded} at time zone ${this.viewer('timeZone')})::date`;
    return {
      ...(day && { day, dayEnd: sql`((${day} + 1)::timestamp at time zone ${this.viewer('timeZone')})` }),
      ...(recorded && { recorded }),
      workedOut: day && knownOn ? sql`least(${day}, ${knownOn})` : (day ?? knownOn),
    };
  }

  reader(rights: readonly Right[]): Reader {
    const reach: Within = within(rights, this.parameters);
    return {
      within: reach,
      today: this.today,
      self: () => this.viewer('employeeId'),
      has: (role) => rights.some(({ name }) => name === role),
      byPlace: () => this.reader(rights.filter(isByPlace)),
      beyondPlaces: () => this.reader(rights.filter((right) => !isByPlace(right))),
      inFull: (dataClass) => this.reader(rightsWith(this.decisions, dataClass, 'FULL', rights)),
    };
  }

  /** The rights that hold on a way, which are fewer for one that leaves the customer it came from. */
  rightsOn(lead: Lead, parent: RowContext | null): readonly Right[] {
    const all = parent && lead === 'WITHIN' ? parent.rights : this.decisions.shape.rights;
    return lead === 'WITHIN' || lead === 'NAMED' ? all : all.filter((right) => !right.single);
  }

  /** The reader as towards other customers than the row's own. */
  readerAcross(context: RowContext): ViewReader {
    const { day = this.today() } = context.time;
    const stood = (row: Row) => stoodThen(context.time, row.asOf, row.asOfEnd);
    return { ...this.reader(this.rightsOn('ACROSS', context)), day: () => day, stood };
  }

  /** The scope predicate of a row over some rights; undefined where it always holds. */
  inScope(scope: EntityScope, row: Row, rights: readonly Right[]): SQL | undefined {
    if (typeof scope === 'function') return scope(row, this.reader(rights));
    return scope === 'reference' ? undefined : scope.reference(row);
  }

  context(
    scope: EntityScope,
    row: Row,
    rights: readonly Right[],
    time: ViewTime,
    tellsOwner = false,
    reachedBy: RowContext['reachedBy'] = (some) => this.inScope(scope, row, some),
  ): RowContext {
    if (typeof scope !== 'function') {
      return { row, rights: this.decisions.shape.rights, reachedBy: () => undefined, tellsOwner: false, time };
    }
    return { row, rights, reachedBy, tellsOwner, time };
  }

  /** The arguments of a field, as placeholders. */
  edgeInputs(
    source: ArgumentSource,
    present: ReadonlySet<string>,
    time: ViewTime,
  ): Omit<EdgeInputs, 'choice' | 'among'> {
    const { parameters } = this;
    return {
      has: (name) => present.has(name),
      argument: (name, type, transform = isDateType(type) ? dateOf(type) : plainValue) =>
        parameters.slot(`argument:${source.id}:${name}:${type}:${transform}`, type, (inputs) => {
          const value = inputs.arguments(source)[name];
          return value === null || value === undefined ? null : withoutNul(transform(value, inputs.hashes), source);
        }),
      arguments: (type, make) =>
        parameters.slot(`arguments:${source.id}:${make}`, type, (inputs) =>
          withoutNul(make(inputs.arguments(source), inputs.hashes), source),
        ),
      id: (name, prefix, part) =>
        parameters.slot(`id:${source.id}:${name}:${part}`, 'bigint', (inputs) => {
          return inputs.ids.read(inputs.arguments(source)[name], prefix)[part].toString();
        }),
      viewer: this.viewer,
      day: () => time.day ?? this.today(),
      now: () => parameters.slot('now', 'timestamptz', ({ now }) => now.toISOString()),
      rows: (table, alias) => asRecorded(time, table, alias),
      changed: (name) => parameters.slot(`changed:${name}`, 'bigint', (inputs) => inputs.changed(name)),
      refusals: () => parameters.slot('refusals', 'jsonb', (inputs) => inputs.refusals()),
    };
  }
}

const dateOf = (type: string) => (value: unknown) => dateText(value, type);

/** The driver takes the text `true` for false. */
const plainValue = (value: unknown): ParameterValue => (typeof value === 'boolean' ? value : String(value));

/** PostgreSQL keeps no NUL in text. */
function withoutNul(value: ParameterValue, { coordinate }: ArgumentSource): ParameterValue {
  if ([value].flat().some((text) => typeof text === 'string' && text.includes('\0')))
    throw badInput(`An argument of ${coordinate} holds a NUL character.`);
  return value;
}
