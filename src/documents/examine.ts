import { type FragmentDefinitionNode, type GraphQLSchema, isObjectType, Kind } from 'graphql';
import { type Decisions, decisionsFor, rightsWith } from '../access/decisions';
import { roles as allRoles, type Effect, type Role } from '../access/policy';
import { accessShape } from '../access/shape';
import type { Viewer } from '../access/viewer';
import { ClientError } from '../errors';
import type { Plan } from '../graph/plan/plan';
import { Planner } from '../graph/plan/planner';
import { type Admitted, DocumentFault } from './admit';
import { type Coordinates, coordinatesOf } from './coordinates';
import { largestForm } from './largest';
import { sampleVariables } from './samples';

/** What a document shows to the holders of one role. */
export interface RoleReading {
  readonly role: Role;
  /** Why he is refused as a whole; null where he is answered. */
  readonly refusal: string | null;
  /** By field of a record; empty where he is refused. */
  readonly effects: ReadonlyMap<string, Effect>;
}

export interface Examination extends Coordinates {
  /** The rows it can answer at most, over all its nested pages. */
  readonly worstRows: number;
  readonly readings: readonly RoleReading[];
}

/** Plans a document at its largest for each role; nothing is run. Throws where it is more than anybody may ask for. */
export async function examine(
  schema: GraphQLSchema,
  { document }: Admitted,
  roles: readonly Role[],
): Promise<Examination> {
  const coordinates = coordinatesOf(schema, document);
  const examined = roles.length > 0 ? roles : allRoles;
  const largest = largestForm(schema, document);
  const definition = largest.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (!definition) throw new DocumentFault('A document has one operation.');
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const one of largest.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments[one.name.value] = one;
  const namesAnyRecord = coordinates.fields.some((field) => /^Query\.nodes?$/.test(field));
  const samples = sampleVariables(schema, largest).slice(0, namesAnyRecord ? undefined : 1);
  let worstRows = 0;
  const readings: RoleReading[] = [];
  for (const role of examined) {
    const decisions = await decisionsFor(accessShape(holderOf(role)));
    try {
      const plans = samples.map((variables) =>
        new Planner(schema, { definition, fragments, variables }, decisions).plan(),
      );
      worstRows = Math.max(worstRows, ...plans.map(({ rows }) => rows));
      readings.push({ role, refusal: null, effects: effectsOf(schema, coordinates, decisions, plans) });
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      if (!String(error.extensions.code).startsWith('FORBIDDEN')) throw new DocumentFault(error.message);
      readings.push({ role, refusal: error.message, effects: new Map() });
    }
  }
  return { ...coordinates, worstRows, readings };
}

/** Somebody who holds that role and no other, and comes through a document. */
const holderOf = (role: Role): Viewer => ({
  principal: '',
  employeeId: 0n,
  staffNumber: '',
  clientId: '',
  grants: [{ role, orgUnitId: 0n, orgUnitCode: '', lft: 0, rgt: 1, kinds: null }],
  portfolio: [],
  cases: [],
  contacts: [],
  openings: [],
  today: '',
  timeZone: 'UTC',
  workedOutSince: null,
  throughDocument: true,
  throughTool: false,
});

function effectsOf(
  schema: GraphQLSchema,
  { fields }: Coordinates,
  decisions: Decisions,
  plans: readonly Plan[],
): Map<string, Effect> {
  const withheld = new Map<string, Effect>();
  for (const { field, relation, effect } of plans.flatMap(({ notices }) => notices)) {
    if (relation !== 'LINKED') withheld.set(field, effect);
  }
  const seesAml = rightsWith(decisions, 'AML', 'FULL').length > 0;
  return new Map(
    fields.flatMap((coordinate): [string, Effect][] => {
      const [typeName, name] = coordinate.split('.') as [string, string];
      const type = schema.getType(typeName);
      const declared = isObjectType(type) ? type.getFields()[name]?.extensions.c360 : undefined;
      if (!declared || typeName === 'Query') return [];
      const otherwise = declared.dataClass === 'AML' && !seesAml ? 'HIDDEN' : 'FULL';
      return [[coordinate, withheld.get(coordinate) ?? otherwise]];
    }),
  );
}

/** Throws where none of the roles is answered, or a field is hidden from all of them. */
export function refuseTheUnreadable({ readings }: Examination): void {
  const answered = readings.filter(({ refusal }) => refusal === null);
  const [first] = readings;
  if (answered.length === 0) throw new DocumentFault(`None of its roles may run it: ${first?.refusal}`);
  const [reading] = answered;
  const hidden = [...(reading?.effects.keys() ?? [])].filter((field) =>
    answered.every(({ effects }) => effects.get(field) === 'HIDDEN'),
  );
  if (hidden.length > 0) throw new DocumentFault(`Hidden from every one of its roles: ${hidden.join(', ')}.`);
}
