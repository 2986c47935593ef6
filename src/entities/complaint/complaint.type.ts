import { entity, ownedBy } from '../../graph/declare/entity';
import { filterOnCode } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { money, readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { employee } from '../employee/employee.table';
import { orgUnit } from '../org-unit/org-unit.table';
import { product } from '../product/product.table';
import {
  complaint,
  complaintBusinesses,
  complaintCategories,
  complaintGrounds,
  complaintOutcomes,
  complaintStatuses,
  severities,
} from './complaint.table';

export const ComplaintStatusEnum = enumType(
  'ComplaintStatus',
  complaintStatuses,
  'Where the handling of a complaint stands.',
  {
    RECEIVED: 'Received.',
    ACKNOWLEDGED: 'The customer was told that it has come in.',
    INVESTIGATING: 'Being looked into.',
    AWAITING_CUSTOMER: 'The customer has to answer.',
    RESOLVED: 'Answered.',
    CLOSED: 'Answered and closed.',
    WITHDRAWN: 'Taken back by the customer.',
    REFERRED: 'Handed on to a regulator or an ombudsman.',
  },
);

export const ComplaintCategoryEnum = enumType('ComplaintCategory', complaintCategories, 'What a complaint is about.', {
  SERVICE: 'Service.',
  FEES: 'Fees and charges.',
  PRODUCT: 'A product.',
  ADVICE: 'Advice or a sale.',
  PAYMENT: 'A payment.',
  FRAUD: 'Fraud.',
  DATA: 'Personal data.',
  SYSTEM: 'A system that failed.',
  OTHER: 'Anything else.',
});

export const ComplaintBusinessEnum = enumType(
  'ComplaintBusiness',
  complaintBusinesses,
  'What business a complaint is about, as JR/T 0169-2018 divides it.',
  {
    SAVINGS: 'Savings in renminbi 人民币储蓄.',
    LOAN: 'Loans 贷款.',
    CARD: 'Bank cards 银行卡.',
    WEALTH: 'The bank’s own wealth management 自营理财.',
    AGENCY: 'What is sold for others 代理业务.',
    PAYMENT: 'Payment and settlement 支付结算.',
    FOREIGN_EXCHANGE: 'Foreign exchange 外汇.',
    PRECIOUS_METAL: 'Precious metal 贵金属.',
    CREDIT_RECORD: 'Personal credit records 个人金融信用信息.',
    INTERMEDIARY: 'Other intermediary business 中间业务.',
    CASH: 'Notes and coins 人民币管理.',
    OTHER: 'Anything else 其他.',
  },
);

export const ComplaintGroundEnum = enumType(
  'ComplaintGround',
  complaintGrounds,
  'What gives rise to a complaint, as JR/T 0169-2018 divides it.',
  {
    RULES: 'Regulations, rules and procedures 管理制度、业务规则与流程.',
    SERVICE: 'Attitude and quality of service 服务态度及服务质量.',
    FACILITIES: 'Facilities, equipment and systems 服务设施、设备、业务系统.',
    RETURNS: 'Returns of a product 产品收益.',
    PRICING: 'Prices and fees 定价收费.',
    CONTRACT: 'Terms of a contract 合同条款.',
    MARKETING: 'Ways and means of marketing 营销方式和手段.',
    DEBT_COLLECTION: 'Ways and means of collecting debts 债务催收方式和手段.',
    FUNDS_SAFETY: 'Safety of the customer’s funds 消费者资金安全.',
    DISCLOSURE: 'Disclosure 信息披露.',
    DATA_SAFETY: 'Safety of the customer’s data 消费者信息安全.',
    FREE_CHOICE: 'The customer’s free choice 自主选择权.',
    OTHER: 'Anything else 其他.',
  },
);

export const SeverityEnum = enumType('Severity', severities, 'How grave it is.', {
  LOW: 'Slight.',
  MEDIUM: 'Of some weight.',
  HIGH: 'Grave.',
  CRITICAL: 'Very grave: act at once.',
});

export const ComplaintOutcomeEnum = enumType('ComplaintOutcome', complaintOutcomes, 'How a complaint was decided.', {
  UPHELD: 'The customer was right.',
  PARTLY_UPHELD: 'The customer was right in part.',
  REJECTED: 'The customer was not right.',
});

@entity({
  name: 'Complaint',
  description: 'A customer’s complaint, from its receipt to its end.',
  table: complaint,
  id: { prefix: 'cmp', column: complaint.publicId, owner: complaint.customerId, row: complaint.id },
  scope: ownedBy(complaint.customerId, complaint.scopeKey),
  since: complaint.receivedAt,
})
export class Complaint {
  @stored(complaint.reference, 'C1', 'The reference told to the customer.', { filter: true, order: true })
  reference!: string;

  @stored(complaint.receivedAt, 'C1', 'When it came in.', { filter: true, order: true })
  receivedAt!: string;

  @stored(complaint.channel, 'C1', 'The way it came in.', { filter: true })
  channel!: string;

  @stored(complaint.category, 'C1', 'What it is about.', { filter: true })
  category!: string;

  @stored(complaint.business, 'C1', 'What business it is about; null where nobody has said.', { filter: true })
  business?: string;

  @stored(complaint.ground, 'C1', 'What gave rise to it; null where nobody has said.', { filter: true })
  ground?: string;

  @stored(complaint.reason, 'NOTES', 'The customer’s reason, in words.')
  reason?: string;

  @stored(complaint.severity, 'RISK', 'How grave it is.', { filter: true })
  severity?: string;

  @stored(complaint.status, 'C1', 'Where its handling stands.', { filter: true })
  status!: string;

  @stored(complaint.acknowledgeDueAt, 'C1', 'When the customer must have been told that it has come in.', {
    filter: true,
    order: true,
  })
  acknowledgeDueAt?: string;

  @stored(complaint.dueAt, 'C1', 'When it must be answered.', { filter: true, order: true })
  dueAt!: string;

  @stored(complaint.acknowledgedAt, 'C1', 'When the customer was told that it has come in.', { filter: true })
  acknowledgedAt?: string;

  @stored(complaint.closedAt, 'C1', 'When it ended.', { filter: true, order: true })
  closedAt?: string;

  @stored(complaint.outcome, 'C1', 'How it was decided.', { filter: true })
  outcome?: string;

  @money(complaint.redressMinor, complaint.currency, 'What the customer got to make it good.')
  redress?: object;

  @stored(complaint.rootCause, 'NOTES', 'Why it came to it.')
  rootCause?: string;

  @stored(
    complaint.escalation,
    'C1',
    'How far it was taken up by itself, by the levels of the bank’s rules: 0 not at all.',
    { filter: true, order: true },
  )
  escalation!: number;

  @stored(complaint.escalatedAt, 'C1', 'When it was taken up last.', { filter: true, order: true })
  escalatedAt?: string;

  @stored(complaint.version, 'C1', 'Counts the changes of the record.')
  version!: number;

  @stored(complaint.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;

  @stored(complaint.updatedAt, 'C1', 'When the record last changed.', { filter: true, order: true })
  updatedAt!: string;
}

const unitCodes = { id: orgUnit.id, code: orgUnit.code };
const unit = filterOnCode(readerOf(complaint.handlingUnitId), unitCodes, 'By the code of the handling unit.');
addFilter(Complaint, 'handlingUnitCode', unit);
const staffNumbers = { id: employee.id, code: employee.staffNumber };
const owner = filterOnCode(readerOf(complaint.ownerEmployeeId), staffNumbers, 'By the staff number of the owner.');
addFilter(Complaint, 'ownerStaffNumber', owner);
const productCodes = { id: product.id, code: product.code };
addFilter(
  Complaint,
  'productCode',
  filterOnCode(readerOf(complaint.productId), productCodes, 'By the code of the product.'),
);
