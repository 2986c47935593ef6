import type { SQL } from 'drizzle-orm';
import { connect } from '../../../src/database/connect';
import { switchRowSecurity } from '../../../src/database/row-security';
import { allEntities } from '../../../src/graph/declare/registry';
import { Rendering } from '../../../src/graph/sql/render';
import type { DatabaseUrls } from '../database';
import { type CampaignReport, campaign } from '../reference/campaign';
import { openWorld } from '../reference/world';

/** Which walls stand while documents are answered. */
export interface Walls {
  /** The scope predicates of the compiled statements. */
  readonly predicates: boolean;
  readonly rowSecurity: boolean;
}

/** Those by which sources choose whom they count. */
const classes = ['MONEY', 'RISK', 'IDENTITY'] as const;

/**
 * Takes the scope predicates out of what is compiled from now on; gives them back when called. Ways that are open to some
 * of a reader's rights only, such as those of a look-up, keep theirs: which right holds where is not for row security.
 */
function withoutPredicates(): () => void {
  const { inScope } = Rendering.prototype;
  Rendering.prototype.inScope = function (this: Rendering, scope, row, rights): SQL | undefined {
    const all = this.decisions.shape.rights;
    // Nor which right reads a class: policies know of none but AML.
    const isOfClass = allEntities().some(
      (entity) => entity.scope === scope && ![undefined, 'AML'].includes(entity.dataClass),
    );
    // Nor does a source’s count of who is reached by them, of a reader whose rights read differently.
    const isOfSource = !allEntities().some((entity) => entity.scope === scope);
    const isMixed = classes.some((one) => new Set(all.map(({ permissions }) => permissions[one])).size > 1);
    const isKept = isOfClass || (isOfSource && isMixed);
    const isWhole = !isKept && rights.length === all.length && !all.some(({ lookup }) => lookup);
    return isWhole ? undefined : inScope.call(this, scope, row, rights);
  };
  return () => {
    Rendering.prototype.inScope = inScope;
  };
}

/** Works while some of the walls are down; what was compiled before keeps its own. */
export async function behindWalls<Result>(walls: Walls, ownerUrl: string, work: () => Promise<Result>) {
  const restore = walls.predicates ? () => undefined : withoutPredicates();
  await switchRowSecurity({ ownerUrl, on: walls.rowSecurity });
  try {
    return await work();
  } finally {
    restore();
    await switchRowSecurity({ ownerUrl, on: true });
  }
}

/** Sets the answers to random documents, given with some of the walls down, beside those of the reference. */
export async function answersBehind(
  walls: Walls,
  urls: DatabaseUrls,
  options: { readonly documents: number; readonly seed: number; readonly mostFindings?: number },
): Promise<CampaignReport> {
  return behindWalls(walls, urls.ownerUrl, async () => {
    // A world of its own: neither statements compiled with other walls nor cursors of wrong answers are met again.
    const world = await openWorld(urls);
    try {
      return await campaign(world, options);
    } finally {
      await world.end();
    }
  });
}

/** Opens one table's policy to everybody for the time of some work. */
export async function withOpenPolicy<Result>(
  ownerUrl: string,
  table: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const { sql, end } = connect(ownerUrl, { name: 'walls', max: 1 });
  const [policy] = await sql<{ condition: string }[]>`
    select pg_get_expr(polqual, polrelid) as condition from pg_policy
    where polrelid = ${table}::regclass and polname = 'viewer'`;
  const change = (condition: string) => sql.unsafe(`alter policy viewer on ${table} using (${condition})`);
  try {
    await change('true');
    return await work();
  } finally {
    await change(policy?.condition ?? 'false');
    await end();
  }
}
