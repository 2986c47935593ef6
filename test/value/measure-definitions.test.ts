import { parse } from 'graphql';
import { measures } from '../../src/entities/measure/measures';
import { readMeasureRules } from '../../src/entities/measure/measures.rules';
import { toldRules } from '../../src/entities/measure/told-rules';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const document = parse(`{
  measureDefinitions(first: 100) { totalCount nodes { code field unit dataClass formula inputs parameters rulesVersion } }
  money: measureDefinitions(filter: { unit: { eq: MONEY } }) { totalCount }
  __type(name: "CustomerMeasures") { fields { name } } }`);

interface Definition {
  readonly code: string;
  readonly field: string;
  readonly inputs: readonly string[];
  readonly parameters: readonly string[];
}

describe('the definitions of measures', () => {
  let bank: ValuedBank;
  let definitions: readonly Definition[];
  let fields: readonly string[];

  beforeAll(async () => {
    bank = await valuedBank(60, async ({ sql }) => {
      // Given: the rules of a version long gone.
      await sql`
        insert into measure_rules (version, content)
        select '2019.1', jsonb_build_object('definitions', jsonb_build_array(jsonb_build_object(
          'code', 'AUM', 'field', 'aum', 'unit', 'MONEY', 'data_class', 'MONEY', 'formula', 'as it was', 'inputs', '[]'::jsonb,
          'parameters', '["period: 6"]'::jsonb)))`;
    });
    const { data } = await answered(bank.world, { document, variables: {}, staffNumber: 'TL0001' });
    const told = data as {
      measureDefinitions: { nodes: Definition[] };
      money: { totalCount: number };
      __type: { fields: { name: string }[] };
    };
    definitions = told.measureDefinitions.nodes;
    fields = told.__type.fields.map(({ name }) => name);
    expect(told.money.totalCount).toBe(17);
  }, 120_000);
  afterAll(() => bank.drop());

  test('are told to everybody, each once, with the field that tells the values', () => {
    expect(definitions.map(({ code }) => code)).toEqual(Object.keys(measures).sort());
    expect(definitions.filter(({ field }) => !fields.includes(field))).toEqual([]);
    expect(definitions.find(({ code }) => code === 'RARORAC')).toEqual({
      ...{ code: 'RARORAC', field: 'rarorac', unit: 'PERCENT', dataClass: 'RISK' },
      ...{ formula: '100 × contribution / economic capital', inputs: ['CONTRIBUTION', 'ECONOMIC_CAPITAL'] },
      ...{ parameters: [], rulesVersion: '2026.6' },
    });
  });

  test('publish weights and thresholds, as the rules name them', () => {
    const parametersOf = (code: string) => definitions.find((one) => one.code === code)?.parameters;

    expect(parametersOf('LOYALTY')).toEqual([
      ...['loyalty.tenure: 20', 'loyalty.products: 20', 'loyalty.wallet: 20', 'loyalty.channels: 15'],
      ...['loyalty.alive: 15', 'loyalty.satisfaction: 10', 'peers: tier'],
    ]);
    expect(parametersOf('RISK_DEGREE')).toEqual([
      ...['risk.lossRate: 0.005, 0.01, 0.03, 0.1', 'risk.daysPastDue: 1, 31, 61, 91'],
      ...['risk.alerts.YELLOW: 2', 'risk.alerts.ORANGE: 3', 'risk.alerts.RED: 4'],
    ]);
    expect(parametersOf('COMPLETENESS')).toEqual([
      'completeness.individual: birthDate, occupation, education, incomeBand, sourceOfFunds, maritalStatus, region, employer',
      'completeness.organisation: legalName, industry, ownershipNature, scale, uscc, establishedOn, groupSystem, financing',
    ]);
    expect(parametersOf('CHURN_SCORE')).toContain('churn.weights.SALARY_STOPPED: 25');
  });

  test('of an earlier version are told as they were', async () => {
    const document = parse(`query ($version: String) { measureDefinitions(rulesVersion: $version) {
      totalCount nodes { code formula parameters rulesVersion } } }`);
    const askedFor = async (version: string | null) => {
      const asked = { document, variables: { version }, staffNumber: 'RM0001' };
      expect(await bank.compare(asked)).toMatchObject({ kind: 'equal' });
      return ((await answered(bank.world, asked)).data as { measureDefinitions: object }).measureDefinitions;
    };

    expect(await askedFor('2019.1')).toEqual({
      totalCount: 1,
      nodes: [{ code: 'AUM', formula: 'as it was', parameters: ['period: 6'], rulesVersion: '2019.1' }],
    });
    expect(await askedFor('2019.2')).toEqual({ totalCount: 0, nodes: [] });
    expect(await askedFor('2026.6')).toMatchObject({ totalCount: definitions.length });
    expect(await askedFor(null)).toMatchObject({ totalCount: definitions.length });
  });

  test('are those that the runs kept', async () => {
    const [kept] = await bank.system.sql`select content from measure_rules where version = '2026.6'`;

    expect(kept?.content).toEqual(JSON.parse(toldRules(readMeasureRules())));
  });

  test('name inputs that are measures, and never one another in a circle', () => {
    const inputsOf = new Map(definitions.map(({ code, inputs }) => [code, inputs]));
    const below = (code: string, seen: readonly string[]): string[] => {
      expect(seen).not.toContain(code);
      const inputs = inputsOf.get(code);
      expect([code, inputs]).toEqual([code, expect.any(Array)]);
      return [code, ...(inputs ?? []).flatMap((input) => below(input, [...seen, code]))];
    };

    expect(definitions.map(({ code }) => below(code, [])).filter((codes) => codes.length > 5)).toEqual([
      ['CONTRIBUTION', 'DEPOSIT_MARGIN', 'LOAN_MARGIN', 'FEES', 'OPERATING_COST', 'EXPECTED_LOSS', 'EXPOSURE'],
      expect.arrayContaining(['EVA', 'CONTRIBUTION', 'ECONOMIC_CAPITAL']),
      expect.arrayContaining(['LIFETIME_VALUE', 'CONTRIBUTION', 'P_ALIVE']),
      [
        'LOYALTY',
        'TENURE',
        'PRODUCT_COUNT',
        'SHARE_OF_WALLET',
        'AUM',
        'CHANNEL_ACTIVITY',
        'P_ALIVE',
        'SATISFACTION_CSAT',
      ],
      expect.arrayContaining(['QUALITY', 'RARORAC', 'TENURE', 'COMPLETENESS']),
      expect.arrayContaining(['RARORAC', 'CONTRIBUTION', 'ECONOMIC_CAPITAL']),
    ]);
  });
});
