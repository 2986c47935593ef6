import { join } from 'node:path';
import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { customerKinds } from '../../access/policy';
import { readRules } from '../../rules-file';
import { accountTypes } from '../account/account.table';
import { tiers } from '../customer/customer.table';
import { incomeBands, individual } from '../party/individual.table';
import { organisation, organisationScales } from '../party/organisation.table';
import { alertLevels } from '../risk-alert/risk-alert.table';
import { churnReasons } from './measure.table';
import { measures } from './measures';

const amount = z.number().min(0);
const fraction = z.number().min(0).max(1);
const weight = z.number().min(0).max(100);
const months = z.number().int().positive();
const fifth = z.number().int().min(1).max(5);
const fieldsOf = (table: PgTable) => z.array(z.enum(Object.keys(getTableColumns(table)) as [string])).min(1);
const marks = z.tuple([amount, amount, amount, amount]);

const shape = z
  .strictObject({
    version: z.string().min(1),
    baseCurrency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code'),
    // The last three months are set beside the three before.
    period: months.min(6).max(24),
    history: months.max(24),
    peers: z.array(z.enum(['tier', 'lifecycle'])).refine((names) => new Set(names).size === names.length, 'each once'),
    monthOfYear: z.number().positive(),
    tenors: z.partialRecord(z.enum(accountTypes), months),
    depositPointWeights: z.partialRecord(z.enum(accountTypes), amount),
    depositPointUnit: z.number().positive(),
    credit: z.strictObject({ pd: fraction, lgd: fraction }),
    grades: z.record(z.string(), weight),
    lifetime: z.strictObject({ discount: z.number().positive(), acquisition: z.record(z.enum(customerKinds), amount) }),
    alive: z.strictObject({
      r: z.number().positive(),
      alpha: z.number().positive(),
      a: z.number().positive(),
      b: z.number().positive(),
    }),
    growth: z.strictObject({ horizon: months }),
    potential: z.strictObject({
      margin: fraction,
      incomes: z.record(z.enum(incomeBands), amount),
      incomeYears: amount,
      scales: z.record(z.enum(organisationScales), amount),
      liquidPart: fraction,
    }),
    loyalty: z.strictObject({
      tenure: weight,
      products: weight,
      wallet: weight,
      channels: weight,
      alive: weight,
      satisfaction: weight,
    }),
    satisfaction: z.strictObject({
      content: z.number().int().min(1).max(5),
      promoter: z.number().int().min(0).max(10),
      detractor: z.number().int().min(0).max(10),
    }),
    completeness: z.strictObject({ individual: fieldsOf(individual), organisation: fieldsOf(organisation) }),
    quality: z.strictObject({ rarorac: weight, grade: weight, completeness: weight, tenure: weight }),
    risk: z.strictObject({
      lossRate: marks,
      daysPastDue: marks,
      alerts: z.record(z.enum(alertLevels), z.number().int().min(1).max(5)),
    }),
    classes: z.strictObject({
      sleepingMonths: months,
      sleepingBalance: amount,
      valuableBalance: amount,
      valuableContribution: amount,
      transactionsAMonth: amount,
      turnoverAMonth: amount,
      categories: z.number().int().positive(),
    }),
    tags: z.array(
      z.strictObject({
        tag: z.string().regex(/^[A-Z][A-Z0-9_]{0,49}$/, 'capital letters, digits and _'),
        all: z
          .array(
            z.strictObject({
              measure: z.enum(Object.keys(measures) as [MeasureCode]),
              least: z.number().optional(),
              most: z.number().optional(),
            }),
          )
          .min(1),
      }),
    ),
    tiers: z.record(z.enum(tiers).exclude(['STANDARD']), amount),
    rfm: z.strictObject({
      much: z.number().int().min(2).max(10),
      late: fifth,
      latish: fifth,
      attention: fifth,
      newMonths: months,
    }),
    churn: z.strictObject({
      activityDrop: fraction,
      balanceDrop: fraction,
      lowBalance: amount,
      newDays: months,
      dormantOfSix: months.max(6),
      dormantOfTwelve: months.max(12),
      salaryWithin: months.max(24),
      salaryMissing: months.max(24),
      weights: z.record(z.enum(churnReasons), weight),
    }),
  })
  .refine(({ period, history }) => history >= period, { path: ['history'], message: 'not shorter than the period' });

type MeasureCode = keyof typeof measures;

export type MeasureRules = z.infer<typeof shape>;

const shipped = join(__dirname, 'measures.rules.yaml');

/** Reads the one configuration of all measures; throws where the file does not say it rightly. */
export const readMeasureRules = (file = shipped): MeasureRules => readRules(shape, file);
