import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { accessMatrix } from '../../src/access/matrix';
import { textOf } from './source-files';

const readme = textOf('README.md');

describe('the README', () => {
  test('its roles are those of the policy', () => {
    const [, printed] = /<!-- roles -->\n([\s\S]*?)<!-- \/roles -->/.exec(readme) ?? [];

    expect(printed).toBe(accessMatrix());
  });

  test('its query is valid against the schema', () => {
    const [, query = ''] = /```graphql\n([\s\S]*?)```/.exec(readme) ?? [];

    const errors = validate(buildSchema(textOf('schema.graphql')), parse(query));

    expect(errors.map((error) => error.message)).toEqual([]);
  });

  test('its commands exist', () => {
    const { scripts } = JSON.parse(textOf('package.json'));
    const cli = textOf('src/cli.ts');
    const named = [...readme.matchAll(/npm (?:run )?(?:-s )?(start|test|c360|check:[a-z-]+)(?: -- ([a-z-]+))?/g)];

    const missing = named.filter(([, script, command]) => {
      return !scripts[script as string] || (script === 'c360' && command && !cli.includes(`.command('${command}'`));
    });

    expect(missing.map(([text]) => text)).toEqual([]);
  });

  test('its variables are those that are read', () => {
    const read = [...readFileSync(`${__dirname}/../../src/config.ts`, 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)];
    const told = [...readme.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name);

    expect(read.map(([, name]) => name).filter((name) => !told.includes(name))).toEqual([]);
  });

  test('adding an entity takes at most eight lines', () => {
    const [, steps = ''] = /## Add an entity\n\n([\s\S]*?)\n\n/.exec(readme) ?? [];

    expect(steps.split('\n').length).toBeLessThanOrEqual(8);
  });
});
