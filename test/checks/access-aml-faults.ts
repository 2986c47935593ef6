import { type AccessFault, patch } from './access-fault';

/** Faults by which somebody else than compliance would hear of money-laundering matters. */
export const amlFaults: readonly AccessFault[] = [
  {
    name: 'AML open to head office',
    patches: [
      patch(
        'access/policy',
        "permissions: row('F F F M F F H'), savesReports: true },\n  BRANCH",
        "permissions: row('F F F M F F F'), savesReports: true },\n  BRANCH",
      ),
    ],
  },
  {
    name: 'AML edge of a customer without its class',
    patches: [
      patch(
        'entities/aml/aml-case.edges',
        "null for who does not read AML.',\n  dataClass: 'AML',",
        "null for who does not read AML.',",
      ),
    ],
  },
  {
    name: 'AML scope by rights that do not read it',
    patches: [
      patch(
        'graph/declare/entity',
        'scope(row, reader.inFull(dataClass))',
        "scope(row, dataClass === 'AML' ? reader : reader.inFull(dataClass))",
      ),
    ],
    isHeldBack: true,
    table: 'aml_case',
  },
  {
    name: 'AML scope dropped from node',
    patches: [
      patch(
        'graph/sql/node',
        'rendering.inScope(entity.scope, row, rights),\n    toldThen',
        "entity.dataClass === 'AML' ? undefined : rendering.inScope(entity.scope, row, rights),\n    toldThen",
      ),
    ],
    isHeldBack: true,
    table: 'aml_case',
  },
  {
    name: 'AML withheld is told in notices',
    patches: [
      patch(
        'graph/plan/notices',
        "if (effect === 'FULL' || dataClass === 'AML') return;",
        "if (effect === 'FULL') return;",
      ),
    ],
  },
  {
    name: 'AML told in viewer.access',
    patches: [patch('graph/field-access', "(dataClass) => dataClass !== 'AML' ||", '(dataClass) => dataClass ||')],
  },
  {
    name: 'AML counted in the timeline',
    patches: [
      patch(
        'entities/aml/aml-case.edges',
        'const newestFirst =',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
        'addToTimeline({\n  to: AmlCase,\n  at: amlCase.openedAt,\n  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,\n});\n\nconst newestFirst =',
      ),
      patch(
        'entities/aml/aml-case.edges',
        "import { Customer } from '../customer/customer.type';",
        "import { Customer } from '../customer/customer.type';\nimport { addToTimeline } from '../customer/timeline.edges';",
      ),
      patch(
        'graph/sql/timeline',
        'rendering.inScope(entity.scope, own, parent.rights),\n        toldThen',
        'undefined,\n        toldThen',
      ),
    ],
  },
  {
    name: 'AML input guard missing',
    patches: [
      patch(
        'graph/plan/filter',
        'if (!readsInFull(decisions, dataClass))',
        "if (dataClass !== 'AML' && !readsInFull(decisions, dataClass))",
      ),
    ],
  },
];
