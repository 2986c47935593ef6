/** Why customers complain: category, reason, root cause in words, business, ground, root cause by its code. */
export const grievances = [
  [
    'SERVICE',
    'Waited over an hour at the counter',
    'Too few counters open at noon',
    'OTHER',
    'SERVICE',
    'COUNTER-STAFF',
  ],
  ['SERVICE', '柜员态度不佳', 'Training', 'SAVINGS', 'SERVICE', 'COUNTER-STAFF'],
  [
    'FEES',
    'Yearly card fee charged despite a waiver',
    'Waiver not entered in the card system',
    'CARD',
    'PRICING',
    'FEE-RUN',
  ],
  ['FEES', '账户管理费重复收取', 'Batch ran twice', 'SAVINGS', 'PRICING', 'FEE-RUN'],
  ['PRODUCT', 'Fund lost value although called safe', 'Risk level not explained', 'AGENCY', 'RETURNS', 'RISK-NOT-TOLD'],
  ['ADVICE', '理财产品风险提示不足', 'Record of advice incomplete', 'WEALTH', 'MARKETING', 'RISK-NOT-TOLD'],
  [
    'PAYMENT',
    'Transfer arrived three days late',
    'Manual check of the beneficiary',
    'PAYMENT',
    'RULES',
    'PAYMENT-CHECK',
  ],
  ['PAYMENT', 'Standing order not carried out', 'Interface failure', 'PAYMENT', 'FACILITIES', 'PAYMENT-CHECK'],
  ['FRAUD', 'Unknown card payment abroad', 'Card data stolen at a merchant', 'CARD', 'FUNDS_SAFETY', 'STOLEN-DATA'],
  ['FRAUD', '账户被盗刷', 'Phishing', 'CARD', 'FUNDS_SAFETY', 'STOLEN-DATA'],
  [
    'DATA',
    'Letters still go to the old address',
    'Address not passed on between systems',
    'OTHER',
    'DATA_SAFETY',
    'ADDRESS-FEED',
  ],
  ['SYSTEM', 'Mobile bank closed during sign-in', 'Faulty release', 'PAYMENT', 'FACILITIES', 'APP-RELEASE'],
  ['OTHER', 'Cash machine kept the card', 'Machine out of order', 'CARD', 'FACILITIES', 'ATM-CARE'],
] as const;

/** How a complaint of each status went, and how often the status occurs in a hundred. */
export const complaintPaths = {
  RECEIVED: { share: 6, path: ['RECEIVED'] },
  ACKNOWLEDGED: { share: 6, path: ['RECEIVED', 'ACKNOWLEDGED'] },
  INVESTIGATING: { share: 10, path: ['RECEIVED', 'ACKNOWLEDGED', 'INVESTIGATING'] },
  AWAITING_CUSTOMER: { share: 5, path: ['RECEIVED', 'ACKNOWLEDGED', 'INVESTIGATING', 'AWAITING_CUSTOMER'] },
  RESOLVED: { share: 9, path: ['RECEIVED', 'ACKNOWLEDGED', 'INVESTIGATING', 'RESOLVED'] },
  CLOSED: { share: 55, path: ['RECEIVED', 'ACKNOWLEDGED', 'INVESTIGATING', 'RESOLVED', 'CLOSED'] },
  WITHDRAWN: { share: 5, path: ['RECEIVED', 'ACKNOWLEDGED', 'WITHDRAWN'] },
  REFERRED: { share: 4, path: ['RECEIVED', 'ACKNOWLEDGED', 'INVESTIGATING', 'REFERRED'] },
} as const;

/** What the bank knows to go wrong: code, title, what was done about it and how many days ago. */
export const knownCauses = [
  ['COUNTER-STAFF', 'Too few trained staff at the counter 柜面人手不足', 'A second shift at noon and a course', 200],
  ['FEE-RUN', 'Fees charged against the tariff 收费差错', 'Waivers are read by the fee run', 120],
  ['RISK-NOT-TOLD', 'Risks not explained at the sale 风险提示不足', 'Sales are recorded', 300],
  ['PAYMENT-CHECK', 'Payments held up by hand 汇款延误', null, null],
  ['STOLEN-DATA', 'Card data stolen 盗刷', null, null],
  ['ADDRESS-FEED', 'Addresses not passed on between systems 地址未同步', 'One service keeps addresses', 90],
  ['APP-RELEASE', 'Faulty releases of the mobile bank 版本缺陷', 'Releases are tried on a tenth of phones first', 60],
  ['ATM-CARE', 'Machines out of order 设备故障', null, null],
] as const;
