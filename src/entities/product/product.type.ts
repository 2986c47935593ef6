import { entity } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import '../party/individual.type';
import { product, productCategories } from './product.table';

export const ProductCategoryEnum = enumType('ProductCategory', productCategories, 'What kind of product it is.', {
  DEPOSIT: 'Money kept at the bank 存款.',
  LOAN: 'Money lent 贷款.',
  CARD: 'A card 银行卡.',
  WEALTH: 'Wealth management 理财.',
  FUND: 'A fund 基金.',
  INSURANCE: 'Insurance 保险.',
  PAYMENT: 'Payment and settlement 结算.',
  TRADE_FINANCE: 'Trade finance 贸易融资.',
  CUSTODY: 'Custody 托管.',
  PAYROLL: 'Payroll 代发工资.',
});

@entity({
  name: 'Product',
  description: 'A product in the bank’s catalogue.',
  table: product,
  id: { prefix: 'prd', column: product.publicId, row: product.id },
  scope: 'reference',
})
export class Product {
  @stored(product.code, 'C1', 'The product’s code, unique in the bank.', { filter: true, order: true })
  code!: string;

  @stored(product.name, 'C1', 'The product’s name.', { order: true })
  name!: string;

  @stored(product.category, 'C1', 'What kind of product it is.', { filter: true, order: true })
  category!: string;

  @stored(product.riskLevel, 'C1', 'Its risk; null where it bears none to speak of.', { filter: true })
  riskLevel?: string;

  @stored(product.tailored, 'C1', 'Made for one customer’s need.', { filter: true })
  tailored!: boolean;

  @stored(product.description, 'C1', 'What it is, in words.')
  description?: string;

  @stored(product.soldUntil, 'C1', 'The last day on which it is sold; null while no end is set.', { filter: true })
  soldUntil?: string;
}
