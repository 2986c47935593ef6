import { connect } from '../../src/database/connect';
import { secretFrom } from '../../src/database/secrets';
import { type FillOptions, type FillReport, fillDemo } from '../../src/demo/fill';
import { protectionKeys } from '../../src/entities/party/protection-keys';

/** The secret of the small bank; a server that opens its identifiers needs the same. */
export const smallBankSecret = secretFrom(Buffer.alloc(32, 7));

export const smallBankKeys = protectionKeys(smallBankSecret);

/** A bank of every shape, small enough for a template; it is looked at on the last day of June 2026. */
export const smallBank = { customers: 400, seed: 1, asOf: new Date('2026-06-30T04:00:00Z'), secrets: smallBankKeys };

/** Fills a migrated, empty database by its system login with the small bank, or with another like it. */
export async function fillSmallBank(
  systemUrl: string,
  changes: Partial<Omit<FillOptions, 'sql'>> = {},
): Promise<FillReport> {
  const { sql, end } = connect(systemUrl, { name: 'small bank', max: 2 });
  try {
    return await fillDemo({ sql, ...smallBank, ...changes });
  } finally {
    await end();
  }
}
