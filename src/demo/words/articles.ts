/** Code, topic, title, its Chinese, text, tags, status. */
export const articles = [
  [
    ...[
      'ACC-01',
      'ACCOUNT',
      'Proof of balance',
      '存款证明',
      'Issued at every counter and in the mobile bank, in Chinese or English. 网点和手机银行均可办理，支持中英文。',
    ],
    ...['proof,balance,visa,证明,签证', 'PUBLISHED'],
  ],
  [
    ...[
      'ACC-02',
      'ACCOUNT',
      'Messages about an account',
      '账户短信提醒',
      '在手机银行“消息设置”中选择提醒金额，可按笔或按日汇总。',
    ],
    ...['message,短信,提醒', 'PUBLISHED'],
  ],
  [
    ...[
      'CRD-01',
      'CARD',
      'A card was lost or kept by a machine',
      '银行卡丢失或被吞',
      'Block the card first, then order a new one; it comes within five days. 先挂失，再补办新卡。',
    ],
    ...['lost,block,挂失,补卡', 'PUBLISHED'],
  ],
  [
    ...[
      'CRD-02',
      'CARD',
      'A higher limit for a journey',
      '临时提高信用卡额度',
      '持卡人可在手机银行申请临时额度，有效期最长三个月。',
    ],
    ...['limit,travel,额度,出国', 'PUBLISHED'],
  ],
  [
    ...[
      'LOA-01',
      'LOAN',
      'Early repayment of a mortgage',
      '按揭贷款提前还款',
      'One month ahead, by appointment at the branch; the fee is in the contract. 提前一个月预约，费用见合同。',
    ],
    ...['mortgage,repayment,还款,房贷', 'PUBLISHED'],
  ],
  [
    ...[
      'LOA-02',
      'LOAN',
      'Statement of interest',
      '利息证明',
      'For the tax office, by calendar year, sent by e-mail or post.',
    ],
    ...['interest,tax,利息', 'PUBLISHED'],
  ],
  [
    ...[
      'WEA-01',
      'WEALTH',
      'When a plan matures',
      '理财产品到期',
      'The day stands in the mobile bank; the money is there on the next working day. 到期后下一工作日到账。',
    ],
    ...['maturity,到期', 'PUBLISHED'],
  ],
  [
    ...[
      'PAY-01',
      'PAYMENT',
      'A transfer has not arrived',
      '转账未到账',
      'Compare name and account of the payee; a transfer that is returned comes back within two days. 核对收款人户名和账号。',
    ],
    ...['transfer,payee,转账', 'PUBLISHED'],
  ],
  [
    ...[
      'DIG-01',
      'DIGITAL',
      'The mobile bank on a new phone',
      '更换手机后登录手机银行',
      '在新手机上安装应用，用身份证和人脸识别重新绑定设备。',
    ],
    ...['phone,login,登录,验证码', 'PUBLISHED'],
  ],
  [
    ...[
      'DAT-01',
      'DATA',
      'A new address',
      '变更地址',
      'In the mobile bank or at a counter with proof of identity; it holds for all accounts. 凭身份证办理，所有账户同时生效。',
    ],
    ...['address,地址', 'PUBLISHED'],
  ],
  [
    ...['OTH-01', 'OTHER', 'Coins', '硬币兑换', 'Changed by appointment at branches with a coin counter. 需提前预约。'],
    ...['coins,cash,零钱', 'PUBLISHED'],
  ],
  [
    ...['DIG-00', 'DIGITAL', 'The mobile bank by text message', '短信银行', 'No longer offered. 已停止服务。'],
    ...['sms,短信', 'RETIRED'],
  ],
  [
    ...['CRD-03', 'CARD', 'Cards with a picture of your own', '个性卡面', 'Not told to anybody yet. 尚未公布。'],
    ...['picture,卡面', 'DRAFT'],
  ],
] as const;
