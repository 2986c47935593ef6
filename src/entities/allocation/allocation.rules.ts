import { join } from 'node:path';
import { z } from 'zod';
import { readRules } from '../../rules-file';
import { riskLevels } from '../party/individual.table';
import { assetClasses } from './allocation.rows';

const parts = z
  .record(z.enum(assetClasses), z.number().int().min(0).max(100))
  .refine((targets) => Object.values(targets).reduce((sum, part) => sum + part, 0) === 100, 'adds to 100 percent');

const shape = z.strictObject({
  version: z.string().min(1),
  baseCurrency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code'),
  targets: z.record(z.enum(riskLevels), parts),
});

/** Reads what is proposed to whom; throws where the file does not say it rightly. */
export const readAllocationRules = (file = join(__dirname, 'allocation.rules.yaml')) => readRules(shape, file);
