import type { Statement, Step } from './statement';

/** Code, name, category, risk level, made for one customer. A product's key is its place in the list. */
export const products = [
  ['CUR', 'Current account 活期账户', 'DEPOSIT', 'R1', false],
  ['SAV', 'Savings account 储蓄账户', 'DEPOSIT', 'R1', false],
  ['TD12', 'Term deposit 12 months 定期存款', 'DEPOSIT', 'R1', false],
  ['LCD', 'Large certificate of deposit 大额存单', 'DEPOSIT', 'R1', false],
  ['MMK', 'Money market account 货币账户', 'DEPOSIT', 'R2', false],
  ['FXC', 'Foreign currency account 外币账户', 'DEPOSIT', 'R1', false],
  ['BCUR', 'Business current account 对公结算账户', 'DEPOSIT', 'R1', false],
  ['MORT', 'Mortgage 个人按揭', 'LOAN', null, false],
  ['CONS', 'Consumer loan 消费贷款', 'LOAN', null, false],
  ['WCAP', 'Working capital loan 流动资金贷款', 'LOAN', null, false],
  ['PROJ', 'Project finance 项目贷款', 'LOAN', null, true],
  ['CCG', 'Credit card gold 金卡', 'CARD', null, false],
  ['CCB', 'Business card 公务卡', 'CARD', null, false],
  ['WM-S', 'Stable income plan 稳健理财', 'WEALTH', 'R2', false],
  ['WM-G', 'Growth plan 进取理财', 'WEALTH', 'R4', false],
  ['WM-T', 'Private mandate 专户理财', 'WEALTH', 'R3', true],
  ['F-BOND', 'Bond fund 债券基金', 'FUND', 'R2', false],
  ['F-EQ', 'Equity fund 股票基金', 'FUND', 'R4', false],
  ['F-QD', 'Overseas equity fund QDII 基金', 'FUND', 'R5', false],
  ['INS-L', 'Life insurance 终身寿险', 'INSURANCE', 'R1', false],
  ['INS-A', 'Annuity 年金保险', 'INSURANCE', 'R2', false],
  ['PAY-M', 'Merchant payments 收单', 'PAYMENT', null, false],
  ['PAY-C', 'Cash management 现金管理', 'PAYMENT', null, true],
  ['LC', 'Letter of credit 信用证', 'TRADE_FINANCE', null, false],
  ['FACT', 'Factoring 保理', 'TRADE_FINANCE', null, false],
  ['CUST', 'Custody 托管', 'CUSTODY', null, true],
  ['PAYR', 'Payroll 代发工资', 'PAYROLL', null, false],
] as const;

type ProductCode = (typeof products)[number][0];

export const productKey = (code: ProductCode): number => products.findIndex((product) => product[0] === code) + 1;

const text = (value: string | null) => (value === null ? 'null' : `'${value}'`);

const writeProducts = () => `
  insert into product (id, code, name, category, risk_level, tailored, description) values
  ${products
    .map(
      ([code, name, category, risk, tailored], index) =>
        `(${index + 1}, '${code}', '${name}', '${category}', ${text(risk)}, ${tailored}, 'Demo product ${code}')`,
    )
    .join(',\n')}`;

/** Yearly rates by currency at three tenors of the curve (on demand, a year, five years). */
const curve = {
  CNY: [0.018, 0.0245, 0.029],
  USD: [0.041, 0.0425, 0.039],
  EUR: [0.022, 0.0245, 0.026],
  HKD: [0.035, 0.0375, 0.036],
  JPY: [0.002, 0.0045, 0.009],
} as const;
export const demoCurrencies = Object.keys(curve);

/** Two curves: last year's and the one of today, an eighth of a point lower. */
function writeFtpRates(statement: Statement): string {
  const { today } = statement;
  const rows = Object.entries(curve).flatMap(([currency, [demand, year, five]]) =>
    [`0, ${demand}`, `12, ${year}`, `60, ${five}`].map((point) => `('${currency}', ${point})`),
  );
  return `
    insert into ftp_rate (id, currency, tenor_months, rate, valid_from, valid_to, recorded_at)
    select row_number() over (order by r.currency, r.tenor, age.first), r.currency, r.tenor, r.rate + age.change,
      ${today} - age.first, ${today} - age.last, ${statement.startOf(`${today} - age.first`)}
    from (values ${rows.join(', ')}) as r (currency, tenor, rate)
    cross join (values (1100, 200, 0.00125), (200, null, 0)) as age (first, last, change)`;
}

const capital = [
  ...['DEPOSIT 0.005', 'LOAN 0.08', 'CARD 0.1', 'WEALTH 0.01', 'FUND 0.01', 'INSURANCE 0.01', 'PAYMENT 0.002'],
  ...['TRADE_FINANCE 0.04', 'CUSTODY 0.002', 'PAYROLL 0.001'],
].map((line) => line.split(' ') as [string, string]);

const writeCapitalCharges = (statement: Statement) => `
  insert into capital_charge (id, category, capital_rate, hurdle_rate, valid_from, recorded_at)
  select row_number() over (order by category), category, rate, 0.1, ${statement.today} - 1100, ${statement.startOf(`${statement.today} - 1100`)}
  from (values ${capital.map(([category, rate]) => `('${category}', ${rate})`).join(', ')}) as c (category, rate)`;

const writeCostRates = (statement: Statement) => `
  insert into cost_rate (id, category, currency, account_month_minor, transaction_minor, valid_from, recorded_at)
  select row_number() over (order by category), category, 'CNY', 200 + place * 50, 10 + place * 5, ${statement.today} - 1100,
    ${statement.startOf(`${statement.today} - 1100`)}
  from (values ${capital.map(([category], index) => `('${category}', ${index})`).join(', ')}) as c (category, place)`;

/** What a unit of each currency of the demo is worth in the base currency: last year's and today's. */
const worth = { USD: 7.1, EUR: 7.7, HKD: 0.91, JPY: 0.0475 } as const;

const writeExchangeRates = (statement: Statement) => `
  insert into exchange_rate (id, currency, rate, valid_from, valid_to, recorded_at)
  select row_number() over (order by age.first, w.currency), w.currency, w.rate * age.change, ${statement.today} - age.first,
    ${statement.today} - age.last, ${statement.startOf(`${statement.today} - age.first`)}
  from (values ${Object.entries(worth)
    .map(([currency, rate]) => `('${currency}', ${rate})`)
    .join(', ')}) as w (currency, rate)
  cross join (values (1100, 200, 0.98), (200, null, 1)) as age (first, last, change)`;

const writeTier1 = (statement: Statement) => `
  insert into tier1_capital (id, currency, amount_minor, valid_from, valid_to, recorded_at) values
  (1, 'CNY', ${statement.customers} * 900000, ${statement.today} - 1100, ${statement.today} - 300, ${statement.startOf(`${statement.today} - 1100`)}),
  (2, 'CNY', ${statement.customers} * 1000000, ${statement.today} - 300, null, ${statement.startOf(`${statement.today} - 300`)})`;

export const catalogue: readonly Step[] = [
  { table: 'product', write: writeProducts },
  { table: 'ftp_rate', write: writeFtpRates },
  { table: 'capital_charge', write: writeCapitalCharges },
  { table: 'cost_rate', write: writeCostRates },
  { table: 'exchange_rate', write: writeExchangeRates },
  { table: 'tier1_capital', write: writeTier1 },
];
