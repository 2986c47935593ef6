// A process that serves the small graph until it is told to stop. TypeScript is read through swc, as in the tests.
require('../support/typescript.cjs');
const { createLog } = require('../../src/server/log');
const { stopOnSignals } = require('../../src/server/lifetime');
const { runningServer } = require('./running');

async function main() {
  const log = createLog('info');
  const server = await runningServer({ log });
  const closer = (name, close) => async () => {
    await close();
    log.info(`closed ${name}`);
  };
  stopOnSignals([closer('server', () => server.stop()), closer('database', async () => {})], log);
  process.on('SIGUSR2', () => Promise.reject(new Error('lost promise of "Li Ming"')));
  log.info({ address: server.address }, 'serving');
}

main();
