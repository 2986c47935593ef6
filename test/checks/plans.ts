import { connect } from '../../src/database/connect';
import { secretFrom } from '../../src/database/secrets';
import { fillDemo } from '../../src/demo/fill';
import { protectionKeys } from '../../src/entities/party/protection-keys';
import { documents } from '../bench/documents';
import { openPlans } from '../support/plans';
import { checkOptions } from './options';
import { onScratchBank, type ScratchBank } from './scratch-bank';

const secrets = protectionKeys(secretFrom(Buffer.alloc(32, 1)));
const readers = ['HO0001', 'BM0001', 'RM0001', 'AU0001'];

/** Every level of the graph stays bound to an index, on a bank of the size where it would hurt. */
async function main(): Promise<void> {
  const { customers } = checkOptions({ customers: 200_000 });
  const fill = async ({ systemUrl }: ScratchBank) => {
    const { sql, end } = connect(systemUrl, { name: 'check', max: 2 });
    const { seconds } = await fillDemo({ sql, customers, seed: 1, secrets });
    console.log(`Filled a bank of ${customers} customers in ${Math.round(seconds)} s.`);
    await end();
  };
  const whole = await onScratchBank(fill, async ({ appUrl }) => {
    const plans = await openPlans({ appUrl, asOf: new Date(), wholeTablesAllowed: true });
    let count = 0;
    for (const work of Object.keys(documents) as (keyof typeof documents)[]) {
      for (const reader of readers) {
        const tables = await plans.wholeTables(reader, work);
        count += tables.length;
        console.log(`${work} as ${reader}: ${tables.length === 0 ? 'by index' : `reads whole: ${tables.join(', ')}`}`);
      }
    }
    await plans.end();
    return count;
  });
  console.log(`tables read whole: ${whole}`);
  process.exitCode = whole === 0 ? 0 : 1;
}

void main();
