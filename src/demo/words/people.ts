export const occupations = [
  ...[
    'Teacher',
    'Engineer',
    'Nurse',
    'Doctor',
    'Accountant',
    'Civil servant',
    'Driver',
    'Shop owner',
    'Farmer',
    'Lawyer',
  ],
  ...[
    'Software developer',
    'Sales manager',
    'Waiter',
    'Electrician',
    'Retired',
    'Student',
    'Designer',
    'Chef',
    'Pilot',
  ],
  ...['公务员', '教师', '工程师', '医生', '个体工商户', '退休人员', '自由职业者', '会计', '司机', '企业主', '学生'],
];

export const employers = [
  ...[
    'Harbour Logistics',
    'City Hospital',
    'Northwind Trading',
    'Meridian Technology',
    'Lakeside Hotels',
    'Self-employed',
  ],
  ...['市第一人民医院', '实验中学', '恒通科技', '金鼎制造', '市财政局', '东方物流', '云帆软件', '天成建筑'],
];

export const hobbies = [
  ...['Reading', 'Travel', 'Photography', 'Football', 'Cooking', 'Gardening', 'Chess', 'Music', 'Running', 'Fishing'],
  ...['书法', '太极', '围棋', '旅游', '摄影', '品茶', '羽毛球', '收藏'],
];

export const tags = [
  ...['payroll', 'mortgage', 'young family', 'retired', 'digital first', 'branch lover', 'investor', 'export', 'green'],
  ...['代发工资', '理财偏好', '高净值潜力', '房贷客户', '信用卡活跃', '小微企业主'],
];
