interface Talk {
  readonly purpose: string;
  readonly subject: string;
  readonly outcome: string;
  readonly nextStep: string;
}

const talk = (purpose: string, subject: string, outcome: string, nextStep = ''): Talk => ({
  purpose,
  subject,
  outcome,
  nextStep,
});

/** What a contact is about, what comes of it, and what is to follow. */
export const talks: readonly Talk[] = [
  talk('SERVICE', 'Card lost on a journey', 'Card blocked, new one ordered', 'Check that the card has arrived'),
  talk('SERVICE', 'Transfer limit raised', 'Limit changed for today'),
  talk('SERVICE', '网上银行密码重置', '已重置密码'),
  talk('SERVICE', '账户明细打印', '已提供流水'),
  talk('ADVICE', 'Review of the yearly savings plan', 'Plan agreed', 'Send the written plan'),
  talk('ADVICE', '理财产品到期咨询', '客户考虑中', '一周后回访'),
  talk('ADVICE', 'Questions on fixed and floating rates', 'Explained both, customer decides later', 'Call again'),
  talk('SALES', 'Offer of a term deposit', 'Accepted'),
  talk('SALES', 'Working capital line', 'Documents asked for', 'Collect the financial statements'),
  talk('SALES', '信用卡分期推荐', '客户婉拒'),
  talk('MARKETING', 'Invitation to the wealth salon', 'Will come', 'Confirm the seat'),
  talk('MARKETING', '贵金属新品推介', '已发送资料'),
  talk('CARE', 'Birthday greeting', 'Delivered'),
  talk('CARE', '节日问候', '已送达'),
  talk('CARE', 'Regular visit at the company', 'Expansion planned for next year', 'Prepare a credit proposal'),
  talk('COMPLAINT', 'Charged twice at a terminal', 'Complaint recorded', 'Follow the complaint'),
  talk('COMPLAINT', '手续费异议', '已登记投诉', '跟进处理结果'),
  talk('COLLECTION', 'Reminder of an overdue instalment', 'Promise to pay by Friday', 'Check the payment'),
  talk('DATA_UPDATE', 'New home address', 'Address changed'),
  talk('DATA_UPDATE', '身份证件到期更新', '已更新证件信息'),
  talk('OTHER', 'Certificate of balance for a visa', 'Certificate handed over'),
];

/** How a contact goes on each channel: who begins it, and whether an employee takes part. */
export const contactWays = [
  ...['BRANCH INBOUND STAFF', 'PHONE INBOUND STAFF', 'PHONE OUTBOUND STAFF', 'MOBILE INBOUND', 'WEB INBOUND'],
  ...['EMAIL OUTBOUND STAFF', 'EMAIL INBOUND STAFF', 'SMS OUTBOUND', 'CHAT INBOUND STAFF', 'SOCIAL INBOUND STAFF'],
  ...['SELF_SERVICE INBOUND', 'POST OUTBOUND', 'VISIT OUTBOUND STAFF', 'VIDEO INBOUND STAFF'],
].map((way) => way.split(' '));

export const campaigns = ['SPRING-SAVINGS', 'GREEN-HOME', 'WEALTH-SALON', 'NEW-CARD', '年终回馈', '开门红'];

export const notes = [
  'Customer was friendly and asks to be called in the evening only.',
  'Prefers letters to e-mail; hears badly on the phone.',
  'Mentioned an offer of a competitor with a higher rate.',
  'Plans to buy a flat within a year, wants to know what is possible.',
  '客户对利率较为敏感，关注大额存单。',
  '客户表示近期有换房计划，可跟进按揭产品。',
  '企业扩产，预计下半年有流动资金需求。',
];
