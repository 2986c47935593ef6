import type { EntityField, FieldKind } from '../entity';
import type { Expression } from '../plan';
import { referenceText, soleReference, type Template } from '../template';
import { fitField } from '../value';
import type { Names } from './check.names';
import type { MappingDocument, Path } from './mapping.document';
import type { FieldShape, Scalar } from './mapping.shape';

const takes: Record<FieldKind, readonly string[]> = {
  key: ['key'],
  minor: ['integer', 'decimal'],
  integer: ['integer'],
  decimal: ['integer', 'decimal'],
  date: ['date'],
  moment: ['moment', 'date'],
  boolean: [],
  text: ['text', 'integer', 'decimal', 'date', 'moment'],
};

export const scalarText = (value: Scalar): string | null => (value === null ? null : String(value));

/** Turns what a mapping says of fields into expressions and refuses what cannot fit its column. */
export class FieldCheck {
  constructor(
    private readonly document: MappingDocument,
    private readonly names: Names,
    private readonly constants: ReadonlyMap<string, string | null>,
  ) {}

  expression(path: Path, field: EntityField, shape: FieldShape): Expression {
    if (shape === null || typeof shape !== 'object') return this.plain(path, field, shape);
    if ('map' in shape) return this.map(path, field, shape);
    if (field.kind !== 'date') this.document.fault(path, `"${field.name}" is no date`);
    const months = this.names.template([...path, 'plus_months'], String(shape.plus_months));
    const text = this.names.template([...path, 'day'], shape.day);
    this.typed([...path, 'plus_months'], months, ['integer'], 'plus_months');
    this.typed([...path, 'day'], text, ['date'], 'day');
    return { kind: 'day', text, months };
  }

  private plain(path: Path, field: EntityField, shape: Scalar): Expression {
    if (typeof shape !== 'string') return this.constant(path, field, scalarText(shape));
    const text = this.names.template(path, shape);
    if (text.parts.every((part) => typeof part === 'string')) return this.constant(path, field, shape);
    const sole = soleReference(text);
    if (sole?.scope === 'constants') return this.constant(path, field, this.constants.get(sole.name) ?? null);
    this.typed(path, text, takes[field.kind], `"${field.name}"`);
    return { kind: 'text', text };
  }

  private typed(path: Path, text: Template, allowed: readonly string[], what: string): void {
    if (text.parts.every((part) => typeof part === 'string')) return;
    const sole = soleReference(text);
    const type = sole ? this.names.typeOf(sole) : 'text';
    if (type !== undefined && allowed.includes(type)) return;
    const given = sole ? `{${referenceText(sole)}}, which is ${type}` : 'a text';
    this.document.fault(path, `${what} takes ${allowed.join(' or ') || 'a constant or a map'}, not ${given}`);
  }

  private map(path: Path, field: EntityField, shape: { value: string; map: string }): Expression {
    const maps = this.document.mapping.maps ?? {};
    const found = Object.hasOwn(maps, shape.map) ? maps[shape.map] : undefined;
    if (!found) {
      const known = Object.keys(maps).join(', ') || 'none';
      return this.document.fault([...path, 'map'], `unknown map "${shape.map}"; known: ${known}`);
    }
    const text = this.names.template([...path, 'value'], shape.value);
    const map = new Map<string, string | null>();
    for (const [code, value] of Object.entries(found)) {
      this.constant(['maps', shape.map, code], field, scalarText(value));
      map.set(code, scalarText(value));
    }
    return { kind: 'map', text, name: shape.map, map };
  }

  private constant(path: Path, field: EntityField, value: string | null): Expression {
    if (field.kind === 'key' && value !== null) this.document.fault(path, `"${field.name}" takes key, not a constant`);
    // The digits of an amount depend on the currency of its row and are looked at there.
    const fit = fitField(field.kind === 'minor' ? { ...field, kind: 'decimal' } : field, value, null);
    if ('fault' in fit) this.document.fault(path, `"${value ?? ''}" for ${field.name} ${fit.fault}`);
    return { kind: 'constant', value };
  }
}
