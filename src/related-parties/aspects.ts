import type { GroupKind } from '../entities/party-group/party-group.table';
import { gathered } from './gathered';
import { readBonds, readFacts } from './group-facts';
import { type Group, type Joints, owningTypes } from './groups';
import type { OwnershipRules } from './ownership/rules';
import { businessGroupsOf } from './party-groups/business-groups';
import { householdsOf } from './party-groups/households';
import type { GroupRules } from './party-groups/rules';
import { replaceGroups } from './party-groups/write-groups';
import { Rows } from './result-rows';
import { resultOf } from './results';
import type { Session } from './session';
import type { Day } from './standing';
import { replaceResults } from './write-results';

/** The rules by which everything is worked out, as their files say them. */
export interface Rules {
  readonly ownership: OwnershipRules;
  readonly groups: GroupRules;
}

/** One side of how parties hang together, and what is worked out of those who do. */
export interface Work {
  readonly label: string;
  readonly joints: Joints;
  readonly kinds: readonly GroupKind[];
  /** The tables that it fills. */
  readonly tables: readonly string[];
  /** Puts what is worked out of some groups in the place of what stood of their parties; the rows written. */
  readonly replace: (session: Session, batch: readonly Group[]) => Promise<number>;
}

const groupTables = ['party_group', 'party_group_member', 'customer_position'];

/** Who owns, guarantees for and supplies whom: ownership, beneficial owners and the groups of business. */
export function businessGroups(rules: Rules, day: Day): Work {
  const { today } = day;
  const depending: Joints = { types: ['GUARANTEES', 'SUPPLIES'], supplies: rules.groups.connected.supplies };
  const kinds = ['CORPORATE_GROUP', 'CONNECTED_CLIENTS', 'GUARANTEE_CIRCLE'] as const;
  return {
    label: 'ownership',
    joints: { ...depending, types: [...owningTypes, ...depending.types] },
    kinds,
    tables: ['ownership_interest', 'beneficial_owner_test', 'beneficial_owner', ...groupTables],
    async replace(session, batch) {
      const members = batch.flat();
      const facts = await readFacts(session, members, today, depending);
      const ties = gathered(facts.ties, ({ company }) => company);
      const bonds = gathered(facts.bonds, ({ from }) => from);
      const rows = new Rows(facts, rules.ownership);
      const found = batch.flatMap((group) => {
        const result = resultOf(group, facts, ties, rules.ownership);
        rows.add(result);
        const own = group.flatMap((party) => bonds.get(party) ?? []);
        return businessGroupsOf({ group, result, bonds: own, ties }, facts, rules.groups);
      });
      const written = await replaceResults(session, members, rows.rows, day);
      return written + (await replaceGroups(session, { ...day, rules: rules.groups }, kinds, members, found));
    },
  };
}

/** Who is of one family: households. */
export function householdGroups({ groups: rules }: Rules, day: Day): Work {
  const { today } = day;
  const joints: Joints = { types: rules.household, supplies: 0 };
  const kinds = ['HOUSEHOLD'] as const;
  return {
    label: 'households',
    joints,
    kinds,
    tables: groupTables,
    async replace(session, batch) {
      const members = batch.flat();
      const customers = await session<{ id: bigint }[]>`
        select customer_id as id from customer where customer_id = any (${members.map(String)}::text[]::bigint[])`;
      const known = new Set(customers.map(({ id }) => id));
      const bonds = await readBonds(session, members, today, joints);
      const found = householdsOf(batch, bonds, (party) => known.has(party));
      return replaceGroups(session, { ...day, rules }, kinds, members, found);
    },
  };
}
