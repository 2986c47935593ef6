/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: the faults are the source’s text. */
import { type AccessFault, patch } from './access-fault';

export const portraitFaults: readonly AccessFault[] = [
  {
    name: 'what a customer marked told to who reads no ratings',
    patches: [
      patch(
        'entities/satisfaction/satisfaction-survey.type',
        "@stored(satisfactionSurvey.csat, 'RISK'",
        "@stored(satisfactionSurvey.csat, 'C1'",
      ),
    ],
  },
  {
    name: 'a customer’s own words told to who reads no notes',
    patches: [
      patch(
        'entities/satisfaction/satisfaction-survey.type',
        "@stored(satisfactionSurvey.comment, 'NOTES'",
        "@stored(satisfactionSurvey.comment, 'C1'",
      ),
    ],
  },
  {
    name: 'a portrait that tells an age to who reads no identity',
    patches: [patch('entities/portrait/portrait.type', "@stored(row.ageBand, 'IDENTITY'", "@stored(row.ageBand, 'C1'")],
  },
  {
    name: 'a portrait of worth for whom money is withheld from',
    patches: [
      patch('entities/portrait/portrait.type', "name: 'ValueFace', dataClass: 'MONEY',", "name: 'ValueFace',"),
      patch(
        'entities/portrait/portrait.edges',
        "'What the customer is worth.', 'MONEY']",
        "'What the customer is worth.']",
      ),
      patch('entities/portrait/portrait.type', "@stored(row.valueTier, 'MONEY'", "@stored(row.valueTier, 'C1'"),
    ],
  },
  {
    name: 'a ledger that is chosen from by birthdays withheld',
    patches: [
      patch(
        'entities/ledger/ledger.type',
        "@stored(row.daysToBirthday, 'IDENTITY'",
        "@stored(row.daysToBirthday, 'C1'",
      ),
    ],
  },
  {
    name: 'gaps of profiles that are withheld',
    patches: [
      patch('entities/profile-gap/profile-gap.type', "  dataClass: 'IDENTITY',\n", ''),
      patch('entities/profile-gap/profile-gap.type', "@stored(row.field, 'IDENTITY'", "@stored(row.field, 'C1'"),
    ],
  },
  {
    name: 'gaps of profiles out of reach',
    patches: [
      patch(
        'entities/profile-gap/profile-gap.type',
        'scope: ownedBy(row.customerId, row.scopeKey)',
        "scope: 'reference'",
      ),
    ],
  },
  {
    name: 'the gap to a target mix told to who reads no appetite',
    patches: [
      patch('entities/allocation/allocation.type', "@stored(part.gapPct, 'RISK'", "@stored(part.gapPct, 'MONEY'"),
    ],
  },
  {
    name: 'the whole of a joint account proposed for one of its owners',
    patches: [
      patch(
        'entities/allocation/allocation.source',
        'round(b.minor * s.upto / 100) - round(b.minor * (s.upto - s.share_pct) / 100)',
        'b.minor',
      ),
    ],
  },
  {
    name: 'the family told to who reads no identity',
    patches: [patch('entities/ledger/ledger.edges', "  dataClass: 'IDENTITY',\n", '')],
  },
];
