import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { creditAssessment } from './credit.table';

@entity({
  name: 'CreditAssessment',
  description: 'How creditworthy the customer was found, and while when.',
  table: creditAssessment,
  id: {
    prefix: 'cra',
    column: creditAssessment.publicId,
    owner: creditAssessment.customerId,
    row: creditAssessment.id,
  },
  scope: ownedBy(creditAssessment.customerId, creditAssessment.scopeKey),
})
export class CreditAssessment {
  @stored(creditAssessment.creditGrade, 'RISK', 'Credit grade 信用等级.', { filter: true })
  creditGrade?: string;

  @stored(creditAssessment.qualificationGrade, 'RISK', 'Qualification grade 资质等级.', { filter: true })
  qualificationGrade?: string;

  @stored(creditAssessment.score, 'RISK', 'The score; more is better.', { filter: true, order: true })
  score?: number;

  @stored(creditAssessment.pd, 'RISK', 'Probability of default within a year, as a fraction of one.', { filter: true })
  pd?: string;

  @stored(creditAssessment.lgd, 'RISK', 'Loss given default, as a fraction of the exposure.', { filter: true })
  lgd?: string;

  @stored(creditAssessment.validFrom, 'C1', 'First day.', { filter: true, order: true })
  validFrom!: string;

  @stored(creditAssessment.validTo, 'C1', 'The day it ends, not included; null: open.', { filter: true })
  validTo?: string;

  @stored(creditAssessment.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;
}
