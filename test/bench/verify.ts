import { isDeepStrictEqual } from 'node:util';
import type { SingleWork } from './documents';
import { products, type ServerName } from './options';
import { canonical } from './peers/canonical';
import type { Served } from './serving';

type Data = Readonly<Record<string, unknown>>;

async function answersOf(served: Served, work: SingleWork, most: number): Promise<Data[]> {
  const answers: Data[] = [];
  for (const { path, body } of served.requests[work].slice(0, most)) {
    const headers = { ...served.headers, 'content-type': 'application/json', accept: 'application/json' };
    const response = await fetch(`${served.address}${path}`, { method: 'POST', headers, body });
    const text = await response.text();
    const { data, errors } = JSON.parse(text) as { data?: Data; errors?: unknown };
    if (!data || errors) throw new Error(`${served.name} fails ${work}: ${text.slice(0, 500)}`);
    answers.push(data);
  }
  return answers;
}

/** The answers to some requests of a work, each server's brought into the product's form. */
export async function canonicalAnswers(served: Served, work: SingleWork, most: number): Promise<unknown[]> {
  return (await answersOf(served, work, most)).map((data) => canonical(served.name, work, data));
}

/** What the product answers, as far as a server of that name can tell the same. */
export const expectedOf = (name: ServerName, work: SingleWork, answers: readonly unknown[]): unknown[] =>
  answers.map((data) =>
    name === 'limit' || products.includes(name) ? data : canonical('product', work, data as Data, true),
  );

/** Throws at the first value that differs, naming its place. */
export function checkEqual(
  served: Served,
  work: SingleWork,
  expected: readonly unknown[],
  got: readonly unknown[],
): void {
  for (const [index, one] of expected.entries()) {
    const place = differenceOf(one, got[index], `${work}[${index}]`);
    if (place !== null) throw new Error(`${served.name} does not answer as the product does: ${place}`);
  }
}

function differenceOf(one: unknown, other: unknown, place: string): string | null {
  if (isDeepStrictEqual(one, other)) return null;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return `${place} is ${JSON.stringify(other)}, not ${JSON.stringify(one)}`;
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  for (const key of keys) {
    const found = differenceOf((one as Data)[key], (other as Data)[key], `${place}.${key}`);
    if (found !== null) return found;
  }
  return `${place} differs in form`;
}
