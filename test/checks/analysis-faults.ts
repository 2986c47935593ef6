/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: the faults are the source’s text. */
import { type AccessFault, patch } from './access-fault';

export const analysisFaults: readonly AccessFault[] = [
  {
    name: 'groups that count customers out of reach',
    patches: [
      patch(
        'entities/analysis/measured',
        "and ${reachedInUnit(join, 'MONEY', ...classes)(customerMeasure, 'm')}",
        'and true',
      ),
    ],
  },
  {
    name: 'grouping by what is withheld',
    patches: [
      patch(
        'graph/plan/filter',
        'checkInput(decisions, choices[String(value)] as DataClass',
        "checkInput(decisions, 'C1'",
      ),
    ],
  },
  {
    name: 'a summary of the day that counts customers out of reach',
    patches: [patch('entities/analysis/daily-summary.edges', "${reachedInUnit(join, 'MONEY')(customer, 'c')}", 'true')],
  },
  {
    name: 'rates of complaints out of reach',
    patches: [patch('entities/complaint/complaint-rate.edges', " and ${reached(complaint, 'c')}", '')],
  },
  {
    name: 'root causes with complaints out of reach',
    patches: [
      patch(
        'entities/root-cause/root-cause-rate.edges',
        "where ${reachedInUnit(join, 'C1')(complaint, 'c')}",
        'where true',
      ),
    ],
  },
  {
    name: 'products of customers out of reach',
    patches: [
      patch('entities/analysis/product-performance.edges', "${reachedInUnit(join, 'C1')(customer, 'k')}", 'true'),
    ],
  },
  {
    name: 'profits of customers whose money is withheld',
    patches: [
      patch('entities/analysis/product-performance.edges', "${reachedIn(join, 'MONEY')(customer, 'k')}", 'true'),
    ],
  },
  {
    name: 'business handled of customers out of reach',
    patches: [
      patch('entities/analysis/business-handled.edges', "${reachedInUnit(join, 'MONEY')(customer, 'k')}", 'true'),
    ],
  },
  {
    name: 'business handled of customers whose money is withheld',
    patches: [
      patch(
        'entities/analysis/business-handled.edges',
        "${reachedInUnit(join, 'MONEY')(customer, 'k')}",
        "${reachedInUnit(join)(customer, 'k')}",
      ),
    ],
  },
  {
    name: 'grouping by products that others hold',
    patches: [patch('entities/analysis/dimensions', 'where h.${on} and h.status', 'where h.status')],
  },
  {
    name: 'borrowers told by what others owe',
    patches: [patch('entities/analysis/credit-standing', 'where r.customer_id = m.customer_id and', 'where')],
  },
  {
    name: 'a dimension with the wrong class',
    patches: [
      patch('entities/analysis/dimensions', "INCOME_BAND: { dataClass: 'IDENTITY'", "INCOME_BAND: { dataClass: 'C1'"),
    ],
  },
  {
    name: 'choosing customers by what is withheld',
    patches: [
      patch(
        'graph/plan/planner',
        "const among = field.among && filterOn(field.among, 'among');",
        "const among = field.among && present.has('among') && planFilter(entityOf(field.among), values.among, ['among'], { ...this.decisions, shape: { ...this.decisions.shape, rights: [] } } as never);",
      ),
    ],
  },
];
