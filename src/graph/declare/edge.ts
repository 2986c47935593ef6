import type { SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { DataClass } from '../../access/policy';
import { connectionOf, timelineConnection } from './connection';
import type {
  ArgumentDeclaration,
  Candidates,
  EdgeField,
  Lead,
  LinkedPart,
  OrderTerm,
  Row,
  StubSource,
  TypeClass,
  UnionArm,
  UnionField,
  Walk,
} from './field';
import type { Join } from './join';
import { isPayload } from './mutation';
import { addField, isReference } from './registry';
import { readerFrom, readerOf } from './stored';
import { timeArguments } from './time';

interface EdgeOptions {
  readonly from: TypeClass;
  readonly name: string;
  readonly description: string;
  readonly to: TypeClass;
  /** The rows on the other side; `row` is theirs, `parent` this side's, `link` a table between. */
  readonly on?: (join: Join) => SQL | undefined;
  readonly source?: EdgeField['source'];
  readonly link?: PgTable;
  readonly dataClass?: DataClass;
  readonly arguments?: Readonly<Record<string, ArgumentDeclaration>>;
  readonly check?: EdgeField['check'];
  readonly onlyRoles?: EdgeField['onlyRoles'];
  /** Leads to another customer than the parent's. */
  readonly leavesScope?: boolean;
  /** The argument by which the request names one record; any other way is a search. */
  readonly namedBy?: string;
  readonly mayTell?: EdgeField['mayTell'];
  readonly among?: TypeClass;
  readonly lookup?: EdgeField['lookup'];
  /** Of a root field: tells nothing that could be told as of another time. */
  readonly timeless?: boolean;
  /** What it leads to is worked out for today only. */
  readonly ofToday?: boolean;
}

interface OneOptions extends EdgeOptions {
  /** There is a row behind every parent. */
  readonly always?: boolean;
  readonly sizedBy?: string;
  readonly defaultFirst?: number;
  readonly maxFirst?: number;
}

interface ListOptions extends EdgeOptions {
  readonly order: readonly OrderTerm[];
  readonly walk?: Walk;
  readonly most?: number;
  readonly stays?: EdgeField['stays'];
}

interface PageOptions extends Omit<ListOptions, 'most' | 'stays'> {
  readonly defaultFirst?: number;
  readonly maxFirst?: number;
  readonly candidates?: Candidates;
  readonly stub?: StubSource;
}

/** The class on which the fields of Query are declared. */
export class QueryRoot {}

export const by = (column: PgColumn, direction: 'ASC' | 'DESC' = 'ASC'): OrderTerm => ({
  column: readerOf(column),
  sqlType: column.getSQLType(),
  nullable: !column.notNull,
  direction,
});

function edgeField(
  options: EdgeOptions & Partial<OneOptions & ListOptions & PageOptions>,
  cardinality: EdgeField['cardinality'],
): EdgeField {
  return {
    kind: 'edge',
    cardinality,
    name: options.name,
    description: options.description,
    dataClass: options.dataClass ?? 'C1',
    nullable: cardinality === 'one' && !options.always,
    arguments: { ...options.arguments, ...(isTimed(options) && timeArguments) },
    to: options.to,
    on: options.on ?? (() => undefined),
    order: options.order ?? [],
    defaultFirst: options.defaultFirst ?? 20,
    maxFirst: options.maxFirst ?? 100,
    ...(options.source && { source: options.source }),
    ...(options.stays && { stays: options.stays }),
    ...(options.most && { most: options.most }),
    ...(options.sizedBy && { sizedBy: options.sizedBy }),
    ...(options.link && { link: options.link }),
    ...(options.check && { check: options.check }),
    ...(options.onlyRoles && { onlyRoles: options.onlyRoles }),
    leads: leadOf(options, cardinality),
    ...(options.namedBy && { namedBy: options.namedBy }),
    ...(options.mayTell && { mayTell: options.mayTell }),
    ...(options.among && { among: options.among }),
    ...(options.lookup && { lookup: options.lookup }),
    ...(options.candidates && { candidates: options.candidates }),
    ...(options.stub && { stub: options.stub }),
    ...(options.walk && { walk: options.walk }),
    ...(options.ofToday && { ofToday: true }),
  };
}

/** What is searched for is found as of now: a page cut before its records' time is asked would be too short. */
const isTimed = ({ from, timeless, candidates }: EdgeOptions & Pick<PageOptions, 'candidates'>): boolean =>
  from === QueryRoot && !timeless && !candidates;

function leadOf(options: EdgeOptions, cardinality: EdgeField['cardinality']): Lead {
  const { from, leavesScope } = options;
  if (leavesScope) return 'ACROSS';
  if (from === QueryRoot || isPayload(from)) return cardinality === 'page' ? 'LISTING' : 'NAMED';
  return isReference(from) ? 'LISTING' : 'WITHIN';
}

/** A way to at most one row; null where there is none or where it is out of scope. */
export function toOne(options: OneOptions): void {
  const declaration = edgeField(options, 'one');
  addField({ ...fieldOf(options), type: () => options.to, nullable: declaration.nullable, declaration });
}

/** A way to a bounded set: a plain list of at most 100 or what it says, each with its own columns. */
export function toList(options: ListOptions): void {
  const declaration = { ...edgeField(options, 'list'), nullable: options.dataClass !== undefined };
  addField({ ...fieldOf(options), type: () => [options.to], nullable: declaration.nullable, declaration });
}

/** A way to any number of rows: a Relay connection with filter, order and cursors. */
export function toPage(options: PageOptions): void {
  const declaration = { ...edgeField(options, 'page'), nullable: options.dataClass !== undefined };
  const type = () => connectionOf(options.to, options.stub !== undefined).connection;
  addField({ ...fieldOf(options), type, nullable: declaration.nullable, declaration });
}

const fieldOf = ({ from, name, description }: Pick<EdgeOptions, 'from' | 'name' | 'description'>) => ({
  target: from,
  name,
  description,
});

interface LinkedOptions {
  readonly from: TypeClass;
  readonly name: string;
  readonly description: string;
  readonly to: TypeClass;
  readonly source: StubSource;
  readonly fields: Readonly<Record<string, LinkedPart>>;
}

/** A party that may lie out of scope: told in full where the reader may see it, else by the stub its row keeps. */
export function toLinked(options: LinkedOptions): void {
  const { name, description, to, source, fields } = options;
  addField({
    ...fieldOf(options),
    type: () => to,
    nullable: false,
    declaration: {
      kind: 'linked',
      name,
      description,
      dataClass: 'C1',
      nullable: false,
      arguments: {},
      to,
      source,
      fields,
    },
  });
}

/** Declares rows of several entities in one order of time, and lets each entity add its own. */
export function toTimeline(options: { from: TypeClass; name: string; description: string; of: () => object }) {
  const arms: UnionArm[] = [];
  const { name, description } = options;
  const declaration: UnionField = {
    kind: 'union',
    name,
    description,
    dataClass: 'C1',
    nullable: false,
    arguments: {},
    arms,
    defaultFirst: 20,
    maxFirst: 100,
  };
  addField({
    ...fieldOf(options),
    type: () => timelineConnection(options.of()).connection,
    nullable: false,
    declaration,
  });
  return (arm: { to: TypeClass; at: PgColumn | ((row: Row) => SQL); on: UnionArm['on'] }) => {
    arms.push({ to: arm.to, at: readerFrom(arm.at), on: arm.on });
  };
}
