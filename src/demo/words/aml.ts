/** What compliance looks into: the kind of a case, and what was found. */
export const amlFindings = [
  ['TRANSACTION_MONITORING', 'Cash paid in just below the reporting limit on nine days in a row'],
  ['TRANSACTION_MONITORING', '账户短期内分散转入、集中转出'],
  ['TRANSACTION_MONITORING', 'Transfers to four new countries within a week'],
  ['SANCTIONS_SCREENING', 'Name alike to one on a list; birth dates differ'],
  ['SANCTIONS_SCREENING', '与制裁名单姓名相似，待核实'],
  ['PEP_SCREENING', 'Brother of a deputy minister'],
  ['KYC_REVIEW', 'Source of funds not shown since the last review'],
  ['KYC_REVIEW', '受益所有人信息不完整'],
] as const;
