import { parse } from 'graphql';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const clusters = parse(`{
  customerClusters { asOf code kind rulesVersion name nameZh share transactionsAMonth productCount tenureMonths
    assetsUnderManagement { amount currency } deposits { amount } loans { amount } }
  businessSegments(by: CLUSTER) { nodes { value customers } }
  topCustomers(filter: { cluster: { eq: "INDIVIDUAL 1" } }) { totalCount nodes { cluster aum { value } } }
}`);
const tree =
  'asOf featuresAsOf behaviour category rulesVersion trainedOn rate accuracy auc factors { name nameZh share } rules { text textZh share rate lift }';
const trees = parse(`{
  churn: behaviourTree(of: CHURN) { ${tree} }
  card: behaviourTree(of: TAKE_UP, category: CARD) { ${tree} }
  none: behaviourTree(of: CHURN, category: CARD) { rate }
  unnamed: behaviourTree(of: TAKE_UP) { rate }
}`);

describe('like customers and learnt behaviour', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank();
  }, 120_000);
  afterAll(() => bank.drop());

  // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is its document's.
  const ask = async (staffNumber: string, document: ReturnType<typeof parse>): Promise<any> => {
    const got = await answered(bank.world, { document, variables: {}, staffNumber });
    expect(got.code).toBeNull();
    return got.data;
  };

  describe.each([
    ['clusters', clusters],
    ['trees', trees],
  ])('%s', (_name, document) => {
    test.each(['HO0001', 'BM0001', 'RM0001', 'CO0001', 'AU0001', 'TX0002', 'TX0003'])(
      '%s is told what a recount by the rule of peers allows',
      async (staffNumber) => {
        const question = { document, variables: {}, staffNumber };

        expect(await bank.compare(question)).toMatchObject({ kind: 'equal' });
      },
    );
  });

  test('head office is told groups of each kind, and a hundred percent of each', async () => {
    const { customerClusters } = await ask('HO0001', clusters);

    expect(customerClusters.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['CORPORATE 1', 'INDIVIDUAL 1', 'INDIVIDUAL 2']),
    );
    const individuals = customerClusters.filter(({ kind }: { kind: string }) => kind === 'INDIVIDUAL');
    const shares = individuals.map(({ share }: { share: string }) => Number(share));
    expect(Math.abs(shares.reduce((sum: number, share: number) => sum + share, 0) - 100)).toBeLessThanOrEqual(3);
    expect(individuals.every(({ name, nameZh }: { name: string; nameZh: string }) => name && nameZh)).toBe(true);
  });

  test('of a group that three others complete a branch manager is told nothing, nor of those beside it', async () => {
    const [bank, branch] = [await ask('HO0001', trees), await ask('BM0001', trees)];

    expect(bank.card.rules.map(({ text }: { text: string }) => text)).toEqual(['assets group 1', 'assets group 2']);
    expect(branch.card).toBeNull();
    expect(branch.churn.rules).toHaveLength(2);
  });

  test('the groups of a kind are withheld from a branch manager where of one of them one to nine lie out of reach', async () => {
    const groups = await bank.system.sql<{ code: string; kind: string; apart: boolean }[]>`
      select m.cluster as code, c.kind, count(*) filter (where u.lft < b.lft or u.lft >= b.rgt) not between 1 and 9
        and count(*) >= 10 as apart
      from customer_measure m join customer c using (customer_id) join org_unit u on u.id = c.org_unit_id
      join org_unit b on b.code = 'B001'
      where m.as_of = (select max(as_of) from measure_run) and m.cluster is not null group by 1, 2 order by 1`;
    const withheld = new Set(groups.filter(({ apart }) => !apart).map(({ kind }) => kind));

    const { customerClusters } = await ask('BM0001', clusters);

    expect([...withheld]).toEqual(['INDIVIDUAL']);
    expect(groups.filter(({ kind, apart }) => withheld.has(kind) && apart).length).toBeGreaterThan(0);
    expect(customerClusters.map(({ code }: { code: string }) => code)).toEqual(
      groups.filter(({ kind }) => !withheld.has(kind)).map(({ code }) => code),
    );
  });

  test.each(['TL0001', 'MK0001', 'SA0001', 'CH0001'])('%s, who reads no money, is told of neither', async (one) => {
    const got = await ask(one, parse('{ customerClusters { code } behaviourTree(of: CHURN) { behaviour rate } }'));

    expect(got).toEqual({ customerClusters: [], behaviourTree: null });
  });

  test.each([
    '{ businessSegments(by: CLUSTER) { nodes { customers } } }',
    '{ topCustomers(filter: { cluster: { eq: "INDIVIDUAL 1" } }) { totalCount } }',
  ])('who reads no money may not choose by group: %s', async (text) => {
    const got = await answered(bank.world, { document: parse(text), variables: {}, staffNumber: 'MK0001' });

    expect(got.code).toBe('FORBIDDEN_INPUT');
  });
});
