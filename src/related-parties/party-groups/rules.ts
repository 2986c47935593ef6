import { join } from 'node:path';
import { z } from 'zod';
import { relationshipTypes } from '../../entities/related-party/relationship-type.table';
import { readRules } from '../../rules-file';
import type { Day } from '../standing';

const percent = z.number().min(0).max(100);

const shape = z.strictObject({
  version: z.string().min(1),
  baseCurrency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code'),
  household: z.array(z.enum(relationshipTypes)).min(1),
  connected: z.strictObject({ supplies: percent, guarantees: z.boolean() }),
  guaranteeCircle: z.strictObject({ red: z.number().int().min(2) }),
  largeExposure: z.strictObject({ report: percent, limit: percent }),
});

export type GroupRules = z.infer<typeof shape>;

/** The day and the rules by which groups are worked out. */
export interface GroupRun extends Day {
  readonly rules: GroupRules;
}

const shipped = join(__dirname, 'groups.rules.yaml');

/** Reads the rules of groups and their positions; throws where the file does not say them rightly. */
export const readGroupRules = (file = shipped): GroupRules => readRules(shape, file);
