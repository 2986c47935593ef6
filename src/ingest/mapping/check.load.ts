import { identifierSchemes } from '../../entities/party/party-identifier.table';
import { type Entity, entities } from '../entity';
import type { FieldPlan, IdentifierScheme, JoinPlan, LoadPlan, SourcePlan, StagePlan, TargetPlan } from '../plan';
import { soleReference } from '../template';
import { FieldCheck } from './check.field';
import { Names } from './check.names';
import { checkColumn, checkCondition } from './check.source';
import type { MappingDocument, Path } from './mapping.document';
import type { JoinShape, LoadShape, TargetShape } from './mapping.shape';

/** What loads are checked against; stages are added as joins ask for them. */
export interface Checked {
  readonly document: MappingDocument;
  readonly constants: ReadonlyMap<string, string | null>;
  readonly sources: ReadonlyMap<string, SourcePlan>;
  readonly stages: Map<string, StagePlan>;
}

export function checkLoad(checked: Checked, path: Path, shape: LoadShape): LoadPlan {
  const { document, constants } = checked;
  const source = sourceNamed(checked, [...path, 'from'], shape.from);
  const names = new Names(document)
    .addColumns('', source)
    .add('constants', new Map([...constants.keys()].map((name) => [name, 'text'])));
  const joins = Object.entries(shape.joins ?? {}).map(([name, join]) => {
    refuseTaken(document, names, [...path, 'joins', name], name);
    return checkJoin(checked, names, [...path, 'joins', name], name, join);
  });
  const targets = Object.entries(shape.into).map(([name, target]) => {
    refuseTaken(document, names, [...path, 'into', name], name);
    const plan = checkTarget(checked, names, [...path, 'into', name], name, target);
    names.addRow(name);
    return plan;
  });
  if (targets.length === 0) document.fault([...path, 'into'], 'must have at least one target');
  const where = checkCondition(document, [...path, 'where'], source, shape.where);
  // Rows are put together as they are read, before anything is joined.
  const own = new Names(document).addColumns('', source);
  const together = shape.together === undefined ? null : own.template([...path, 'together'], shape.together);
  return { source, where, together, joins, targets };
}

function refuseTaken(document: MappingDocument, names: Names, path: Path, name: string): void {
  if (names.has(name)) document.fault(path, `the name "${name}" is taken in this load`, 'key');
}

function sourceNamed({ document, sources }: Checked, path: Path, name: string): SourcePlan {
  const known = [...sources.keys()].join(', ');
  return sources.get(name) ?? document.fault(path, `unknown source "${name}"; known: ${known}`);
}

function entityNamed(document: MappingDocument, path: Path, name: string): Entity {
  const known = [...entities.keys()].join(', ');
  return entities.get(name) ?? document.fault(path, `unknown entity "${name}"; known: ${known}`);
}

function schemeNamed(document: MappingDocument, path: Path, name: string): IdentifierScheme {
  const known = identifierSchemes.join(', ');
  const scheme = identifierSchemes.find((one) => one === name);
  return scheme ?? document.fault(path, `unknown scheme "${name}"; known: ${known}`);
}

function checkJoin(checked: Checked, names: Names, path: Path, name: string, join: JoinShape): JoinPlan {
  const { document, stages } = checked;
  const optional = join.optional ?? false;
  if (
    join.loaded !== undefined &&
    join.key !== undefined &&
    !join.source &&
    !join.on &&
    !join.where &&
    !join.identified
  ) {
    const entity = entityNamed(document, [...path, 'loaded'], join.loaded);
    const key = names.key([...path, 'key'], join.key);
    names.addRow(name);
    return { kind: 'loaded', name, optional, entity, key };
  }
  if (join.identified !== undefined && join.value !== undefined && !join.source && !join.on && !join.loaded) {
    const scheme = schemeNamed(document, [...path, 'identified'], join.identified);
    const value = names.template([...path, 'value'], join.value);
    names.addRow(name);
    return { kind: 'identified', name, optional, scheme, value };
  }
  if (join.source === undefined || join.on === undefined || join.loaded || join.key || join.identified || join.value) {
    const forms = '"source" and "on" (and "where"), or "loaded" and "key", or "identified" and "value"';
    return document.fault(path, `a join has either ${forms}`, 'key');
  }
  const source = sourceNamed(checked, [...path, 'source'], join.source);
  const by = Object.keys(join.on);
  if (by.length === 0) document.fault([...path, 'on'], 'must name at least one column');
  const values = Object.entries(join.on).map(([column, value]) => {
    checkColumn(document, [...path, 'on', column], source, column);
    return names.template([...path, 'on', column], value);
  });
  const where = checkCondition(document, [...path, 'where'], source, join.where);
  const sought = JSON.stringify([source.name, by, join.where]);
  const stage = stages.get(sought) ?? { table: `import_stage_${stages.size + 1}`, source, by, where };
  stages.set(sought, stage);
  names.addColumns(name, source);
  return { kind: 'source', name, optional, stage, values };
}

function checkTarget(checked: Checked, names: Names, path: Path, name: string, shape: TargetShape): TargetPlan {
  const { document, constants } = checked;
  const entity = entityNamed(document, [...path, 'entity'], shape.entity);
  const key = names.key([...path, 'key'], shape.key, document.mapping.name);
  const check = new FieldCheck(document, names, constants);
  const fields = Object.entries(shape.fields).map(([fieldName, value]): FieldPlan => {
    const at = [...path, 'fields', fieldName];
    const field = entity.fields.get(fieldName) ?? refuseField(document, at, entity, fieldName);
    if (field.kind === 'minor' && !Object.hasOwn(shape.fields, 'currency')) {
      document.fault(at, `"${fieldName}" is an amount and needs the field "currency"`, 'key');
    }
    return { field, expression: check.expression(at, field, value) };
  });
  const missing = [...entity.fields.values()].filter(
    (field) => field.required && !Object.hasOwn(shape.fields, field.name),
  );
  if (missing.length > 0) {
    const list = missing.map((field) => field.name).join(', ');
    document.fault([...path, 'fields'], `${entity.name} cannot be without: ${list}`, 'key');
  }
  const adopted = checkAdopted(document, names, [...path, 'adopt'], entity, shape);
  return { name, entity, key, repeats: shape.repeats ?? false, ...adopted, fields };
}

/** A row is adopted by columns, those of a party by its key among them, or by what joins have found. */
function checkAdopted(
  document: MappingDocument,
  names: Names,
  path: Path,
  entity: Entity,
  shape: TargetShape,
): Pick<TargetPlan, 'adopt' | 'adoptFound'> {
  const given = [...(shape.adopt ?? []).entries()];
  const found = given.filter(([, text]) => text.includes('{'));
  const columns = given.filter(([, text]) => !text.includes('{'));
  if (found.length > 0 && columns.length > 0) document.fault(path, 'has columns or references, not both');
  for (const [place, column] of columns) {
    const at = [...path, place];
    if (!Object.hasOwn(shape.fields, column)) document.fault(at, `"${column}" is not among the fields`);
    const isOwned = entity.identity !== null && columns.some(([, other]) => other === 'customer_id');
    if (!entity.shared && !isOwned) {
      document.fault(
        at,
        `rows of ${entity.name} are adopted by customer_id and other columns, or by what a join found`,
      );
    }
  }
  const adoptFound = found.map(([place, text]) => {
    const template = names.template([...path, place], text);
    const sole = soleReference(template);
    if (sole && names.typeOf(sole) === 'key') return template;
    return document.fault([...path, place], 'must be the key of a row such as {join.row}');
  });
  return { adopt: columns.map(([, column]) => column), adoptFound };
}

function refuseField(document: MappingDocument, path: Path, entity: Entity, name: string): never {
  if (entity.columns.has(name)) document.fault(path, `"${name}" of ${entity.name} is filled by the database`, 'key');
  const known = [...entity.fields.keys()].join(', ');
  return document.fault(path, `unknown field "${name}"; ${entity.name} has: ${known}`, 'key');
}
