// A process that runs the embedded database of the folder it is given, until it is killed.
require('../support/typescript.cjs');
const { startEmbedded } = require('../../src/database/embedded/embedded');

startEmbedded({ folder: process.argv[2] }).then((database) => {
  setInterval(() => undefined, 1_000);
  process.stdout.write(`${JSON.stringify(database)}\n`);
});
