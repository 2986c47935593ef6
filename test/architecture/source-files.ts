import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

/** The project's files as git knows them, with those not yet added. */
export function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  return listed.split('\n').filter((file) => file !== '' && existsSync(join(root, file)));
}

export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

export const sourceFiles = (): string[] => projectFiles().filter((file) => /^src\/.*\.ts$/.test(file));

/** The project's own files that a file imports, types included. */
export function importsOf(file: string): string[] {
  const found = textOf(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].map(([, path]) => {
    const target = normalize(join(dirname(file), path as string));
    const candidates = [`${target}.ts`, `${target}/index.ts`, target];
    return candidates.find((candidate) => existsSync(join(root, candidate))) ?? target;
  });
}

/** One circle of imports, from a file back to itself; null where there is none. */
export function findCycle(files: readonly string[]): string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const next of importsOf(file)) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of files) {
    const cycle = visit(file);
    if (cycle) return cycle;
  }
  return null;
}
