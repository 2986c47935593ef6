import { join } from 'node:path';
import { z } from 'zod';
import { readRules } from '../../rules-file';
import { tiers } from '../customer/customer.table';

const shape = z.strictObject({
  version: z.string().min(1),
  revisitDays: z.strictObject(
    Object.fromEntries(tiers.map((tier) => [tier, z.number().int().positive()])) as Record<string, z.ZodNumber>,
  ),
});

/** Reads what the ledger reminds of; throws where the file does not say it rightly. */
export const readLedgerRules = () => readRules(shape, join(__dirname, 'ledger.rules.yaml'));
