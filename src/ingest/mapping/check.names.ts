import type { SourcePlan } from '../plan';
import { parseTemplate, type Reference, references, referenceText, type Template } from '../template';
import type { MappingDocument, Path } from './mapping.document';

/** Type of a value that can be referred to; `key`: a row's or an owner's key in the database. */
export type NameType = string;

/** What references can name at one place of a load, with types. */
export class Names {
  private readonly scopes = new Map<string, ReadonlyMap<string, NameType>>();

  constructor(private readonly document: MappingDocument) {}

  add(scope: string, names: ReadonlyMap<string, NameType>): this {
    this.scopes.set(scope, names);
    return this;
  }

  addColumns(scope: string, source: SourcePlan): this {
    return this.add(scope, new Map(source.columns.map(({ name, type }) => [name, type.split(' ')[0] ?? type])));
  }

  addRow(scope: string): this {
    return this.add(scope, new Map(['row', 'owner'].map((name) => [name, 'key'])));
  }

  has(scope: string): boolean {
    return this.scopes.has(scope);
  }

  typeOf({ scope, name }: Reference): NameType | undefined {
    return this.scopes.get(scope)?.get(name);
  }

  /** Reads a template and refuses references to what is not there. */
  template(path: Path, text: string): Template {
    const template = parseTemplate(text);
    if (typeof template === 'string') return this.document.fault(path, template);
    for (const reference of references(template)) {
      if (this.typeOf(reference) !== undefined) continue;
      const scope = this.scopes.get(reference.scope);
      const known = scope ? [...scope.keys()] : [...this.scopes.keys()].filter((name) => name !== '');
      const what = scope ? 'reference' : 'join or target';
      this.document.fault(
        path,
        `unknown ${what} {${referenceText(reference)}}; known here: ${known.join(', ') || 'none'}`,
      );
    }
    return template;
  }

  /** A template that names a record: it begins with the name of a system and a colon. */
  key(path: Path, text: string, system?: string): Template {
    const template = this.template(path, text);
    const [first] = template.parts;
    const wanted = system === undefined ? /^[a-z][a-z0-9-]*:/ : new RegExp(`^${system}:`);
    if (typeof first === 'string' && wanted.test(first)) return template;
    return this.document.fault(
      path,
      `a key begins with ${system ? `"${system}:"` : 'the name of its source and a colon'}`,
    );
  }
}
