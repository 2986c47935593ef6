import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { controlKinds, ownershipInterest } from './ownership-interest.table';

export const ControlKindEnum = enumType(
  'ControlKind',
  controlKinds,
  'How a company is controlled through its shares.',
  {
    CONTROLS: 'With the majority of its votes.',
    RELATIVE_CONTROL: 'With the most of its votes, at least a fifth, where nobody has the majority 相对控股.',
  },
);

@entity({
  name: 'OwnershipInterest',
  description:
    'What one party has in a company, directly and through others, as worked out over the whole bank. It names parties as far as the reader may see them; the figures stay.',
  table: ownershipInterest,
  row: ownershipInterest.otherPartyId,
  scope: ownedBy(ownershipInterest.customerId, ownershipInterest.scopeKey),
})
export class OwnershipInterest {
  @stored(ownershipInterest.directPct, 'C1', 'The share held directly, in percent, where it is known exactly.')
  directPct?: string;

  @stored(ownershipInterest.directMin, 'C1', 'The least held directly, in percent; null where nothing is.', {
    filter: true,
  })
  directMin?: string;

  @stored(ownershipInterest.directMax, 'C1', 'The most that may be held directly, in percent.')
  directMax?: string;

  @stored(
    ownershipInterest.totalPct,
    'C1',
    'The share held directly and through others, in percent, where it is exact.',
  )
  totalPct?: string;

  @stored(ownershipInterest.totalMin, 'C1', 'The least held in all, in percent; null where a circle has no figures.', {
    filter: true,
    order: true,
  })
  totalMin?: string;

  @stored(ownershipInterest.totalMax, 'C1', 'The most that may be held in all, in percent.', {
    filter: true,
    order: true,
  })
  totalMax?: string;

  @stored(
    ownershipInterest.controlPct,
    'C1',
    'The control share in percent: the smallest share of each chain, summed over chains; no link counts for more than it is.',
  )
  controlPct!: string;

  @stored(ownershipInterest.control, 'C1', 'How the owner controls the company; null where he does not.', {
    filter: true,
  })
  control?: string;

  @stored(
    ownershipInterest.converges,
    'C1',
    'False: a circle on the way owns all of itself, so that there is no total.',
    {
      filter: true,
    },
  )
  converges!: boolean;

  @stored(ownershipInterest.ultimate, 'C1', 'Nobody is known to own the owner.', { filter: true })
  ultimate!: boolean;

  @stored(ownershipInterest.asOf, 'C1', 'The first day for which it was worked out so.')
  asOf!: string;
}
