import { join } from 'node:path';
import { getTableColumns } from 'drizzle-orm';
import { z } from 'zod';
import { readRules } from '../../rules-file';
import { individual } from '../party/individual.table';
import { organisation } from '../party/organisation.table';

const fields = Object.keys({ ...getTableColumns(individual), ...getTableColumns(organisation) });
const days = z.number().int().min(1).max(36_500);

const shape = z.strictObject({
  version: z.string().min(1),
  staleAfterDays: z.strictObject({ contactPoint: days, values: z.partialRecord(z.enum(fields as [string]), days) }),
  leastAgeMarried: z.number().int().min(1).max(100),
});

/** Reads when a value is to be looked at anew; throws where the file does not say it rightly. */
export const readProfileGapRules = () => readRules(shape, join(__dirname, 'profile-gaps.rules.yaml'));
