export const chineseBrands = [
  ...['华信', '中远', '恒通', '瑞丰', '金鼎', '东方', '天成', '宏远', '博达', '新源', '永盛', '泰和', '嘉禾', '安吉'],
  ...['德隆', '锦江', '鸿运', '万通', '汇丰源', '星海', '云帆', '启明', '长青', '蓝天', '光华', '盛世', '同创', '联合'],
  ...['海纳', '卓越', '腾龙', '百川', '正大', '兴业达', '南洋', '北辰', '红杉', '青松', '白鹭', '九州', '五岳', '三江'],
];

export const latinBrands = [
  ...[
    'Harbour',
    'Northwind',
    'Sterling',
    'Bluestone',
    'Oakfield',
    'Meridian',
    'Redwood',
    'Lakeside',
    'Summit',
    'Orion',
  ],
  ...[
    'Falcon',
    'Evergreen',
    'Silverline',
    'Pacific',
    'Baltic',
    'Alpine',
    'Crescent',
    'Golden Gate',
    'Pioneer',
    'Atlas',
  ],
];

/** Industries by the national classification's letters, with the words of a company's name in the same order. */
export const industries = [
  ...['C 制造业', 'F 批发和零售业', 'I 信息技术服务业', 'E 建筑业', 'G 交通运输业', 'K 房地产业', 'A 农林牧渔业'],
  ...['D 电力热力供应业', 'H 住宿和餐饮业', 'L 租赁和商务服务业', 'M 科学研究业', 'Q 卫生业'],
];
export const chineseTrades = [
  ...[
    '精密制造',
    '贸易',
    '科技',
    '建筑工程',
    '物流',
    '置业',
    '农业',
    '新能源',
    '酒店管理',
    '企业服务',
    '生物技术',
    '医疗器械',
  ],
];
export const latinTrades = [
  ...['Manufacturing', 'Trading', 'Technology', 'Construction', 'Logistics', 'Property', 'Foods', 'Energy', 'Hotels'],
  ...['Services', 'Biotech', 'Medical'],
];

export const institutions = [
  ...['教育局', '财政局', '人民医院', '第一中学', '师范大学', '住房公积金管理中心', '社会保险基金管理中心', '公安局'],
  ...['交通运输局', '图书馆', '红十字会', '水务局'],
];
export const institutionSystems = ['教育系统', '财政系统', '卫生系统', '社保系统', '政法系统', '交通系统', '公益系统'];

export const liabilitySources = [
  'BANK_LOAN',
  'BOND',
  'SUPPLIER_CREDIT',
  'SHAREHOLDER_LOAN',
  'LEASING',
  'CUSTOMER_ADVANCE',
];
export const financings = [
  'Bank credit',
  'Bank credit and bonds',
  'Equity round B',
  'Own funds',
  'Supply chain finance',
];
export const creditGrades = ['AAA', 'AA+', 'AA', 'AA-', 'A+', 'A', 'BBB', 'BB', 'B', 'C'];
export const qualificationGrades = ['特级', '一级', '二级', '三级'];
