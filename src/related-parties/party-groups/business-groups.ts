import { gathered } from '../gathered';
import type { Bond, GroupFacts, Tie } from '../group-facts';
import { type Group, Joining } from '../groups';
import { circlesOf } from '../ownership/circles';
import type { GroupResult } from '../results';
import { anchorOf, type PartyGroup, partyGroup, type Reason } from './party-groups';
import type { GroupRules } from './rules';

interface Control {
  readonly owner: bigint;
  readonly company: bigint;
  readonly isUltimateParent: boolean;
}

/** What is known of a group of parties who own, guarantee for or supply each other. */
export interface Business {
  readonly group: Group;
  readonly result: GroupResult;
  readonly bonds: readonly Bond[];
  readonly ties: ReadonlyMap<bigint, readonly Tie[]>;
}

/** The corporate groups, connected clients and circles of guarantors among the parties, those with a customer in them. */
export function businessGroupsOf(business: Business, facts: GroupFacts, rules: GroupRules): PartyGroup[] {
  const controls = controlsIn(business.result);
  const owned = controls.map(({ owner, company }): Reason => {
    return { one: owner, other: company, reason: 'CONTROL', since: sinceOf(business, owner, company) };
  });
  const isCustomer = (party: bigint) => facts.members.get(party)?.customer !== undefined;
  const found = [
    ...corporateGroups(controls, owned),
    ...connectedClients(business, owned, rules, isCustomer),
    ...guaranteeCircles(business, isCustomer),
  ];
  return found.filter(({ members }) => members.some(({ party }) => isCustomer(party)));
}

const controlsIn = ({ matrix: { parties }, companies }: GroupResult): Control[] =>
  companies.flatMap(({ company, controllers, parent }) =>
    [...controllers].map((owner) => ({ owner: parties[owner] as bigint, company, isUltimateParent: owner === parent })),
  );

/** Since when somebody has held of the company directly; who controls it through others, since its first holder. */
function sinceOf({ ties }: Business, owner: bigint, company: bigint): string {
  const holdings = (ties.get(company) ?? []).filter(({ type }) => type === 'SHAREHOLDING');
  const own = holdings.filter(({ holder }) => holder === owner);
  const days = (own.length > 0 ? own : holdings).map(({ since }) => since);
  return days.reduce((first, day) => (day < first ? day : first));
}

/** The organisation at the top and all that it controls. */
function corporateGroups(controls: readonly Control[], joined: readonly Reason[]): PartyGroup[] {
  const below = gathered(
    controls.filter(({ isUltimateParent }) => isUltimateParent),
    ({ owner }) => owner,
  );
  return [...below].map(([parent, own]) => {
    const companies = own.map(({ company }) => company);
    return partyGroup('CORPORATE_GROUP', parent, [parent, ...companies], joined);
  });
}

/** Parties joined by control or dependence, by and by. */
function connectedClients(
  { bonds }: Business,
  owned: readonly Reason[],
  { connected }: GroupRules,
  isCustomer: (party: bigint) => boolean,
): PartyGroup[] {
  const joining = new Joining();
  const depending = bonds
    .filter(({ type }) => type === 'SUPPLIES' || (type === 'GUARANTEES' && connected.guarantees))
    .map(({ from, to, type, since }): Reason => {
      return { one: from, other: to, reason: type === 'SUPPLIES' ? 'DEPENDENCE' : 'GUARANTEE', since };
    });
  const joined = [...owned, ...depending];
  for (const { one, other } of joined) joining.join(one, other);
  return joining.groups().flatMap((parties) => {
    const anchor = anchorOf(parties, isCustomer);
    return anchor === undefined ? [] : [partyGroup('CONNECTED_CLIENTS', anchor, parties, joined)];
  });
}

/** Parties each of whom guarantees for the next, all the way round. */
function guaranteeCircles({ group, bonds }: Business, isCustomer: (party: bigint) => boolean): PartyGroup[] {
  const given = bonds.filter(({ type }) => type === 'GUARANTEES');
  if (given.length < 2) return [];
  const places = new Map(group.map((party, place) => [party, place]));
  const holders: { holder: number }[][] = group.map(() => []);
  for (const { from, to } of given) holders[places.get(to) as number]?.push({ holder: places.get(from) as number });
  const joined = given.map(({ from, to, since }): Reason => {
    return { one: from, other: to, reason: 'GUARANTEE', since };
  });
  return circlesOf({ holders })
    .filter((circle) => circle.length > 1)
    .flatMap((circle) => {
      const parties = circle.map((place) => group[place] as bigint);
      const anchor = anchorOf(parties, isCustomer);
      return anchor === undefined ? [] : [partyGroup('GUARANTEE_CIRCLE', anchor, parties, joined)];
    });
}
