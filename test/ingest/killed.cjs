// A process that imports a folder by the Berka mapping, to be killed in the midst of it.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { transformSync } = require('@swc/core');

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    jsc: { parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};

const { join } = require('node:path');
const { connect } = require('../../src/database/connect');
const { runImport } = require('../../src/ingest/import');

const [systemUrl, folder] = process.argv.slice(2);
const key = (byte) => Buffer.alloc(32, byte);

runImport({
  sql: connect(systemUrl, { name: 'import to be killed' }).sql,
  mappingFile: join(__dirname, '../../src/ingest/berka.mapping.yaml'),
  folder,
  secrets: [{ version: 1, identifierMac: key(1), identifierCipher: key(2), contactMac: key(3) }],
  rejectsFolder: join(folder, 'rejects'),
});
