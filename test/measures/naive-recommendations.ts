import type { Sql } from '../../src/database/connect';

interface Rules {
  readonly weights: {
    readonly holdings: { readonly collaborative: number; readonly content: number; readonly popularity: number };
    readonly profile: { readonly content: number; readonly popularity: number };
  };
  readonly least: { readonly common: number; readonly holders: number };
  readonly told: number;
  readonly tenureYears: readonly number[];
  readonly reasons: { readonly lift: number; readonly popularity: number };
}

interface Person {
  readonly id: number;
  readonly kind: string;
  readonly appetite: string;
  readonly isOffered: boolean;
  readonly held: ReadonlySet<number>;
  readonly features: readonly string[];
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const round = (value: number) => Math.round(value * 10_000 + 1e-9) / 10_000;
const compare = (one: string, other: string) => (one < other ? -1 : 1);

/** The customers with what they hold on the day and what they are, read row by row. */
async function people(sql: Sql, asOf: string, { tenureYears }: Rules): Promise<Person[]> {
  const customers = await sql`
    select c.customer_id::int as id, c.kind, c.tier, c.lifecycle, c.status, c.onboarded_on::text as since,
      c.marketing_consent and c.profiling_consent as consents, i.risk_appetite as appetite
    from customer c left join individual i using (customer_id) order by 1`;
  const holdings = await sql`
    select customer_id::int as owner, product_id::int as product, p.category, status, opened_on::text as opened,
      closed_on::text as closed
    from product_holding h join product p on p.id = h.product_id`;
  const running = holdings.filter(
    ({ status, opened, closed }) =>
      (status === 'ACTIVE' || status === 'DEFAULTED') && opened <= asOf && (closed === null || closed > asOf),
  );
  return customers.map(({ id, kind, tier, lifecycle, status, since, consents, appetite }) => {
    const own = running.filter(({ owner }) => owner === id);
    const years = since === null ? 0 : daysBetween(since, asOf) / 365.25;
    const band = [0, ...tenureYears].filter((least) => least <= years).at(-1) ?? 0;
    const categories = [...new Set(own.map(({ category }) => `holds: ${category}`))];
    return {
      id,
      kind,
      appetite: appetite ?? 'R1',
      isOffered: consents && ['PROSPECT', 'ONBOARDED', 'DORMANT', 'WON_BACK'].includes(status),
      held: new Set(own.map(({ product }) => product)),
      features: [
        `kind: ${kind}`,
        `tier: ${tier ?? 'STANDARD'}`,
        `lifecycle: ${lifecycle}`,
        `years as a customer: ${band}+`,
        ...categories,
      ],
    };
  });
}

/** Every recommendation of a day, customer by customer and product by product, in plain loops. */
export async function naiveRecommendations(sql: Sql, asOf: string, rules: Rules): Promise<object[]> {
  const all = await people(sql, asOf, rules);
  const holding = all.filter(({ held }) => held.size > 0);
  const products = await sql`select id::int as id, coalesce(risk_level, 'R1') as risk from product order by id`;
  const holders = new Map(products.map(({ id }) => [id, holding.filter(({ held }) => held.has(id))]));
  const of = (id: number) => holders.get(id) ?? [];
  const cosines = new Map<string, number>();
  for (const { id: one } of products)
    for (const { id: other } of products) {
      const common = of(one).filter(({ held }) => held.has(other)).length;
      if (one !== other && common >= rules.least.common)
        cosines.set(`${one} ${other}`, common / Math.sqrt(of(one).length * of(other).length));
    }
  const shareWith = (some: readonly Person[], feature: string) =>
    some.filter(({ features }) => features.includes(feature)).length / some.length;
  const everyFeature = [...new Set(holding.flatMap(({ features }) => features))];
  const traits = new Map<number, Map<string, { weight: number; lift: number }>>();
  for (const { id } of products.filter(({ id }) => of(id).length >= rules.least.holders)) {
    const shares = everyFeature.map((feature) => [feature, shareWith(of(id), feature)] as const);
    const length = Math.sqrt(shares.reduce((sum, [, share]) => sum + share * share, 0));
    const vector = shares.map(
      ([feature, share]) => [feature, { weight: share / length, lift: share / shareWith(holding, feature) }] as const,
    );
    traits.set(id, new Map(vector.filter(([, { lift }]) => lift > 0)));
  }

  const recommended = (person: Person) => {
    const kin = holding.filter(({ kind }) => kind === person.kind);
    const scored = products.flatMap(({ id, risk }) => {
      const ofKind = of(id).filter(({ kind }) => kind === person.kind).length;
      if (ofKind < rules.least.holders || risk > person.appetite || person.held.has(id)) return [];
      const likes = [...person.held]
        .flatMap((held) => (cosines.has(`${held} ${id}`) ? [{ held, cosine: cosines.get(`${held} ${id}`) ?? 0 }] : []))
        .sort((one, other) => other.cosine - one.cosine || one.held - other.held);
      const collaborative = round(likes.reduce((sum, { cosine }) => sum + cosine, 0) / Math.max(1, person.held.size));
      const fits = person.features
        .flatMap((feature) => {
          const trait = traits.get(id)?.get(feature);
          return trait ? [{ feature, ...trait }] : [];
        })
        .sort((one, other) => other.lift - one.lift || compare(one.feature, other.feature));
      const content = round(fits.reduce((sum, { weight }) => sum + weight, 0) / Math.sqrt(person.features.length));
      const popularity = round(ofKind / kin.length);
      const { holdings, profile } = rules.weights;
      const score =
        person.held.size === 0
          ? profile.content * content + profile.popularity * popularity
          : holdings.collaborative * collaborative + holdings.content * content + holdings.popularity * popularity;
      const isFit = (fits[0]?.lift ?? 0) >= rules.reasons.lift;
      const isPopular = popularity >= rules.reasons.popularity || (likes.length === 0 && !isFit);
      return [
        {
          customer: person.id,
          product: id as number,
          basis: person.held.size === 0 ? 'PROFILE' : 'HOLDINGS',
          score: round(score),
          collaborative,
          content,
          popularity,
          forEverybody: risk === 'R1',
          reasons: [
            ...(likes.length > 0 ? ['HELD_TOGETHER'] : []),
            ...(isFit ? ['FITS_PROFILE'] : []),
            ...(isPopular ? ['POPULAR'] : []),
          ],
          held: likes[0]?.held ?? null,
          feature: isFit ? (fits[0]?.feature ?? null) : null,
        },
      ];
    });
    const ordered = scored.sort((one, other) => other.score - one.score || one.product - other.product);
    const ranked = ordered.map((one, place) => ({ ...one, rank: place + 1 }));
    const some = (forEverybody: boolean) =>
      ranked.filter((one) => one.forEverybody === forEverybody).slice(0, rules.told);
    return [...some(true), ...some(false)].sort((one, other) => one.product - other.product);
  };
  return all.filter(({ isOffered }) => isOffered).flatMap(recommended);
}
