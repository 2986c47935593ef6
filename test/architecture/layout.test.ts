import { projectFiles, sourceFiles, textOf } from './source-files';

const lines = (file: string) => textOf(file).split('\n').length - 1;

describe('the layout of the project', () => {
  test('the top level holds exactly what a newcomer is told', () => {
    const top = new Set(projectFiles().map((file) => file.split('/')[0] as string));
    const shown = [...top].filter((name) => !name.startsWith('.')).sort();

    expect(shown).toEqual([
      'README.md',
      'drizzle.config.ts',
      'migrations',
      'package-lock.json',
      'package.json',
      'schema.graphql',
      'src',
      'test',
      'tsconfig.json',
    ]);
  });

  test('no file written by hand is longer than 250 lines', () => {
    const generated = /^migrations\/0001_tables\.sql$/;
    const written = projectFiles().filter((file) => /\.(ts|sql|mjs)$/.test(file) && !generated.test(file));

    const long = written.filter((file) => lines(file) > 250);

    expect(long).toEqual([]);
  });

  test('files are named entity.role.ts in kebab case', () => {
    const odd = sourceFiles().filter((file) => !/^[a-z0-9-]+(\.[a-z-]+)?\.ts$/.test(file.split('/').at(-1) as string));

    expect(odd).toEqual([]);
  });

  test('no room is called by a name that says nothing', () => {
    const nameless = /(^|\/)(utils|common|shared|lib|helpers|services)\//;

    expect(projectFiles().filter((file) => nameless.test(file))).toEqual([]);
  });

  test('only config.ts reads the environment', () => {
    const readers = sourceFiles().filter((file) => textOf(file).includes('process.env'));

    expect(readers).toEqual(['src/config.ts']);
  });

  test('only held.ts takes connections out of a pool', () => {
    const holds = /(?:sql|pool)\.(?:begin|reserve)\(/i;
    const holding = sourceFiles().filter((file) => holds.test(textOf(file)));
    expect(holding).toEqual(['src/database/held.ts']);
  });

  test('nothing is exported without a name', () => {
    expect(sourceFiles().filter((file) => /export default/.test(textOf(file)))).toEqual([]);
  });

  test('nothing is left undone, switched off or unchecked', () => {
    const marks = new RegExp(
      ['TO' + 'DO', 'FIX' + 'ME', 'as any\\b', '@ts-' + 'ignore', '(it|test|describe)\\.(skip|only|todo)\\b'].join('|'),
    );
    const marked = projectFiles().filter((file) => /\.(ts|mjs|sql)$/.test(file) && marks.test(textOf(file)));

    expect(marked.filter((file) => file !== 'test/architecture/layout.test.ts')).toEqual([]);
  });
});
