import { type AccessFault, patch } from './access-fault';

export const scopeFaults: readonly AccessFault[] = [
  {
    name: 'possible duplicates told of whoever lies out of scope',
    patches: [
      patch(
        'entities/possible-duplicate/possible-duplicate.type',
        'scope: ownedBy(row.customerId, row.scopeKey),',
        "scope: 'reference',",
      ),
    ],
  },
  {
    name: 'scope predicate dropped from one edge',
    patches: [
      patch(
        'graph/sql/source',
        'const behind = scope && filter',
        "const behind = field.name === 'interactions' ? undefined : scope && filter",
      ),
    ],
    isHeldBack: true,
    table: 'interaction',
  },
  {
    name: 'scope predicate dropped from counts',
    patches: [
      patch(
        'graph/sql/source',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
        'count: () => sql`(select count(*)${from}${condition(...conditions)})`',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
        'count: () => sql`(select count(*)${from}${condition(conditions[0], ...conditions.slice(2))})`',
      ),
    ],
  },
  {
    name: 'scope predicate dropped from search',
    patches: [
      patch('graph/sql/source', 'rendering.inScope(candidates.scope, found.row, rights),\n', ''),
      patch(
        'graph/sql/source',
        'eq(entity.key.row(row), candidates.key(hit.row)),\n    rendering.inScope(entity.scope, row, rights),',
        'eq(entity.key.row(row), candidates.key(hit.row)),',
      ),
    ],
    isHeldBack: true,
  },
  {
    name: 'scope predicate dropped from what tells stubs',
    patches: [
      patch(
        'graph/sql/source',
        "condition(on(row, target), rendering.inScope(scope, target, rendering.rightsOn('ACROSS', context)))",
        'condition(on(row, target))',
      ),
    ],
    isHeldBack: true,
  },
  {
    name: 'scope predicate dropped from node',
    patches: [patch('graph/sql/node', 'rendering.inScope(entity.scope, row, rights),\n    toldThen', 'toldThen')],
    isHeldBack: true,
  },
  {
    name: 'a mask removed',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    patches: [patch('graph/sql/effects', 'return sql`${mask}`;', 'return sql`${full}`;')],
  },
  {
    name: 'a class misnamed on a field',
    patches: [
      patch(
        'entities/party/individual.type',
        "@stored(individual.birthDate, 'IDENTITY'",
        "@stored(individual.birthDate, 'C1'",
      ),
    ],
  },
  {
    name: 'a class misnamed on a note',
    patches: [
      patch(
        'entities/interaction/interaction.type',
        "@stored(interaction.nextStep, 'NOTES'",
        "@stored(interaction.nextStep, 'C1'",
      ),
    ],
  },
  {
    name: 'a portfolio’s end date ignored',
    patches: [
      patch(
        'access/directory',
        'array(select customer_id::text from portfolio_of_day(e.id, today))',
        'array(select a.customer_id::text from portfolio_assignment a where a.employee_id = e.id and a.valid_from <= today)',
      ),
    ],
  },
  {
    name: 'a grant’s end ignored',
    patches: [patch('access/directory', 'and (g.valid_to is null or g.valid_to > today)', '')],
  },
  {
    name: 'a coming grant holds already',
    patches: [patch('access/directory', 'g.valid_from <= today and (g.valid_to', '(g.valid_to')],
  },
  {
    name: 'grants cross-multiplied: kinds of one on the unit of another',
    patches: [
      patch(
        'access/shape',
        'filter((grant) => grant.role === role).flatMap(grantRanges)',
        'filter((grant) => grant.role === role).flatMap((grant, _at, all) => grantRanges({ ...grant, kinds: (all[0] as Grant).kinds }))',
      ),
    ],
  },
  {
    name: 'rights of one grant held on the rows of another',
    patches: [patch('graph/sql/effects', 'if (seesFull.length === rights.length)', 'if (seesFull.length > 0)')],
  },
  {
    name: 'a right to look up holds on lists',
    patches: [patch('graph/sql/render', 'all.filter((right) => !right.single)', 'all')],
  },
  {
    name: 'consent to marketing ignored',
    patches: [patch('access/scope', "if (right.reach === 'CONSENTING') {", 'if (right.ranges < 0) {')],
  },
  {
    name: 'a stub shows the full name',
    patches: [
      patch(
        'graph/sql/object',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
        'else ${part.stub(context.row)} end`',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
        'else ${part.masked ? sql`(select p.display_name from party p where p.party_id = ${context.row.otherPartyId ?? context.row.partyId ?? context.row.guarantorPartyId})` : part.stub(context.row)} end`',
      ),
    ],
  },
  {
    name: 'plan cached across access shapes',
    patches: [
      patch(
        'graph/compiler',
        '[numberOf(document), name, part, shape.key, shapeOf(this.schema, operation)]',
        '[numberOf(document), name, part, shapeOf(this.schema, operation)]',
      ),
    ],
  },
  {
    name: 'decisions cached across viewers',
    patches: [
      patch('access/decisions', 'known.get(shape.key)', "known.get(shape.key.split(':')[0] ?? '')"),
      patch(
        'access/decisions',
        'known.set(shape.key, decisions)',
        "known.set(shape.key.split(':')[0] ?? '', decisions)",
      ),
    ],
  },
  {
    name: 'viewer cache not keyed by the day',
    patches: [
      patch(
        'access/directory',
        'JSON.stringify([staffNumber, clientId, today])',
        'JSON.stringify([staffNumber, clientId])',
      ),
    ],
  },
  {
    name: 'input guard missing on a nested filter',
    patches: [
      patch(
        'graph/plan/filter',
        'checkInput(decisions, filter.dataClass,',
        'if (path.length === 2) checkInput(decisions, filter.dataClass,',
      ),
    ],
  },
  {
    name: 'input guard missing on orderBy',
    patches: [
      patch(
        'graph/plan/filter',
        'checkInput(decisions, order.dataClass,',
        'if (field === null) checkInput(decisions, order.dataClass,',
      ),
    ],
  },
  {
    name: 'search by identifiers open to all',
    patches: [
      patch(
        'graph/sql/source',
        'candidates.arms.filter(({ dataClass }) => readsInFull(decisions, dataClass))',
        "candidates.arms.filter(({ dataClass }) => dataClass === 'C3' || readsInFull(decisions, dataClass))",
      ),
    ],
  },
  {
    name: 'confidential notes open',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    patches: [patch('graph/sql/effects', '${onlyFor.closed(row)} is not true or', 'true or')],
  },
  {
    name: 'reach of an ended account role',
    patches: [patch('graph/declare/entity', 'validOn(today(), at(reach.validFrom), at(reach.validTo)),', '')],
  },
  {
    name: 'computed loader shared across viewers',
    patches: [
      patch(
        'graph/computed',
        'private readonly loaders = new Map<ComputedField, DataLoader<Needs, unknown>>();',
        'private static readonly shared = new Map<ComputedField, DataLoader<Needs, unknown>>();\n  private readonly loaders = ComputedFields.shared;',
      ),
    ],
  },
  {
    name: 'right of a reporting tool outside documents',
    patches: [patch('access/shape', 'throughDocument || !documentsOnly', 'true || throughDocument || !documentsOnly')],
  },
  {
    name: 'viewer kept without his way in',
    patches: [patch('access/viewer', 'known = { ...viewer, throughDocument: true };', 'known = viewer;')],
  },
  {
    name: 'access notice left out',
    patches: [
      patch('graph/plan/notices', "if (effect === 'FULL' ||", "if (effect === 'FULL' || relation === 'LINKED' ||"),
    ],
  },
];
