interface Shipped {
  readonly name: string;
  readonly staffNumber: string;
  readonly counter: string;
  readonly parameters: Record<string, string>;
  /** What counts the rows; a single record is one. */
  readonly list: string | null;
  readonly columns: readonly string[];
}

/** Who runs it, and who may count the same rows by a text of his own. */
const readBy = (staffNumber: string, counter = staffNumber) => ({ staffNumber, counter });
const customer = ['customer.customerNumber', 'customer.kind', 'customer.displayName'];
const unit = ['customer.orgUnit.code', 'customer.orgUnit.name'];
const performance = [
  ...['code', 'name', 'category', 'customers', 'opened', 'ended', 'holders', 'penetration'],
  ...['amount.amount', 'amount.currency', 'margin.amount', 'fees.amount', 'cost.amount', 'profit.amount'],
];

/** Each shipped report with its columns. */
export const shipped: readonly Shipped[] = [
  {
    name: 'behaviour',
    ...readBy('BM0001'),
    parameters: { quarters: '1' },
    list: 'behaviour',
    columns: [
      ...['asOf', 'depositChange.amount', 'depositChange.currency', 'loanChange.amount'],
      ...[...customer, ...unit],
    ],
  },
  {
    name: 'branch-accounts',
    ...readBy('BM0001'),
    parameters: {},
    list: 'accounts',
    columns: [
      ...['id', 'type', 'status', 'openedOn', 'closedOn', 'balance.amount', 'balance.currency'],
      ...['product.code', 'product.name', 'product.category', ...customer, ...unit],
    ],
  },
  {
    name: 'business-handled',
    ...readBy('BM0001'),
    parameters: { by: 'EMPLOYEE', orgUnit: 'B001' },
    list: 'businessHandled(by: EMPLOYEE, orgUnit: "B001")',
    columns: [
      ...['value', 'name', 'customers', 'pieces', 'transactions', 'contacts', 'requests', 'openings'],
      ...['turnover.amount', 'turnover.currency', 'openedAmount.amount', 'deposits.amount', 'loans.amount'],
      ...['margin.amount', 'fees.amount', 'cost.amount', 'profit.amount', 'shareOfPieces', 'shareOfTurnover'],
      ...['shareOfProfit', 'rankByPieces', 'rankByTurnover', 'rankByProfit', 'piecesToAverage'],
      ...['turnoverToAverage', 'profitToAverage'],
    ],
  },
  {
    name: 'campaign-targets',
    ...readBy('MK0001'),
    parameters: { unit: 'B001' },
    list: 'nextBestProducts(orgUnit: "B001")',
    columns: [
      ...['asOf', 'score', 'basis', 'reasons', 'sentence', 'sentenceChinese'],
      ...['product.code', 'product.name', 'product.category', ...customer, ...unit],
    ],
  },
  {
    name: 'churn-warning',
    ...readBy('BM0001'),
    parameters: {},
    list: 'topCustomers',
    columns: [
      ...['asOf', 'churnScore.value', 'churnReasons', 'customerClass', 'aum.value', 'depositChange.value'],
      'contribution.value',
      ...[...customer, ...unit],
    ],
  },
  {
    name: 'complaint-clocks',
    ...readBy('BM0001'),
    parameters: { orgUnit: 'B001' },
    list: 'complaintClocks(orgUnit: "B001")',
    columns: [
      ...['regime', 'clock', 'dueAt', 'remainingDays', 'isBreached', 'isPaused', 'extension', 'complaint.reference'],
      ...['complaint.category', 'complaint.status', 'complaint.receivedAt'],
      ...[...customer, ...unit].map((name) => `complaint.${name}`),
      ...['complaint.handlingUnit.code', 'complaint.handlingUnit.name'],
      ...['complaint.owner.staffNumber', 'complaint.owner.name'],
    ],
  },
  {
    name: 'complaint-rates',
    ...readBy('BM0001'),
    parameters: { by: 'MONTH', orgUnit: 'B001' },
    list: 'complaintRates(by: MONTH, orgUnit: "B001")',
    columns: [
      ...['value', 'received', 'closed', 'open', 'overdue', 'meanDaysToClose', 'openUpTo3', 'openUpTo15'],
      ...['openUpTo60', 'openLonger', 'perThousandCustomers'],
    ],
  },
  {
    name: 'complaints-due',
    ...readBy('HO0001'),
    parameters: { before: '2027-01-01T00:00:00Z' },
    list: 'complaints(filter: { status: { in: [RECEIVED, ACKNOWLEDGED, INVESTIGATING, AWAITING_CUSTOMER] } })',
    columns: [
      ...['id', 'reference', 'category', 'channel', 'status', 'severity', 'receivedAt', 'dueAt', ...customer, ...unit],
    ],
  },
  {
    name: 'concentration-report',
    ...readBy('BM0001'),
    parameters: { of: 'ASSETS' },
    list: null,
    columns: [
      ...['asOf', 'customers', 'total.amount', 'total.currency'],
      ...['topShare', 'holdersOf80', 'holdersOf90', 'hhi', 'gini', 'tenths'],
    ],
  },
  {
    name: 'credit-behaviour',
    ...readBy('BM0001'),
    parameters: { by: 'CREDIT_GRADE', orgUnit: 'B001' },
    list: 'businessSegments(by: CREDIT_GRADE, orgUnit: "B001")',
    columns: [
      ...['asOf', 'value', 'thenValue', 'customers', 'borrowers', 'loans.amount', 'loans.currency'],
      'loanChange.amount',
      ...['loanPerCustomer.amount', 'exposure.amount', 'expectedLoss.amount', 'loanMargin.amount'],
      ...['economicCapital.amount', 'rarorac', 'riskDegree', 'creditAccounts', 'overdueAccounts', 'overdueAccountRate'],
      ...['overdueExposure.amount', 'overdueRate', 'nonPerformingExposure.amount', 'nonPerformingRate'],
    ],
  },
  {
    name: 'customer-analysis',
    ...readBy('HO0001'),
    parameters: {},
    list: 'businessSegments(by: CUSTOMER_CLASS)',
    columns: [
      ...['asOf', 'value', 'thenValue', 'customers', 'shareOfCustomers', 'shareOfAssets', 'depositors', 'borrowers'],
      ...['assetsUnderManagement.amount', 'assetsUnderManagement.currency', 'deposits.amount', 'loans.amount'],
      ...['exposure.amount', 'depositChange.amount', 'loanChange.amount', 'fees.amount', 'contribution.amount'],
      ...['expectedLoss.amount', 'depositPerCustomer.amount', 'loanPerCustomer.amount', 'productsPerCustomer'],
      ...['crossHoldingRate', 'eva.amount', 'lifetimeValue.amount', 'growthValue.amount', 'potentialValue.amount'],
      ...['quality', 'loyalty', 'riskDegree', 'churnScore'],
    ],
  },
  {
    name: 'customer-ledger',
    ...readBy('RM0001'),
    parameters: {},
    list: 'customerLedger',
    columns: [
      ...['customer.customerNumber', 'customer.displayName', 'customer.tier', 'birthDate', 'daysToBirthday'],
      ...['householdSize', 'children', 'hobbies', 'incomeBand', 'daysSinceContact', 'daysToMaturity', 'openComplaints'],
      ...['lastContact.at', 'lastContact.channel', 'lastContact.employee.name', 'lastContact.nextStep'],
      ...['lastContact.nextStepDue', 'family'],
    ],
  },
  {
    name: 'holdings-by-product',
    ...readBy('RP0001', 'HO0001'),
    parameters: { code: 'CCG' },
    list: 'holdings(filter: { productCode: { eq: "CCG" } })',
    columns: [
      ...['id', 'status', 'openedOn', 'maturesOn', 'amount.amount', 'amount.currency'],
      ...['product.code', 'product.name', 'product.category', ...customer, ...unit],
    ],
  },
  {
    name: 'institution-ranking',
    ...readBy('BM0001'),
    parameters: {},
    list: 'topCustomers(filter: { kind: { eq: INSTITUTION } })',
    columns: [
      ...['asOf', 'customer.customerNumber', 'customer.displayName', ...unit, 'customerClass', 'valueTier'],
      ...['depositAdb.value', 'depositAdb.percentile', 'depositAdb.peerAverage', 'depositChange.value'],
      ...['loanAdb.value', 'contribution.value', 'quality.value', 'loyalty.value', 'riskDegree.value'],
    ],
  },
  {
    name: 'money-moved',
    ...readBy('RP0001', 'HO0001'),
    parameters: {},
    list: 'topCustomers',
    columns: [
      ...['asOf', 'depositChange.value', 'loanChange.value', 'depositAdb.value', 'loanAdb.value'],
      ...[...customer, ...unit],
    ],
  },
  {
    name: 'product-months',
    ...readBy('RP0001', 'HO0001'),
    parameters: { months: '2' },
    list: 'productPerformanceMonths(months: 2)',
    columns: ['from', 'to', ...performance],
  },
  {
    name: 'product-performance',
    ...readBy('RP0001', 'HO0001'),
    parameters: {},
    list: 'productPerformance',
    columns: performance,
  },
  {
    name: 'profile-gaps',
    ...readBy('BM0001'),
    parameters: { orgUnit: 'B001' },
    list: 'profileGaps(orgUnit: "B001")',
    columns: [...['kind', 'rule', 'field', 'since', 'customer.id', 'customer.customerNumber', 'customer.displayName']],
  },
  {
    name: 'risk-alerts-report',
    ...readBy('RP0001', 'HO0001'),
    parameters: {},
    list: 'riskAlerts(filter: { isOpen: { eq: true } })',
    columns: [
      ...['rule', 'level', 'previousLevel', 'since', 'openedOn', 'figure', 'value', 'threshold', 'asOf'],
      'rulesVersion',
      ...[...customer, ...unit],
    ],
  },
  {
    name: 'root-causes',
    ...readBy('BM0001'),
    parameters: { orgUnit: 'B001' },
    list: 'rootCauseRates(orgUnit: "B001")',
    columns: [
      ...['code', 'complaints', 'customers', 'complaintsBefore', 'complaintsAfter', 'customersAgain', 'recurrencePct'],
      ...['cause.title', 'cause.remediation', 'cause.remediedOn', 'cause.owner.staffNumber', 'cause.owner.name'],
    ],
  },
  {
    name: 'trends',
    ...readBy('BM0001'),
    parameters: { by: 'TIER', orgUnit: 'B001' },
    list: 'businessSegmentMonths(by: TIER, orgUnit: "B001")',
    columns: [
      ...['asOf', 'value', 'customers', 'assetsUnderManagement.amount', 'assetsUnderManagement.currency'],
      ...['deposits.amount', 'loans.amount', 'contribution.amount', 'contributionPerCustomer.amount'],
      ...['productsPerCustomer', 'crossHoldingRate', 'eva.amount', 'quality', 'loyalty', 'riskDegree', 'churnScore'],
      'completeness',
    ],
  },
];
