import { by, toOne, toPage } from '../../graph/declare/edge';
import { itsAccount, onAccount } from '../account/account.edges';
import { Account } from '../account/account.type';
import { productHolding } from './product-holding.table';
import { ProductHolding } from './product-holding.type';

toOne({
  from: ProductHolding,
  name: 'account',
  to: Account,
  description: 'The account it is kept on; null where there is none, or none in the reader’s scope.',
  on: itsAccount,
});

toPage({
  from: Account,
  name: 'holdings',
  to: ProductHolding,
  description: 'The products kept on the account, newest first.',
  order: [by(productHolding.openedOn, 'DESC')],
  on: onAccount,
});
