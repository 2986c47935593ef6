import type { Session } from '../database/work';
import { assess } from './assess';
import { type Behaviour, earlierDay, type Observed, observeBehaviours } from './behaviours';
import type { Segmentation } from './clusters';
import { type TreeFeature, treeFeatures } from './features';
import type { TreeRules } from './rules';
import { growTree, importances, type Leaf, leafOf } from './tree';
import { tellLeaves } from './tree-words';

/**
 * Learns what told beforehand who would leave and who would take a product up, where an earlier day was worked out and
 * enough customers did.
 */
export async function learnTrees(session: Session, segmentation: Segmentation): Promise<void> {
  const { rules } = segmentation;
  const earlier = await earlierDay(session, segmentation);
  if (!earlier) return;
  for (const behaviour of await observeBehaviours(session, segmentation, earlier))
    if (isEnough(behaviour.observed, rules.trees)) await learnTree(session, segmentation, earlier.day, behaviour);
}

function isEnough(observed: readonly Observed[], { leastOutcomes }: TreeRules): boolean {
  const behaved = observed.filter((one) => one.behaved).length;
  return behaved >= leastOutcomes && observed.length - behaved >= leastOutcomes;
}

async function learnTree(
  session: Session,
  { asOf, rules, baseCurrency }: Segmentation,
  featuresAsOf: string,
  { code, behaviour, category, observed }: Behaviour,
): Promise<void> {
  const { trees } = rules;
  const isHeldOut = (_: Observed, at: number) => at % trees.heldOut === trees.heldOut - 1;
  const tested = observed.filter(isHeldOut);
  const trained = observed.filter((one, at) => !isHeldOut(one, at));
  const tree = growTree(trained, trees);
  const { accuracy, auc } = assess(tree, tested);
  const shares = importances(tree, treeFeatures.length)
    .map((share, at) => ({ share, ...trees.features[treeFeatures[at] as TreeFeature] }))
    .filter(({ share }) => share > 0)
    .sort((one, other) => other.share - one.share);
  await session`
    insert into behaviour_tree (as_of, code, behaviour, category, rules_version, features_as_of, trained_on, tested_on, rate,
      accuracy, auc, factors, factors_zh, factor_shares)
    values (${asOf}, ${code}, ${behaviour}, ${category}, ${rules.version}, ${featuresAsOf}, ${trained.length}, ${tested.length},
      ${trained.filter(({ behaved }) => behaved).length / trained.length}, ${accuracy}, ${auc},
      ${shares.map(({ name }) => name)}::text[], ${shares.map(({ nameZh }) => nameZh)}::text[],
      ${shares.map(({ share }) => share)}::float8[])`;
  const members = membersOf(trained, (one) => leafOf(tree, one.features));
  for (const [at, { leaf, text, textZh }] of tellLeaves(tree, treeFeatures, trees, baseCurrency).entries()) {
    const { keys, upTo } = placesOf(members.get(leaf) ?? []);
    await session`
      insert into behaviour_rule (as_of, code, place, text, text_zh, members, rate, keys, up_to)
      values (${asOf}, ${code}, ${at + 1}, ${text}, ${textZh}, ${leaf.size}, ${leaf.rate}, ${keys}::int[],
        ${upTo}::int[])`;
  }
}

function membersOf(observed: readonly Observed[], leafFor: (one: Observed) => Leaf): ReadonlyMap<Leaf, Observed[]> {
  const members = new Map<Leaf, Observed[]>();
  for (const one of observed) {
    const leaf = leafFor(one);
    const own = members.get(leaf) ?? [];
    own.push(one);
    members.set(leaf, own);
  }
  return members;
}

/** Where in the bank they are: scope keys in order, and how many stand up to each. */
function placesOf(members: readonly Observed[]): { keys: number[]; upTo: number[] } {
  const sorted = members.map(({ scopeKey }) => scopeKey).sort((one, other) => one - other);
  const upTo = new Map(sorted.map((key, at) => [key, at + 1]));
  return { keys: [...upTo.keys()], upTo: [...upTo.values()] };
}
