import { badInput } from '../errors';

const maxNesting = 32;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a body as JSON. Refuses, naming the place: bad UTF-8, bad JSON, a name given twice, nesting over 32 levels. */
export function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw badInput('The request body is not valid UTF-8.');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badInput(`The request body is not valid JSON${placeOf(text)}.`);
  }
  refuseDoubleNames(text);
  return value;
}

/** Whether the text could still become JSON if more of it came. */
function isCutShort(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    return /end of JSON|Unterminated/.test(message) || message.includes(` at position ${text.length}`);
  }
}

// The engine tells the place only sometimes, and quotes the body. The shortest beginning that is wrong in itself tells it always.
function placeOf(text: string): string {
  if (isCutShort(text)) return ': it ends too early';
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isCutShort(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return ` at character ${bad}`;
}

/** JSON.parse keeps the last of two equal names in silence, and another reader might keep the first. */
function refuseDoubleNames(text: string): void {
  const open: (Set<string> | null)[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      if (open.length > maxNesting) throw badInput(`The request body nests deeper than ${maxNesting} levels.`);
    } else if (character === '}' || character === ']') open.pop();
    else if (character === '"') {
      const end = endOfString(text, index);
      const names = open.at(-1);
      if (names && isName(text, end)) addName(names, text.slice(index, end + 1));
      index = end;
    }
  }
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text[index - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function isName(text: string, end: number): boolean {
  let next = end + 1;
  while (' \t\r\n'.includes(text[next] as string)) next += 1;
  return text[next] === ':';
}

function addName(names: Set<string>, quoted: string): void {
  const name: string = JSON.parse(quoted);
  if (name === '__proto__') throw badInput('The request body has a name that is not allowed: __proto__.');
  if (names.has(name)) throw badInput(`The request body gives "${name.slice(0, 60)}" twice.`);
  names.add(name);
}
