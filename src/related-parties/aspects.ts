import type { GroupKind } from '../entities/party-group/party-group.table';
import { changedOf, type Side } from './changed';
import { gathered } from './gathered';
import { type KnownMember, readBonds, readFacts, readMembers } from './group-facts';
import { type Group, type Joints, owningTypes } from './groups';
import type { OwnershipRules } from './ownership/rules';
import { businessGroupsOf } from './party-groups/business-groups';
import { householdsOf } from './party-groups/households';
import type { PartyGroup } from './party-groups/party-groups';
import { writePositions } from './party-groups/positions';
import type { GroupRules, GroupRun } from './party-groups/rules';
import { withCapital } from './party-groups/sides';
import { groupBasis, replaceGroups, tellGroups } from './party-groups/write-groups';
import { type ResultRows, Rows } from './result-rows';
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
  /** By what results are told apart that are noted as written. */
  readonly side: Side;
  readonly joints: Joints;
  readonly kinds: readonly GroupKind[];
  /** The tables that it fills. */
  readonly tables: readonly string[];
  /** Puts what is worked out of some groups in the place of what stood of their parties; the rows written. */
  readonly replace: (session: Session, batch: readonly Group[]) => Promise<number>;
}

const groupTables = ['party_group', 'party_group_member', 'customer_position', 'related_party_digest'];

/** Who owns, guarantees for and supplies whom: ownership, beneficial owners and the groups of business. */
export function businessGroups(rules: Rules, day: Day): Work {
  const { today } = day;
  const run: GroupRun = { ...day, rules: rules.groups };
  const depending: Joints = { types: ['GUARANTEES', 'SUPPLIES'], supplies: rules.groups.connected.supplies };
  const kinds = ['CORPORATE_GROUP', 'CONNECTED_CLIENTS', 'GUARANTEE_CIRCLE'] as const;
  const side = 'BUSINESS';
  return {
    label: 'ownership',
    side,
    joints: { ...depending, types: [...owningTypes, ...depending.types] },
    kinds,
    tables: ['ownership_interest', 'beneficial_owner_test', 'beneficial_owner', ...groupTables],
    async replace(session, batch) {
      const parties = batch.flat();
      const facts = await readFacts(session, parties, today, depending);
      const ties = gathered(facts.ties, ({ company }) => company);
      const bonds = gathered(facts.bonds, ({ from }) => from);
      const rows = new Rows(facts, rules.ownership);
      const groups = batch.flatMap((group) => {
        const result = resultOf(group, facts, ties, rules.ownership);
        rows.add(result);
        const own = group.flatMap((party) => bonds.get(party) ?? []);
        return businessGroupsOf({ group, result, bonds: own, ties }, facts, rules.groups);
      });
      return replaceChanged(session, run, side, {
        parties,
        members: facts.members,
        kinds,
        rows: rows.rows,
        groups,
      });
    },
  };
}

/** Who is of one family: households. */
export function householdGroups({ groups: rules }: Rules, day: Day): Work {
  const { today } = day;
  const run: GroupRun = { ...day, rules };
  const joints: Joints = { types: rules.household, supplies: 0 };
  const kinds = ['HOUSEHOLD'] as const;
  const side = 'HOUSEHOLD';
  return {
    label: 'households',
    side,
    joints,
    kinds,
    tables: groupTables,
    async replace(session, batch) {
      const parties = batch.flat();
      const members = await readMembers(session, parties);
      const bonds = await readBonds(session, parties, today, joints);
      const groups = householdsOf(batch, bonds, (party) => members.get(party)?.customer !== undefined);
      return replaceChanged(session, run, side, { parties, members, kinds, groups });
    },
  };
}

/** What was worked out of some parties. */
interface WorkedOut {
  readonly parties: readonly bigint[];
  readonly members: ReadonlyMap<bigint, KnownMember>;
  /** Ownership of those who are customers; without, what stands of it stays. */
  readonly rows?: ReadonlyMap<bigint, ResultRows>;
  readonly kinds: readonly GroupKind[];
  readonly groups: readonly PartyGroup[];
}

/** Puts it in the place of what stood of those of whom something else stood; the rows written. */
async function replaceChanged(
  session: Session,
  run: GroupRun,
  side: Side,
  { parties, members, rows, kinds, groups }: WorkedOut,
): Promise<number> {
  const day = await withCapital(session, run);
  const told = new Map([...(rows ?? [])].map(([customer, its]) => [customer, Object.values(its).flat()]));
  tellGroups(told, groups, groupBasis(day), members);
  const changed = await changedOf(session, side, parties, told, run);
  let written = 0;
  if (changed.length > 0) {
    if (rows) written += await replaceResults(session, changed, rows, run);
    written += await replaceGroups(session, day, kinds, changed, groups);
  }
  // What they have in their accounts changes besides.
  await writePositions(session, run, parties);
  return written;
}
