import { type AttackedBank, attackedBank, hiddenFrom } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { type Class, notInFull } from './classified';
import { type Leaks, leaksIn } from './leaks';
import { accountNumberOf } from './planted';

interface Input {
  readonly what: string;
  readonly dataClass: Class;
  readonly entity: string;
  /** The document around the list's arguments. */
  readonly open: (given: string) => string;
  readonly filter?: string;
  readonly order?: string;
}

const ofCustomers = (list: string) => (given: string) =>
  `{ customers { nodes { id ${list}${given} { totalCount nodes { id } } } } }`;
const ofAccounts = (list: string) => (given: string) =>
  `{ accounts { nodes { id ${list}${given} { totalCount nodes { id } } } } }`;
const atRoot = (list: string) => (given: string) => `{ ${list}${given} { totalCount nodes { id } } }`;
const input = (
  entity: string,
  dataClass: Class,
  open: Input['open'],
  given: Pick<Input, 'filter'> | Pick<Input, 'order'>,
): Input => ({ what: `${entity} ${JSON.stringify(Object.values(given)[0])}`, entity, dataClass, open, ...given });

/** Every filter and order of the schema that reads more than ordinary data; the classes are copied by hand. */
const inputs: readonly Input[] = [
  input('Account', 'C3', atRoot('accounts'), { filter: `{ number: { eq: "${accountNumberOf(1)}" } }` }),
  input('Account', 'C3', atRoot('accounts'), { filter: '{ number: { in: ["6"] } }' }),
  input('Account', 'C3', ofCustomers('accounts'), { filter: '{ number: { isNull: false } }' }),
  input('Account', 'C3', atRoot('accounts'), { filter: '{ number: {} }' }),
  input('Account', 'MONEY', atRoot('accounts'), { filter: '{ balance: { currency: "CNY", gte: "1" } }' }),
  input('Account', 'RISK', atRoot('accounts'), { filter: '{ daysPastDue: { gt: 0 } }' }),
  input('Account', 'RISK', ofCustomers('accounts'), { filter: '{ fiveClass: { eq: DOUBTFUL } }' }),
  input('Account', 'RISK', atRoot('accounts'), { order: '[{ field: DAYS_PAST_DUE }]' }),
  input('Account', 'RISK', ofCustomers('accounts'), { order: '[{ field: OPENED_ON }, { field: DAYS_PAST_DUE }]' }),
  input('Complaint', 'RISK', atRoot('complaints'), { filter: '{ severity: { eq: HIGH } }' }),
  input('Complaint', 'RISK', ofCustomers('complaints'), { filter: '{ severity: { in: [HIGH, LOW] } }' }),
  input('ProductHolding', 'MONEY', ofCustomers('holdings'), { filter: '{ amount: { currency: "CNY", gt: "0" } }' }),
  input('CreditAssessment', 'RISK', ofCustomers('creditAssessments'), { filter: '{ creditGrade: { eq: "A" } }' }),
  input('CreditAssessment', 'RISK', ofCustomers('creditAssessments'), {
    filter: '{ qualificationGrade: { eq: "A" } }',
  }),
  input('CreditAssessment', 'RISK', ofCustomers('creditAssessments'), { filter: '{ score: { gt: 1 } }' }),
  input('CreditAssessment', 'RISK', ofCustomers('creditAssessments'), { filter: '{ pd: { gt: "0" } }' }),
  input('CreditAssessment', 'RISK', ofCustomers('creditAssessments'), { filter: '{ lgd: { gt: "0" } }' }),
  input('CreditAssessment', 'RISK', ofCustomers('creditAssessments'), { order: '[{ field: SCORE, direction: DESC }]' }),
  input('Collateral', 'MONEY', ofCustomers('collaterals'), { filter: '{ value: { currency: "CNY", gt: "0" } }' }),
  input('Guarantee', 'MONEY', ofCustomers('guarantees'), { filter: '{ amount: { currency: "CNY", gt: "0" } }' }),
  input('Transaction', 'MONEY', ofAccounts('transactions'), { filter: '{ amount: { currency: "CNY", lt: "9" } }' }),
];

describe('inputs on what the reader does not see in full', () => {
  let bank: AttackedBank;
  let server: AttackedServer;
  let leaks: Leaks;

  beforeAll(async () => {
    bank = await attackedBank();
    server = await serve(bank.database);
    leaks = await leaksIn(bank);
  });
  afterAll(async () => {
    await server.stop();
    await bank.drop();
  });

  async function refused(reader: string, query: string, variables?: object): Promise<void> {
    const answer = await server.ask(reader, query, variables);
    expect([reader, query, answer.errors.map(({ extensions }) => extensions.code)]).toEqual([
      reader,
      query,
      ['FORBIDDEN_INPUT'],
    ]);
    expect([answer.data, answer.statements]).toEqual([undefined, 0]);
    expect(leaks.of([1, 2, 3, 4, 5, 6, 7, 8], answer)).toEqual([]);
  }

  /** The ways to hide an input: in the document, in and/or/not, behind other fields, and in variables. */
  function disguises({ entity, open, filter, order }: Input): [string, object?][] {
    if (order) {
      const asVariable = open('(orderBy: $o)').replace('{', `query($o: [${entity}Order!]) {`);
      const withDefault = open('(orderBy: $o)').replace('{', `query($o: [${entity}Order!] = ${order}) {`);
      return [[open(`(orderBy: ${order})`)], [asVariable, { o: jsonOf(order) }], [withDefault]];
    }
    const whole = (text: string) => open(`(filter: ${text})`);
    const asVariable = open('(filter: $f)').replace('{', `query($f: ${entity}Filter) {`);
    const nested = `{ and: [{ or: [{ not: { not: ${filter} } }, {}] }, {}] }`;
    const half = open(`(filter: { and: $f })`).replace('{', `query($f: [${entity}Filter!]) {`);
    return [
      [whole(filter as string)],
      [whole(`{ and: [${filter}] }`)],
      [whole(`{ or: [{}, ${filter}] }`)],
      [whole(`{ not: ${filter} }`)],
      [whole(nested)],
      [asVariable, { f: jsonOf(filter as string) }],
      [asVariable, { f: jsonOf(nested) }],
      [half, { f: [{}, { not: jsonOf(filter as string) }] }],
      [open('(filter: $f)').replace('{', `query($f: ${entity}Filter = ${filter}) {`)],
      [`${whole(filter as string).replace('{', '{ viewer { name } products { nodes { code } } ')}`],
      [`query A { ...F } fragment F on Query ${whole(filter as string)}`],
    ];
  }

  const cells = Object.entries(notInFull).flatMap(([reader, withheld]) =>
    inputs.filter(({ dataClass }) => withheld.includes(dataClass)).map((one) => [reader, one.what, one] as const),
  );

  test.each(cells)('%s may not ask by %s, in whatever form', async (reader, _what, one) => {
    for (const [query, variables] of disguises(one)) await refused(reader, query, variables);
  });

  test('who sees the field in full may, so that this can fail', async () => {
    for (const one of inputs) {
      for (const reader of ['RM1', 'CO1']) {
        for (const [query, variables] of disguises(one)) {
          const { errors, statements } = await server.ask(reader, query, variables);
          expect([query, errors, statements]).toEqual([query, [], 1]);
        }
      }
    }
  });

  test('of two rights, the one that does not see it decides', async () => {
    for (const one of inputs) await refused('UN1', disguises(one)[0]?.[0] as string);
  });

  test('a plan that another made, or that other variables made, opens nothing', async () => {
    const query = 'query($f: AccountFilter) { accounts(filter: $f) { totalCount nodes { id } } }';
    const [open, closed] = [{ f: { status: { eq: 'ENABLED' } } }, { f: { number: { eq: accountNumberOf(3) } } }];
    for (let round = 0; round < 3; round += 1) {
      expect((await server.ask('BM1', query, open)).data.accounts.totalCount).toBe(4);
      expect((await server.ask('RM1', query, closed)).data.accounts.totalCount).toBe(0);
      await refused('BM1', query, closed);
      await refused('AU1', query, closed);
    }
  });

  test('an input that is not asked decides nothing, and tells nothing', async () => {
    const skipped = '{ viewer { name } accounts(filter: { number: { in: ["62"] } }) @skip(if: true) { totalCount } }';
    const { data, errors } = await server.ask('BM1', skipped);
    expect([data, errors]).toEqual([{ viewer: { name: 'Staff BM1' } }, []]);
  });

  test('the refusal is the same whether anything would be found, and names no value', async () => {
    const ask = (value: string) =>
      server.ask('BM1', 'query($n: String) { accounts(filter: { number: { eq: $n } }) { totalCount } }', { n: value });
    const [hit, miss] = [await ask(accountNumberOf(1)), await ask('0')];
    expect([hit.text, hit.headers]).toEqual([miss.text, miss.headers]);
    expect(leaks.of(hiddenFrom('BM1'), hit)).toEqual([]);
    expect(hit.text).not.toContain(accountNumberOf(1));
  });
});

/** A value of the query language as JSON: names get quotes, enum values become text. */
function jsonOf(text: string): unknown {
  const quoted = text.replace(/"[^"]*"|[A-Za-z_]\w*/g, (part) => {
    return part.startsWith('"') || ['true', 'false', 'null'].includes(part) ? part : `"${part}"`;
  });
  return JSON.parse(quoted);
}
