import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { satisfactionSurvey, touchpoints } from './satisfaction-survey.table';

export const TouchpointEnum = enumType('Touchpoint', touchpoints, 'What a customer was asked about.', {
  BRANCH_VISIT: 'A visit to a branch.',
  CALL: 'A call.',
  COMPLAINT: 'How a complaint was handled.',
  APP: 'The mobile app.',
  ADVICE: 'A piece of advice.',
  ONBOARDING: 'How the relationship began.',
  RELATIONSHIP: 'The relationship as a whole.',
});

@entity({
  name: 'SatisfactionSurvey',
  description: 'What a customer answered when asked how content he was 满意度.',
  table: satisfactionSurvey,
  id: {
    prefix: 'sat',
    column: satisfactionSurvey.publicId,
    owner: satisfactionSurvey.customerId,
    row: satisfactionSurvey.id,
  },
  scope: ownedBy(satisfactionSurvey.customerId, satisfactionSurvey.scopeKey),
  since: satisfactionSurvey.answeredAt,
})
export class SatisfactionSurvey {
  @stored(satisfactionSurvey.answeredAt, 'C1', 'When the customer answered.', { filter: true, order: true })
  answeredAt!: string;

  @stored(satisfactionSurvey.channel, 'C1', 'The way by which the answer came.', { filter: true })
  channel!: string;

  @stored(satisfactionSurvey.touchpoint, 'C1', 'What was asked about.', { filter: true })
  touchpoint!: string;

  @stored(satisfactionSurvey.csat, 'RISK', 'How content, from 1 to 5, the best; null where not asked.', {
    filter: true,
    order: true,
  })
  csat?: number;

  @stored(satisfactionSurvey.nps, 'RISK', 'How likely to recommend the bank, from 0 to 10; null where not asked.', {
    filter: true,
    order: true,
  })
  nps?: number;

  @stored(satisfactionSurvey.comment, 'NOTES', 'What the customer said besides.')
  comment?: string;

  @stored(satisfactionSurvey.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;
}
