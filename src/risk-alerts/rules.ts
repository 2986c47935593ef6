import { join } from 'node:path';
import { z } from 'zod';
import { transactionKinds } from '../entities/account/transaction.table';
import { relationshipTypes } from '../entities/related-party/relationship-type.table';
import { alertLevels } from '../entities/risk-alert/risk-alert.table';
import { readRules } from '../rules-file';

/** The least values of the three levels, rising. */
const levels = z
  .tuple([z.number().positive(), z.number().positive(), z.number().positive()])
  .refine(([yellow, orange, red]) => yellow < orange && orange < red, 'levels must rise');
const formula = z.string().min(1);
const days = z.number().int().positive();
const dayLevels = z.strictObject({ DAYS_PAST_DUE: levels });

const shape = z.strictObject({
  version: z.string().min(1),
  baseCurrency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code'),
  grades: z.array(z.string().min(1)).min(2),
  OVER_INDEBTEDNESS: z.strictObject({
    formula,
    figures: z.strictObject({
      DEBT_TO_INCOME: levels,
      DEBT_TO_ASSETS: levels,
      UTILISATION: levels,
      LENDING_PRODUCTS: levels,
    }),
  }),
  PAST_DUE: z.strictObject({ formula, figures: dayLevels }),
  GRADE_DOWNGRADE: z.strictObject({ formula, days, figures: z.strictObject({ GRADE_STEPS: levels }) }),
  COLLATERAL_DETERIORATION: z.strictObject({ formula, figures: z.strictObject({ LOAN_TO_VALUE: levels }) }),
  CONTROLLER_CHANGE: z.strictObject({
    formula,
    days,
    sharePct: z.number().min(0).max(100),
    relations: z.partialRecord(z.enum(relationshipTypes), z.enum(alertLevels)),
  }),
  GUARANTOR_DETERIORATION: z.strictObject({ formula, figures: dayLevels.extend({ GRADE_STEPS: levels }) }),
  CROSS_DEFAULT: z.strictObject({ formula, figures: dayLevels.extend({ FIVE_CLASS: levels }) }),
  CONCENTRATION: z.strictObject({ formula, figures: z.strictObject({ EXPOSURE_TO_TIER1: levels }) }),
  ABNORMAL_TRANSACTION: z.strictObject({
    formula,
    days,
    kinds: z.array(z.enum(transactionKinds)).min(1),
    leastAmount: z.number().positive(),
    historyDays: days,
    leastBookings: z.number().int().positive(),
    figures: z.strictObject({ TIMES_OF_USUAL: levels }),
  }),
});

export type AlertRules = z.infer<typeof shape>;

const shipped = join(__dirname, 'alerts.rules.yaml');

/** Reads the rules of early warning; throws where the file does not say them rightly. */
export const readAlertRules = (file = shipped): AlertRules => readRules(shape, file);
