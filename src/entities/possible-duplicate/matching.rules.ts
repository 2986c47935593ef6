import { join } from 'node:path';
import { z } from 'zod';
import { readRules } from '../../rules-file';

export const matchingSigns = ['NAME', 'BIRTH_DATE', 'SEX', 'ESTABLISHED_ON', 'PHONE', 'EMAIL', 'ADDRESS'] as const;
export type MatchingSign = (typeof matchingSigns)[number];

const part = z.number().gt(0).lt(1);
const chances = z
  .strictObject({ m: part, u: part })
  .refine(({ m, u }) => m > u, 'agrees more often of the same than of others');

const shape = z.strictObject({
  version: z.string().min(1),
  least: z.number(),
  signs: z.record(z.enum(matchingSigns), chances),
});

/** How often a value agrees of two records of the same customer, and of records of two. */
export type Chances = z.infer<typeof chances>;

/** What it weighs, by Fellegi and Sunter, that a value agrees: log2(m / u). */
export const agreementWeight = ({ m, u }: Chances): number => Math.log2(m / u);

/** What it weighs that it does not: log2((1 − m) / (1 − u)), which is below nothing. */
export const disagreementWeight = ({ m, u }: Chances): number => Math.log2((1 - m) / (1 - u));

/** Reads by what customers are taken for the same; throws where the file does not say it rightly. */
export const readMatchingRules = (file = join(__dirname, 'matching.rules.yaml')) => readRules(shape, file);
