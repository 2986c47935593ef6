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
