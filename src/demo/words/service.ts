/** What customers ask: topic, in a line, at length, what was done. */
export const requests = [
  ['ACCOUNT', 'Proof of balance for a visa', 'Needed on paper and in English', 'Issued and sent by post'],
  ['ACCOUNT', '变更账户短信提醒', '希望改为仅大额交易提醒', '已按要求修改'],
  ['CARD', 'Card swallowed by a machine', 'Machine at the station, Friday evening', 'New card ordered'],
  ['CARD', '信用卡额度临时调整', '出国旅行需要提高额度', '已临时提额三个月'],
  ['LOAN', 'Statement of interest for the tax office', 'For the last calendar year', 'Sent by e-mail'],
  ['LOAN', '提前还款咨询', '想了解手续和费用', '已说明流程并预约'],
  ['WEALTH', 'When does my plan mature?', 'Wants to use the money for a flat', 'Told the day and the next steps'],
  [
    'PAYMENT',
    'Transfer does not arrive',
    'Sent two days ago to another bank',
    'Name was wrong; returned and sent again',
  ],
  ['DIGITAL', '手机银行无法登录', '更换手机后收不到验证码', '已重新绑定设备'],
  ['DATA', 'New address', 'Moved last week, letters still go to the old one', 'Changed in all systems'],
  ['OTHER', 'Coins to be changed', 'Two bags from the shop', 'Appointment made'],
] as const;
