// A process that changes the keys of a bank by small batches, to be killed in the midst of it.
const { connect } = require('../../src/database/connect');
const { loadKeyRing } = require('../../src/database/secrets');
const { protectionRing } = require('../../src/entities/party/protection-keys');
const { rotateKeys } = require('../../src/entities/party/key-rotation');

const [systemUrl, file] = process.argv.slice(2);

loadKeyRing({ file, own: false }).then((ring) =>
  rotateKeys({ sql: connect(systemUrl, { name: 'rotation' }).sql, ring: protectionRing(ring), rowsAtOnce: 10 }),
);
