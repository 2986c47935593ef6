import { join } from 'node:path';
import { z } from 'zod';
import { customerStatuses } from '../../entities/customer/customer.table';
import { riskLevels } from '../../entities/party/individual.table';
import { readRules } from '../../rules-file';

const part = z.number().min(0).max(1);
const isWhole = (weights: Readonly<Record<string, number>>) =>
  Math.abs(Object.values(weights).reduce((sum, weight) => sum + weight, 0) - 1) < 1e-9;
const whole = { message: 'the weights must come to one' };

const shape = z.strictObject({
  version: z.string().min(1),
  weights: z.strictObject({
    holdings: z.strictObject({ collaborative: part, content: part, popularity: part }).refine(isWhole, whole),
    profile: z.strictObject({ content: part, popularity: part }).refine(isWhole, whole),
  }),
  least: z.strictObject({ common: z.number().int().positive(), holders: z.number().int().positive() }),
  told: z.number().int().positive().max(50),
  offered: z.array(z.enum(customerStatuses)).min(1),
  leastRisk: z.enum(riskLevels),
  tenureYears: z.array(z.number().positive()).min(1),
  reasons: z.strictObject({ lift: z.number().positive(), popularity: part }),
});

export type RecommendationRules = z.infer<typeof shape>;

const shipped = join(__dirname, 'recommendations.rules.yaml');

/** Reads the configuration of the next best products; throws where the file does not say it rightly. */
export const readRecommendationRules = (file = shipped): RecommendationRules => readRules(shape, file);
