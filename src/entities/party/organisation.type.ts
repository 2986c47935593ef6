import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { money, readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { organisation, organisationKinds, organisationScales, ownershipNatures } from './organisation.table';

export const OrganisationKindEnum = enumType('OrganisationKind', organisationKinds, 'The kinds of organisations.', {
  CORPORATE: 'A company 公司.',
  INSTITUTION: 'A government or public body 机构.',
});

export const OwnershipNatureEnum = enumType(
  'OwnershipNature',
  ownershipNatures,
  'Whom an organisation belongs to 经济性质.',
  {
    STATE_OWNED: 'The state 国有.',
    COLLECTIVE: 'A collective 集体.',
    PRIVATE: 'Private persons 民营.',
    FOREIGN: 'Foreign owners 外资.',
    JOINT_VENTURE: 'Domestic and foreign owners together 合资.',
    MIXED: 'Owners of several natures 混合.',
    PUBLIC_BODY: 'Nobody: it is a public body 事业单位.',
  },
);

export const OrganisationScaleEnum = enumType(
  'OrganisationScale',
  organisationScales,
  'How large an organisation is.',
  {
    LARGE: 'Large 大型.',
    MEDIUM: 'Medium-sized 中型.',
    SMALL: 'Small 小型.',
    MICRO: 'Very small 微型.',
  },
);

@entity({
  name: 'Organisation',
  description: 'The profile of a company or a public body; whatever no source tells is null.',
  table: organisation,
  row: organisation.customerId,
  scope: ownedBy(organisation.customerId, organisation.scopeKey),
})
export class Organisation {
  @stored(organisation.kind, 'C1', 'Company or public body.')
  kind!: string;

  @stored(organisation.legalName, 'C1', 'The name in the register.')
  legalName?: string;

  @stored(organisation.lei, 'C3', 'Legal entity identifier, ISO 17442.')
  lei?: string;

  @stored(organisation.uscc, 'C3', 'Unified social credit code 统一社会信用代码.')
  uscc?: string;

  @stored(organisation.industry, 'C1', 'The industry.')
  industry?: string;

  @stored(organisation.ownershipNature, 'C1', 'Whom it belongs to 经济性质.')
  ownershipNature?: string;

  @stored(organisation.groupSystem, 'C1', 'The group or administrative system it belongs to 所属系统.')
  groupSystem?: string;

  @stored(organisation.scale, 'C1', 'How large it is.')
  scale?: string;

  @stored(organisation.employees, 'C1', 'How many people it employs.')
  employees?: number;

  @stored(organisation.establishedOn, 'C1', 'The day it was founded.')
  establishedOn?: string;

  @money(organisation.registeredCapitalMinor, organisation.currency, 'The capital in the register.')
  registeredCapital?: object;

  @money(organisation.totalAssetsMinor, organisation.currency, 'All its assets.')
  totalAssets?: object;

  @money(organisation.currentAssetsMinor, organisation.currency, 'Its current assets.')
  currentAssets?: object;

  @money(organisation.totalLiabilitiesMinor, organisation.currency, 'All its liabilities.')
  totalLiabilities?: object;

  @money(organisation.annualRevenueMinor, organisation.currency, 'Its revenue in a year.')
  annualRevenue?: object;

  @stored(readerOf(organisation.liabilitySources), 'MONEY', 'From whom it borrows.', { type: () => [GraphQLString] })
  liabilitySources?: string[];

  @stored(organisation.financing, 'MONEY', 'How it finances itself.')
  financing?: string;

  @stored(organisation.creditGrade, 'RISK', 'Credit grade 信用等级.')
  creditGrade?: string;

  @stored(organisation.qualificationGrade, 'RISK', 'Qualification grade 资质等级.')
  qualificationGrade?: string;
}
