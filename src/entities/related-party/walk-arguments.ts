import { GraphQLInt } from 'graphql';
import type { ArgumentDeclaration } from '../../graph/declare/field';
import { RelationshipTypeEnum } from './party-relationship.type';

/** Over which relations a walk goes. */
export const walkTypes: ArgumentDeclaration = {
  type: () => [RelationshipTypeEnum],
  nullable: true,
  description: 'Goes over relations of these types only.',
};

/** A number from 1 to the most there may be. */
export const upTo = (description: string, defaultValue: number, most: number): ArgumentDeclaration => ({
  type: () => GraphQLInt,
  description,
  defaultValue,
  range: [1, most],
});
