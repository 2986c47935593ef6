/** Why customers complain: category, reason, root cause. */
export const grievances = [
  ['SERVICE', 'Waited over an hour at the counter', 'Too few counters open at noon'],
  ['SERVICE', '柜员态度不佳', 'Training'],
  ['FEES', 'Yearly card fee charged despite a waiver', 'Waiver not entered in the card system'],
  ['FEES', '账户管理费重复收取', 'Batch ran twice'],
  ['PRODUCT', 'Fund lost value although called safe', 'Risk level not explained'],
  ['ADVICE', '理财产品风险提示不足', 'Record of advice incomplete'],
  ['PAYMENT', 'Transfer arrived three days late', 'Manual check of the beneficiary'],
  ['PAYMENT', 'Standing order not carried out', 'Interface failure'],
  ['FRAUD', 'Unknown card payment abroad', 'Card data stolen at a merchant'],
  ['FRAUD', '账户被盗刷', 'Phishing'],
  ['DATA', 'Letters still go to the old address', 'Address not passed on between systems'],
  ['SYSTEM', 'Mobile bank closed during sign-in', 'Faulty release'],
  ['OTHER', 'Cash machine kept the card', 'Machine out of order'],
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
