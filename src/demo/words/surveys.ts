/** By which way an answer comes, and what it is about. */
export const surveyWays = [
  ...['SMS BRANCH_VISIT', 'PHONE CALL', 'PHONE COMPLAINT', 'MOBILE APP', 'MOBILE RELATIONSHIP', 'EMAIL ADVICE'],
  ...['WEB ONBOARDING', 'BRANCH BRANCH_VISIT', 'EMAIL RELATIONSHIP'],
].map((way) => way.split(' '));

/** What is said besides, by how content the customer is. */
export const remarks = {
  poor: ['Waited for an hour and was sent away.', '排队时间太长，问题没有解决。', 'Nobody called back as promised.'],
  fair: ['It works, though the app is slow.', '服务一般，手续较繁琐。', 'Fine, but the fees were a surprise.'],
  good: ['My manager always has an answer.', '客户经理很专业，值得信赖。', 'Quick and friendly.'],
} as const;
