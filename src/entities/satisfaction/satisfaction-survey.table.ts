import { sql } from 'drizzle-orm';
import { check, index, pgTable, smallint, text } from 'drizzle-orm/pg-core';
import { factColumns, moment, oneOf, recordedAt } from '../../database/columns';
import { channels, factKey, scopeReference } from '../customer/customer.table';

export const touchpoints = [
  'BRANCH_VISIT',
  'CALL',
  'COMPLAINT',
  'APP',
  'ADVICE',
  'ONBOARDING',
  'RELATIONSHIP',
] as const;

/** What a customer answered when asked how content he was: CSAT from 1 to 5, NPS from 0 to 10, one of them at least. */
export const satisfactionSurvey = pgTable(
  'satisfaction_survey',
  {
    ...factColumns('sat_'),
    answeredAt: moment('answered_at').notNull(),
    channel: text('channel', { enum: channels }).notNull(),
    touchpoint: text('touchpoint', { enum: touchpoints }).notNull(),
    csat: smallint('csat'),
    nps: smallint('nps'),
    comment: text('comment'),
    recordedAt: recordedAt(),
  },
  (table) => [
    factKey('satisfaction_survey', table),
    scopeReference('satisfaction_survey', table),
    index('satisfaction_survey_customer_answered_index').on(table.customerId, table.answeredAt, table.id),
    oneOf('satisfaction_survey', table.channel, channels),
    oneOf('satisfaction_survey', table.touchpoint, touchpoints),
    check('satisfaction_survey_csat_check', sql`${table.csat} between 1 and 5`),
    check('satisfaction_survey_nps_check', sql`${table.nps} between 0 and 10`),
    check('satisfaction_survey_answer_check', sql`num_nonnulls(${table.csat}, ${table.nps}) > 0`),
  ],
);
