import { findCycle, importsOf, sourceFiles, textOf } from './source-files';

/** Each room may import from those below it only. */
const storeys = [
  ['main.ts', 'cli.ts', 'commands'],
  ['server'],
  ['reports'],
  ['demo', 'ingest', 'documents'],
  ['interchange', 'measures', 'related-parties'],
  ['risk-alerts', 'segmentation'],
  ['entities'],
  ['graph'],
  ['complaints'],
  ['access'],
  ['database'],
  ['config.ts', 'clock.ts', 'errors.ts', 'rules-file.ts'],
] as const;

const roomOf = (file: string) => file.split('/')[1] as string;
const storeyOf = (file: string) => storeys.findIndex((rooms) => (rooms as readonly string[]).includes(roomOf(file)));

describe('the direction of imports', () => {
  test('every file stands in a known room', () => {
    expect(sourceFiles().filter((file) => storeyOf(file) < 0)).toEqual([]);
  });

  test('imports lead downward', () => {
    const upward = sourceFiles().flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('src/') && storeyOf(target) < storeyOf(file))
        .map((target) => `${file} → ${target}`),
    );

    expect(upward).toEqual([]);
  });

  test('no two rooms of one storey import each other', () => {
    const across = sourceFiles().flatMap((file) =>
      importsOf(file)
        .filter((target) => storeyOf(target) === storeyOf(file) && roomOf(target) !== roomOf(file))
        .filter(() => storeyOf(file) > 0)
        .map((target) => `${file} → ${target}`),
    );

    expect(across).toEqual([]);
  });

  test('there is no circle of files', () => {
    expect(findCycle(sourceFiles())).toBeNull();
  });

  test('drizzle stays in tables, declarations, the compiler and what writes rows', () => {
    const rooms = /^src\/(entities|graph|database|access|demo|ingest|documents)\//;
    const users = sourceFiles().filter((file) => textOf(file).includes("from 'drizzle-orm"));

    expect(users.filter((file) => !rooms.test(file))).toEqual([]);
  });
});
