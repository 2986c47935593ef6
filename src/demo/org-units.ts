import type { BankShape } from './shape';
import type { Statement, Step } from './statement';
import { cities, regionNames, subBranchNames } from './words/places';

/** Keys of the units: head office 1, then regions, branches, and the sub-branches of the first branch, the second … */
export const unitKeys = ({ regions, branches }: BankShape) => ({
  headOffice: 1,
  firstRegion: 2,
  firstBranch: 2 + regions,
  firstSubBranch: 2 + regions + branches,
});

/** Parents come before their children, whose interval is dealt by a trigger. */
function writeOrgUnits(statement: Statement): string {
  const { regions, branches, subBranches } = statement.bank;
  const { firstRegion, firstBranch, firstSubBranch } = unitKeys(statement.bank);
  return `
    insert into org_unit (id, code, name, level, parent_id)
    select * from (
      select 1::bigint as id, 'HO', '总行 Head Office', 'HEAD_OFFICE', null::bigint
      union all
      select ${firstRegion} + n, 'R' || lpad((n + 1)::text, 2, '0'),
        ${statement.word(regionNames, `1 + n % ${regionNames.length}`)} || '分行', 'REGION', 1
      from generate_series(0, ${regions - 1}) as n
      union all
      select ${firstBranch} + n, 'B' || lpad((n + 1)::text, greatest(3, length((n + 1)::text)), '0'),
        ${statement.word(cities, `1 + n % ${cities.length}`)} || '支行 ' || (n + 1), 'BRANCH',
        ${firstRegion} + n % ${regions}
      from generate_series(0, ${branches - 1}) as n
      union all
      select ${firstSubBranch} + n, b.code || '-' || lpad((1 + n % ${subBranches})::text, 2, '0'),
        b.city || ${statement.word(subBranchNames, `1 + n % ${subBranchNames.length}`)}, 'SUB_BRANCH', b.id
      from generate_series(0, ${branches * subBranches - 1}) as n
      cross join lateral (
        select ${firstBranch} + n / ${subBranches} as id, 1 + n / ${subBranches} as number,
          'B' || lpad((1 + n / ${subBranches})::text, greatest(3, length((1 + n / ${subBranches})::text)), '0') as code,
          ${statement.word(cities, `1 + (n / ${subBranches}) % ${cities.length}`)} as city
      ) as b
    ) as unit
    order by id`;
}

export const orgUnits: Step = { table: 'org_unit', write: writeOrgUnits };
