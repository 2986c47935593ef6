import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

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
export function readHiddenRelationRules(file = shipped): HiddenRelationRules {
  const { success, data, error } = shape.safeParse(parse(readFileSync(file, 'utf8')));
  if (success) return data;
  const [issue] = error.issues;
  throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}
