import { descending, type EdgeModel, filters, one, orders, page, plain, type TypeModel } from './model';

export const hiddenRelations: EdgeModel = {
  ...page('HiddenRelation', 'hidden_relation', 'customer_id', 'customer_id', [descending('weight')]),
  restrictedBy: 'other_party_id',
  dataClass: 'RISK',
};

export const hiddenRelationModel: TypeModel = {
  name: 'HiddenRelation',
  table: 'hidden_relation',
  key: 'id',
  scope: 'customer',
  fields: {
    ...plain('IDENTITY', 'kind weight sharedMask sharedBy circleLength isDeclared'),
    ...plain('C1', 'rulesVersion asOf'),
  },
  ways: {
    party: { kind: 'linked', partyColumn: 'other_party_id' },
    customer: { ...one('Customer', 'customer', 'customer_id', 'other_party_id'), across: true },
  },
  orders: orders('IDENTITY', 'WEIGHT'),
  filters: filters('IDENTITY', 'kind weight isDeclared'),
};
