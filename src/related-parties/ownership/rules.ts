import { join } from 'node:path';
import { z } from 'zod';
import type { regimes } from '../../entities/ownership/beneficial-owner.table';
import { relationshipTypes } from '../../entities/related-party/relationship-type.table';
import { readRules } from '../../rules-file';
import { wholeShare } from './shares';

export type Regime = (typeof regimes)[number];

/** A percentage in the file, in millionths of a whole in the code. */
const shareFrom = (least: number) =>
  z
    .number()
    .min(least)
    .max(100)
    .transform((percent) => Math.round((percent * wholeShare) / 100));
const share = shareFrom(0);
/** Ways that come to less are so many that nobody could follow them all. */
const aboveNothing = shareFrom(0.01);

const regime = z.strictObject({
  source: z.string().min(1),
  equity: share,
  income: share.optional(),
  voting: share.optional(),
  control: z.boolean().default(false),
  manager: z.enum(['ALWAYS', 'IF_NONE']),
  offices: z.array(z.enum(relationshipTypes)).min(1),
});

const shape = z.strictObject({
  version: z.string().min(1),
  control: z.strictObject({ majority: share, relative: share }),
  told: z.strictObject({ indirect: aboveNothing, controlling: aboveNothing }),
  regimes: z.strictObject({ US: regime, CN: regime }),
});

export type OwnershipRules = z.infer<typeof shape>;
export type RegimeRules = z.infer<typeof regime>;

const shipped = join(__dirname, 'ownership.rules.yaml');

/** Reads the rules of control and beneficial ownership; throws where the file does not say them rightly. */
export const readOwnershipRules = (file = shipped): OwnershipRules => readRules(shape, file);
