import { by, toOne, toPage } from '../../graph/declare/edge';
import { itsAccount, onAccount } from '../account/account.edges';
import { Account } from '../account/account.type';
import { complaint } from './complaint.table';
import { Complaint } from './complaint.type';

toOne({
  from: Complaint,
  name: 'account',
  to: Account,
  description: 'The account it is about; null where it is about none, or none in the reader’s scope.',
  on: itsAccount,
});

toPage({
  from: Account,
  name: 'complaints',
  to: Complaint,
  description: 'The complaints about the account, newest first.',
  order: [by(complaint.receivedAt, 'DESC')],
  on: onAccount,
});
