import { connect } from '../../../src/database/connect';
import { fillDemo } from '../../../src/demo/fill';
import { protectionKeys } from '../../../src/entities/party/protection-keys';
import { addEdgeCases } from './edge-cases';
import { moment, secret, timeZone } from './world';

/** A bank of a few hundred customers with everything a document may meet. */
export async function fillBank(systemUrl: string, customers: number): Promise<void> {
  const { sql, end } = connect(systemUrl, { name: 'fixture', max: 1 });
  try {
    const secrets = protectionKeys(secret);
    const volumes = { interactions: 5, transactionMonths: 2, balanceMonths: 4, holdingMonths: 3 };
    await fillDemo({ sql, customers, seed: 7, secrets, asOf: moment, timeZone, volumes });
    await addEdgeCases(sql);
  } finally {
    await end();
  }
}
