import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { GraphQLString } from 'graphql';
import type { ArgumentDeclaration } from '../../graph/declare/field';
import type { EdgeInputs } from '../../graph/declare/join';

/** The argument that chooses a unit with all below it. */
export const ofUnit: Readonly<Record<string, ArgumentDeclaration>> = {
  orgUnit: {
    type: () => GraphQLString,
    nullable: true,
    description: 'Code of a unit, counted with all below it; the whole bank unless given.',
  },
};

/** Whether a customer of this scope key has his home in the unit asked for: of each kind, between its borders. */
export const inUnit = (inputs: EdgeInputs, scopeKey: SQLWrapper): SQL =>
  inputs.has('orgUnit')
    ? sql`exists (
        select from org_unit as "unit" cross join (values ('INDIVIDUAL'), ('CORPORATE'), ('INSTITUTION')) as "of" (kind)
        where "unit".code = ${inputs.argument('orgUnit', 'text')} and ${scopeKey} >= scope_key_of("of".kind, "unit".lft)
          and ${scopeKey} < scope_key_of("of".kind, "unit".rgt))`
    : sql`true`;
