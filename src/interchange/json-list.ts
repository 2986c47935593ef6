/** One value of a list as it stands in its file, and the line where it begins. */
export interface JsonPart {
  readonly line: number;
  readonly text: string;
  /** Why what stands there cannot be read as a value. */
  readonly broken?: string;
}

/** The text is no list of values from its first character on. */
export class NoJsonList extends Error {}

/** A value was longer than may be held. */
export class JsonPartTooLong extends Error {
  constructor(readonly line: number) {
    super(`the value that begins in line ${line} is too long`);
  }
}

const longestPart = 1_000_000;

/**
 * Streams the values of a JSON list, or those of a file with one value after the other (JSON Lines), holding one of
 * them at a time. Where the text ends too early, the last part says so.
 */
export async function* jsonParts(chunks: AsyncIterable<string>): AsyncGenerator<JsonPart> {
  const splitter = new Splitter();
  for await (const chunk of chunks) yield* splitter.take(chunk);
  yield* splitter.end();
}

class Splitter {
  private place: 'before' | 'list' | 'lines' | 'after' = 'before';
  private line = 1;
  private firstLine = 1;
  private depth = 0;
  private isQuoted = false;
  private isEscaped = false;
  private open = '';

  *take(chunk: string): Generator<JsonPart> {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const character = chunk[at] as string;
      const isOpen = this.open !== '' || from < at;
      if (character === '\n') this.line += 1;
      if (this.isQuoted) this.quoted(character);
      else if (isOpen && this.depth === 0 && /[\s,\]]/.test(character)) {
        yield this.part(chunk.slice(from, at));
        from = this.between(character) ? at : at + 1;
      } else if (isOpen) {
        if (this.within(character)) {
          yield this.part(chunk.slice(from, at + 1));
          from = at + 1;
        }
      } else {
        from = this.between(character) ? at : at + 1;
      }
    }
    this.open += chunk.slice(from);
    if (this.open.length > longestPart) throw new JsonPartTooLong(this.firstLine);
  }

  *end(): Generator<JsonPart> {
    if (this.place === 'before') throw new NoJsonList('it is empty');
    const broken = 'is cut off: the file ends before the statement does; nothing after it is read';
    if (this.open !== '') yield { line: this.firstLine, text: '', broken };
    else if (this.place === 'list')
      yield { line: this.line, text: '', broken: 'the list of statements is not closed; was the file cut off?' };
  }

  private quoted(character: string): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (character === '\\') this.isEscaped = true;
    else if (character === '"') this.isQuoted = false;
  }

  /** Goes on within a value; true where its last bracket closes. */
  private within(character: string): boolean {
    if (character === '"') this.isQuoted = true;
    else if (character === '{' || character === '[') this.depth += 1;
    else if (character === '}' || character === ']') this.depth -= 1;
    return this.depth === 0 && (character === '}' || character === ']');
  }

  /** Goes on between values; true where one begins. */
  private between(character: string): boolean {
    if (/[\s\ufeff]/.test(character)) return false;
    if (this.place === 'before') {
      if (character !== '[' && character !== '{') throw new NoJsonList('it does not begin with [ or {');
      this.place = character === '[' ? 'list' : 'lines';
      if (this.place === 'list') return false;
    } else if (this.place === 'list' && character === ',') {
      return false;
    } else if (this.place === 'list' && character === ']') {
      this.place = 'after';
      return false;
    }
    this.firstLine = this.line;
    this.within(character);
    return true;
  }

  private part(rest: string): JsonPart {
    const text = this.open + rest;
    this.open = '';
    return { line: this.firstLine, text };
  }
}
