import { join } from 'node:path';
import { z } from 'zod';
import { readRules } from '../../rules-file';

const weight = z.number().min(0).max(1);
const count = z.number().int().min(2).max(100);
const shared = z.strictObject({ weight, most: count });
const circle = z.strictObject({ weight, longest: count });

const shape = z.strictObject({
  version: z.string().min(1),
  shared: z.strictObject({
    SAME_PHONE: shared,
    SAME_EMAIL: shared,
    SAME_ADDRESS: shared,
    SAME_EMPLOYER: shared,
    CROSS_POSTS: shared,
  }),
  circles: z.strictObject({ CIRCULAR_SHAREHOLDING: circle, GUARANTEE_CIRCLE: circle }),
});

export type HiddenRelationRules = z.infer<typeof shape>;
export type CircleKind = keyof HiddenRelationRules['circles'];

const shipped = join(__dirname, 'hidden-relations.rules.yaml');

/** Reads the rules of hidden relations; throws where the file does not say them rightly. */
export const readHiddenRelationRules = (file = shipped): HiddenRelationRules => readRules(shape, file);
