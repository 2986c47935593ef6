import { type Entity, entities } from '../entity';
import type { FieldPlan, JoinPlan, LoadPlan, SourcePlan, StagePlan, TargetPlan } from '../plan';
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

function checkJoin(checked: Checked, names: Names, path: Path, name: string, join: JoinShape): JoinPlan {
  const { document, stages } = checked;
  const optional = join.optional ?? false;
  if (join.loaded !== undefined && join.key !== undefined && !join.source && !join.on && !join.where) {
    const entity = entityNamed(document, [...path, 'loaded'], join.loaded);
    const key = names.key([...path, 'key'], join.key);
    names.addRow(name);
    return { kind: 'loaded', name, optional, entity, key };
  }
  if (join.source === undefined || join.on === undefined || join.loaded || join.key) {
    return document.fault(path, 'a join has either "source" and "on" (and "where"), or "loaded" and "key"', 'key');
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
  for (const [place, column] of (shape.adopt ?? []).entries()) {
    const at = [...path, 'adopt', place];
    if (!entity.shared) document.fault(at, `only rows of the whole bank are adopted, not of ${entity.name}`);
    if (!Object.hasOwn(shape.fields, column)) document.fault(at, `"${column}" is not among the fields`);
  }
  return { name, entity, key, repeats: shape.repeats ?? false, adopt: shape.adopt ?? [], fields };
}

function refuseField(document: MappingDocument, path: Path, entity: Entity, name: string): never {
  if (entity.columns.has(name)) document.fault(path, `"${name}" of ${entity.name} is filled by the database`, 'key');
  const known = [...entity.fields.keys()].join(', ');
  return document.fault(path, `unknown field "${name}"; ${entity.name} has: ${known}`, 'key');
}
