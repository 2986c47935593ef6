/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: the faults are the source’s text. */
import { type AccessFault, patch } from './access-fault';

const type = 'entities/recommendation/product-recommendation.type';
const edges = 'entities/recommendation/recommendation.edges';

export const recommendationFaults: readonly AccessFault[] = [
  {
    name: 'a recommendation that tells an appetite for risk to who may not read it',
    patches: [
      patch(
        type,
        "or(and(owned(row, reader), row.forEverybody), owned(row, reader.inFull('RISK')) ?? sql`true`)",
        'owned(row, reader)',
      ),
    ],
  },
  {
    name: 'the exact score of a recommendation',
    patches: [patch(type, '* 20) / 20', '* 10000) / 10000')],
  },
  {
    name: 'a campaign’s worklist of other units as well',
    patches: [patch(edges, ' and ${inUnit(inputs, row.scopeKey)}', '')],
  },
  {
    name: 'the best customers of other units as well',
    patches: [patch('entities/measure/measure.edges', ' and ${inUnit(inputs, row.scopeKey)}', '')],
  },
];
