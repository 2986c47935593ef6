import { isObjectType, parse } from 'graphql';
import { type Class, effectFor, relationOf } from '../reference/matrix';
import type { TypeModel } from '../reference/model/model';
import { allModels } from '../reference/model/models';
import { answered } from '../reference/trial';
import type { AccessWorld } from './access-world';
import type { Leak } from './leaks';

const text = '{ viewer { staffNumber access { type field dataClass effects { relation effect } } } }';
const document = parse(text);

interface Told {
  readonly type: string;
  readonly field: string;
  readonly dataClass: string;
  readonly effects: readonly { readonly relation: string; readonly effect: string }[];
}

const strength = ['HIDDEN', 'MASKED', 'FULL'];

/** Where neither field nor way has a class, it is that of the whole type. */
function classOf({ fields, ways, dataClass }: TypeModel, field: string): Class {
  const way = ways[field];
  const own = fields[field]?.dataClass ?? (way && 'dataClass' in way ? way.dataClass : undefined);
  return own ?? dataClass ?? 'C1';
}

/** What `viewer.access` has to say, one line a field, worked out from the matrix. */
function expectedLines(world: AccessWorld, staffNumber: string): string[] {
  const { standings } = world.reference.readerOf(staffNumber);
  return allModels().flatMap((model) => {
    const { name, fields } = model;
    const type = world.reference.schema.getType(name);
    if (!isObjectType(type)) return [];
    return Object.keys(type.getFields()).flatMap((field) => {
      const dataClass = classOf(model, field);
      if (dataClass === 'AML' && !standings.includes('COMPLIANCE_OFFICER')) return [];
      const best = new Map<string, string>();
      for (const standing of standings) {
        const given = effectFor(standing, dataClass);
        const effect = given === 'MASKED' && !fields[field]?.mask ? 'HIDDEN' : given;
        const relation = relationOf(standing);
        const known = best.get(relation);
        if (known === undefined || strength.indexOf(effect) > strength.indexOf(known)) best.set(relation, effect);
      }
      return [lineOf(name, field, dataClass, [...best])];
    });
  });
}

const lineOf = (type: string, field: string, dataClass: string, effects: readonly (readonly [string, string])[]) =>
  `${type}.${field} ${dataClass} ${effects
    .map((pair) => pair.join(' '))
    .sort()
    .join(', ')}`;

// `Viewer.access` tells of itself, and the reference leaves these out.
const leftOut = /^(Viewer\.access|AuditEntry\.|BreakGlass\.|UserError\.)/;

/** Asks everybody at once what he may see; the lines that differ are leaks. */
export async function viewerAccess(world: AccessWorld, staffNumbers: readonly string[]): Promise<Leak[]> {
  const asked = staffNumbers.map(async (staffNumber): Promise<Leak[]> => {
    const answer = await answered(world, { document, variables: {}, staffNumber });
    const viewer = (answer.data as { viewer?: { staffNumber: string; access: readonly Told[] } } | null)?.viewer;
    const access: readonly Told[] = Array.isArray(viewer?.access) ? viewer.access : [];
    const told = access.map(({ type, field, dataClass, effects }) =>
      lineOf(
        type,
        field,
        dataClass,
        effects.map(({ relation, effect }) => [relation, effect] as const),
      ),
    );
    const got = told.filter((line) => !leftOut.test(line)).sort();
    const expected = expectedLines(world, staffNumber).sort();
    const at = expected.findIndex((line, index) => line !== got[index]);
    if (at < 0 && got.length === expected.length) return [];
    const place = at < 0 ? expected.length : at;
    return [
      {
        staffNumber,
        text,
        variables: {},
        path: 'viewer.access',
        expected: expected[place],
        got: got[place] ?? answer.code ?? viewer?.access,
      },
    ];
  });
  return (await Promise.all(asked)).flat();
}

/** Who is not at work, or nobody's number, is nobody to the directory. */
export async function strangers(world: AccessWorld): Promise<Leak[]> {
  const away = world.bank.rows('employee').filter(({ status }) => status !== 'ACTIVE');
  const leaks: Leak[] = [];
  for (const staffNumber of [...away.map((row) => String(row.staff_number)), 'nobody']) {
    const got = await world.viewerOf(staffNumber);
    if (got === null) continue;
    leaks.push({ staffNumber, text: '', variables: {}, path: 'directory', expected: null, got: got.principal });
  }
  return leaks;
}
