/** A fault that a compiler could have: what a source's text becomes. Lives here and nowhere in the product. */
export interface Fault {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const plan = (file: string) => `src/graph/plan/${file}.ts`;
const sql = (file: string) => `src/graph/sql/${file}.ts`;

export const faults: readonly Fault[] = [
  {
    name: 'scope predicate dropped from one edge',
    file: sql('source'),
    find: 'const behind = scope && filter',
    replace: "const behind = field.name === 'interactions' ? undefined : scope && filter",
  },
  {
    name: 'scope predicate dropped from counts',
    file: sql('source'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    find: 'count: () => sql`(select count(*)${from}${condition(...conditions)})`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    replace: 'count: () => sql`(select count(*)${from}${condition(conditions[0], conditions[2])})`',
  },
  {
    name: 'keyset takes the cursor’s own row again',
    file: sql('keyset'),
    find: 'sql`>` : sql`<`;',
    replace: 'sql`>=` : sql`<=`;',
  },
  {
    name: 'keyset forgets the later terms of an order',
    file: sql('keyset'),
    find: 'order.slice(0, index).map(',
    replace: 'order.slice(0, 0).map(',
  },
  {
    name: 'absent values sorted first',
    file: sql('keyset'),
    find: 'backward ? sql` nulls first` : sql` nulls last`',
    replace: 'backward ? sql` nulls last` : sql` nulls first`',
  },
  {
    name: 'merged selections lose fields',
    file: plan('planner'),
    find: 'collectSubfields(this.schema, fragments, variables, type, nodes)',
    replace: 'collectSubfields(this.schema, fragments, variables, type, nodes.slice(0, 1))',
  },
  {
    name: '@include is ignored',
    file: plan('planner'),
    find: 'collectSubfields(this.schema, fragments, variables, type, nodes)',
    replace: `collectSubfields(this.schema, fragments, variables, type, nodes.map((node) =>
      require('graphql').visit(node, { Directive: ({ name }) => (name.value === 'include' ? null : undefined) })))`,
  },
  {
    name: 'plan cache forgets truth values, such as those of @skip',
    file: plan('operation'),
    find: "isEnumType(type) || type.name === 'Boolean'",
    replace: 'isEnumType(type)',
  },
  {
    name: 'plan cache forgets enum values, such as the direction of an order',
    file: plan('operation'),
    find: 'if (isEnumType(type) || ',
    replace: "if (isEnumType(type)) return '+';\n  if (",
  },
  {
    name: 'plan cache forgets the reader’s rights',
    file: 'src/graph/compiler.ts',
    find: '[numberOf(document), name, part, shape.key, shapeOf(this.schema, operation)]',
    replace: '[numberOf(document), name, part, shapeOf(this.schema, operation)]',
  },
  {
    name: 'long aliases cut at 63 bytes',
    file: sql('json'),
    find: 'members.every(({ key }) => Buffer.byteLength(key) <= longestName)',
    replace: 'members.length < 1000',
  },
  {
    name: 'objects of more than fifty keys lose some',
    file: sql('json'),
    find: 'from += pairsPerCall)',
    replace: 'from += pairsPerCall + 1)',
  },
  {
    name: 'mask forgotten',
    file: sql('effects'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    find: 'return sql`${mask}`;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    replace: 'return sql`${full}`;',
  },
  {
    name: '`last` answered in reverse',
    file: sql('page'),
    find: 'page.backward ? sql` desc` : sql``',
    replace: 'sql``',
  },
  {
    name: 'hasNextPage one row too early',
    file: sql('page'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    find: 'sql`count(*) > ${size} as "more"`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    replace: 'sql`count(*) >= ${size} as "more"`',
  },
  {
    name: 'filter’s `or` taken for `and`',
    file: sql('filter'),
    find: "filter.kind === 'and' ? sql` and ` : sql` or `",
    replace: 'sql` and `',
  },
  {
    name: 'filter’s `not` lets what compares with nothing fall',
    file: sql('filter'),
    find: ') is not true`',
    replace: ') = false`',
  },
  {
    name: 'order of `nodes` lost',
    file: sql('node'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    find: 'order by ${asked}."position")',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    replace: 'order by ${asked}."row")',
  },
  {
    name: 'default size of a page ignored',
    file: plan('size'),
    find: '? field.defaultFirst :',
    replace: '? field.maxFirst :',
  },
  {
    name: 'rights of one grant held on the rows of another',
    file: sql('effects'),
    find: 'if (seesFull.length === rights.length)',
    replace: 'if (seesFull.length > 0)',
  },
  {
    name: 'the tree read before the viewer is set',
    file: sql('statement'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    find: 'select ${tree}::text as "json" from v where',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    replace: 'select t."json" from (select ${tree}::text as "json" offset 0) as t left join v on true where',
  },
  {
    name: 'rows do not tell whose they are',
    file: sql('object'),
    find: 'if (context.tellsOwner && owner)',
    replace: "if (context.tellsOwner && owner && object.typeName !== 'Account')",
  },
  {
    name: 'the viewer of an earlier statement kept',
    file: sql('statement'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    find: 'set_viewer(${viewer})',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    replace: "set_viewer(coalesce(nullif(current_setting('app.viewer', true), ''), ${viewer}))",
  },
];
