/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: the faults are the source’s text. */
import { type AccessFault, patch } from './access-fault';

export const measureFaults: readonly AccessFault[] = [
  {
    name: 'peer figures told of whoever lies out of reach',
    patches: [
      patch(
        'entities/measure/measure-field',
        'and tells_peers(${place.members}, ${place.keys}, ${place.upTo}))`',
        'and ${place.members} > 0)`',
      ),
    ],
  },
  {
    name: 'peer figures told of a group that one member makes',
    patches: [patch('entities/measure/measure-field', 'and ${figure.dominance} <= 0.5', '')],
  },
  {
    name: 'the average of a unit taken from another one',
    patches: [
      patch(
        'entities/measure/measure-field',
        'where home.lft = ${row.scopeKey} & ((1 << 28) - 1)',
        'order by home.lft limit 1',
      ),
    ],
  },
  {
    name: 'the average of the bank taken from the peers',
    patches: [patch('entities/measure/measure-field', "averageOf('bank')", "averageOf('peers')")],
  },
  {
    name: 'a trend of two days',
    patches: [patch('entities/measure/measure-field', ') >= 3 then', ') >= 2 then')],
  },
  {
    name: 'sums of a unit out of reach',
    patches: [
      patch(
        'entities/measure/business-overview.edges',
        "where ${reached(unitMeasure, 'u')}\n    ), kind",
        'where true\n    ), kind',
      ),
    ],
  },
  {
    name: 'an overview that counts customers at places out of reach',
    patches: [patch('entities/measure/business-overview.edges', "${atPlace(customerMeasure, 'p')} and not", 'not')],
  },
  {
    name: 'an overview that counts customers beyond the reach of any right',
    patches: [
      patch(
        'entities/measure/business-overview.edges',
        "${reachedOnly('beyondPlaces', join, 'MONEY')(customerMeasure, 'm')}\n        and not ${atPlace(customerMeasure, 'm')} and not",
        'not',
      ),
    ],
  },
  {
    name: 'months of a unit beside those of a customer, told of whoever lies out of reach',
    patches: [patch('entities/measure/customer-month.edges', "and ${reachedIn(join, 'MONEY')(unitMonth, 'u')}", '')],
  },
  {
    name: 'a shared account counted in full for each owner',
    patches: [patch('entities/measure/customer-month.edges', ' * r.share_pct / 100', '')],
  },
  {
    name: 'customers of two months before taken for retained',
    patches: [
      patch(
        'entities/measure/business-months',
        " and before = (month - interval '1 month')::date",
        " and before = (month - interval '2 months')::date",
      ),
    ],
  },
  {
    name: 'a forecast without its drift',
    patches: [patch('entities/measure/business-forecast.edges', 'last + h * drift', 'last')],
  },
  {
    name: 'a first product taken for a cross-sale',
    patches: [patch('entities/measure/business-figures', 'o.opened_on < h.opened_on', 'o.opened_on <= h.opened_on')],
  },
  {
    name: 'a class misnamed on what holds the expected loss',
    patches: [
      patch(
        'entities/measure/measures',
        "'MONEY',\n    'RISK',\n    row.contributionMinor",
        "'MONEY',\n    'MONEY',\n    row.contributionMinor",
      ),
    ],
  },
  {
    name: 'measures for whom money is withheld from',
    patches: [patch('entities/measure/customer-measures.type', "  dataClass: 'MONEY',\n", '')],
  },
];
