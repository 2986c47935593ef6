export const complaintStatuses = [
  'RECEIVED',
  'ACKNOWLEDGED',
  'INVESTIGATING',
  'AWAITING_CUSTOMER',
  'RESOLVED',
  'CLOSED',
  'WITHDRAWN',
  'REFERRED',
] as const;
export type ComplaintStatus = (typeof complaintStatuses)[number];

export const complaintCategories = [
  'SERVICE',
  'FEES',
  'PRODUCT',
  'ADVICE',
  'PAYMENT',
  'FRAUD',
  'DATA',
  'SYSTEM',
  'OTHER',
] as const;
export type ComplaintCategory = (typeof complaintCategories)[number];

/** What business a complaint is about, by JR/T 0169-2018. */
export const complaintBusinesses = [
  'SAVINGS',
  'LOAN',
  'CARD',
  'WEALTH',
  'AGENCY',
  'PAYMENT',
  'FOREIGN_EXCHANGE',
  'PRECIOUS_METAL',
  'CREDIT_RECORD',
  'INTERMEDIARY',
  'CASH',
  'OTHER',
] as const;

/** What gives rise to a complaint, by JR/T 0169-2018. */
export const complaintGrounds = [
  'RULES',
  'SERVICE',
  'FACILITIES',
  'RETURNS',
  'PRICING',
  'CONTRACT',
  'MARKETING',
  'DEBT_COLLECTION',
  'FUNDS_SAFETY',
  'DISCLOSURE',
  'DATA_SAFETY',
  'FREE_CHOICE',
  'OTHER',
] as const;
