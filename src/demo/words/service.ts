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

/** What customers suggest, what they are answered, what was changed where it was adopted. */
export const suggestions = [
  ['Open one counter on Saturday mornings', 'Thank you; we have looked into it.', 'Saturday counter in two branches'],
  ['希望手机银行支持大字版', '感谢您的建议，已转交产品部门。', '手机银行增加大字模式'],
  ['Tell me before a term deposit matures', 'Thank you; this is a fair wish.', 'A message ten days before maturity'],
  ['网点增加无障碍坡道', '感谢建议，已安排勘察。', '两家网点加装坡道'],
  ['Fewer letters, more e-mail', 'You can choose this yourself now.', 'Choice of post or e-mail in the mobile bank'],
] as const;

/** What customers praise, and what they are answered. */
export const praises = [
  ['The lady at counter three found my lost transfer in minutes.', 'We have told her; thank you.'],
  ['客户经理上门服务，非常贴心。', '感谢您的肯定，已转告本人。'],
  ['The call centre stayed with me until the card was blocked.', 'Thank you for telling us.'],
] as const;
