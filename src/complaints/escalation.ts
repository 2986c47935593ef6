import { join } from 'node:path';
import { z } from 'zod';
import { readRules } from '../rules-file';

const shape = z
  .strictObject({
    version: z.string().min(1),
    levels: z
      .array(
        z.strictObject({
          afterDays: z.number().int().min(-400).max(400),
          handledBy: z.enum(['SAME', 'UNIT_ABOVE', 'HEAD_OFFICE']),
        }),
      )
      .min(1)
      .max(9),
  })
  .superRefine(({ levels }, { addIssue }) => {
    levels.forEach(({ afterDays }, at) => {
      if (afterDays <= (levels[at - 1]?.afterDays ?? Number.NEGATIVE_INFINITY))
        addIssue({ code: 'custom', path: ['levels', at], message: 'it comes no later than the level before it' });
    });
  });

/** The levels to which complaints are taken up, the first of them level 1. */
export type EscalationRules = z.infer<typeof shape>;

/** Reads them; throws where the file does not say them rightly. */
export function readEscalationRules(file = join(__dirname, 'escalation.rules.yaml')): EscalationRules {
  return readRules(shape, file);
}
