import { entity } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { rootCause } from './root-cause.table';

@entity({
  name: 'RootCause',
  description: 'Why complaints come to the bank, and what was done about it; it holds nothing of any customer.',
  table: rootCause,
  id: { prefix: 'rtc', column: rootCause.publicId, row: rootCause.id },
  scope: 'reference',
})
export class RootCause {
  @stored(rootCause.code, 'C1', 'Its code, unique in the bank.', { filter: true, order: true })
  code!: string;

  @stored(rootCause.title, 'C1', 'What goes wrong.')
  title!: string;

  @stored(rootCause.remediation, 'C1', 'What was done about it; null as long as nothing was.')
  remediation?: string;

  @stored(
    rootCause.remediedOn,
    'C1',
    'The day on which that was done; complaints received later have come in spite of it.',
    {
      filter: true,
      order: true,
    },
  )
  remediedOn?: string;

  @stored(rootCause.version, 'C1', 'Counts the changes of the record.')
  version!: number;

  @stored(rootCause.updatedAt, 'C1', 'When the record last changed.', { filter: true, order: true })
  updatedAt!: string;
}
