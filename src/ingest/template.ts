/** A value named in a template: a column of the row, or a value of a join, a target or the constants. */
export interface Reference {
  /** Empty for a column of the row itself. */
  readonly scope: string;
  readonly name: string;
}

export interface Template {
  readonly text: string;
  readonly parts: readonly (string | Reference)[];
}

/** What a row can refer to, by scope and name; every value is text as the source or the database writes it. */
export type Scopes = Map<string, ReadonlyMap<string, string | null>>;

const piece = /\{([^{}]*)\}|([^{}]+)|[{}]/g;
const reference = /^(?:([a-z][a-z0-9_]*)\.)?([a-z][a-z0-9_]*)$/;

/** Reads `text {column} {join.column}`; a string is what is wrong with it. */
export function parseTemplate(text: string): Template | string {
  const parts: (string | Reference)[] = [];
  for (const [whole, inside, literal] of text.matchAll(piece)) {
    if (literal !== undefined) {
      parts.push(literal);
      continue;
    }
    const found = inside === undefined ? null : reference.exec(inside);
    if (!found?.[2]) return `"${whole}" is no reference; write {column}, {join.column} or {constants.name}`;
    parts.push({ scope: found[1] ?? '', name: found[2] });
  }
  return { text, parts };
}

export const references = (template: Template): Reference[] =>
  template.parts.filter((part): part is Reference => typeof part !== 'string');

/** The reference a template consists of, where it is nothing else. */
export function soleReference(template: Template): Reference | null {
  const [only] = template.parts;
  return template.parts.length === 1 && only !== undefined && typeof only !== 'string' ? only : null;
}

export const referenceText = ({ scope, name }: Reference): string => (scope === '' ? name : `${scope}.${name}`);

/** The text of a template for a row: null as soon as one of its references is. */
export function render(template: Template, scopes: Scopes): string | null {
  let text = '';
  for (const part of template.parts) {
    const value = typeof part === 'string' ? part : (scopes.get(part.scope)?.get(part.name) ?? null);
    if (value === null) return null;
    text += value;
  }
  return text;
}
