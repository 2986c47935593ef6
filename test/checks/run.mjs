// Runs a TypeScript check: `node test/checks/run.mjs [--patches <file.json>] <script.ts> [arguments]`. Sources are
// compiled in memory with the settings of the tests. The patches, [{ file, find, replace }], change the text of a
// source before it is compiled, so that a check can see what a fault in the product would do.
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const given = process.argv.slice(2);
const patches = given[0] === '--patches' ? JSON.parse(readFileSync(given.splice(0, 2)[1], 'utf8')) : [];
const script = resolve(given.shift() ?? '');

function patched(file, source) {
  const name = relative(root, file).split(sep).join('/');
  return patches
    .filter((patch) => patch.file === name)
    .reduce((text, { find, replace }) => {
      if (!text.includes(find)) throw new Error(`${name} does not hold: ${find}`);
      return text.replace(find, () => replace);
    }, source);
}

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(patched(filename, readFileSync(filename, 'utf8')), {
    filename,
    swcrc: false,
    configFile: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
    },
  });
  module._compile(code, filename);
};
process.setSourceMapsEnabled(true);
process.argv = [process.argv[0], script, ...given];
createRequire(import.meta.url)(script);
