import { entity } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { orgUnit, orgUnitLevels } from './org-unit.table';

export const OrgUnitLevelEnum = enumType('OrgUnitLevel', orgUnitLevels, 'The level of a unit in the branch tree.', {
  HEAD_OFFICE: 'Head office 总行.',
  REGION: 'A regional office 分行.',
  BRANCH: 'A branch 支行.',
  SUB_BRANCH: 'An outlet below a branch 网点.',
});

@entity({
  name: 'OrgUnit',
  description: 'A unit of the bank’s branch tree.',
  table: orgUnit,
  id: { prefix: 'org', column: orgUnit.publicId, row: orgUnit.id },
  scope: 'reference',
})
export class OrgUnit {
  @stored(orgUnit.code, 'C1', 'The unit’s code, unique in the bank.', { filter: true, order: true })
  code!: string;

  @stored(orgUnit.name, 'C1', 'The unit’s name.', { order: true })
  name!: string;

  @stored(orgUnit.level, 'C1', 'Its level in the tree.', { filter: true })
  level!: string;
}
