import { rule } from 'graphql-shield';
import { type DataClass, dataClasses, type Effect, type Permissions } from './policy';

/** What a permission rule is asked about: the rights of one reader on one relation. */
export interface RuleContext {
  readonly permissions: Permissions;
}

const asks = (name: string, dataClass: DataClass, allowed: readonly Effect[]) =>
  rule(name, { cache: 'no_cache' })(async (_parent, _args, context: RuleContext) =>
    allowed.includes(context.permissions[dataClass]),
  );

const forEachClass = <Value>(make: (dataClass: DataClass) => Value) =>
  Object.fromEntries(dataClasses.map((dataClass) => [dataClass, make(dataClass)])) as Record<DataClass, Value>;

export const maySeeInFull = forEachClass((dataClass) => asks(`may see ${dataClass} in full`, dataClass, ['FULL']));
export const maySeeMasked = forEachClass((dataClass) =>
  asks(`may see ${dataClass} masked`, dataClass, ['FULL', 'MASKED']),
);
