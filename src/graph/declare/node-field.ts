import { GraphQLID } from 'graphql';
import { mostIds } from '../plan/size';
import { QueryRoot } from './edge';
import type { NodeField } from './field';
import { Node } from './node';
import { addField } from './registry';
import { timeArguments } from './time';

const nodeField = (name: string, cardinality: NodeField['cardinality'], description: string): NodeField => ({
  kind: 'node',
  name,
  cardinality,
  description,
  dataClass: 'C1',
  nullable: true,
  arguments:
    cardinality === 'one'
      ? { id: { type: () => GraphQLID, description: 'The id of any record.' }, ...timeArguments }
      : {
          ids: { type: () => [GraphQLID], description: `The ids of any records; at most ${mostIds}.` },
          ...timeArguments,
        },
});

/** Declares `node` and `nodes`, after all that the entities declare. */
export function declareNodeFields(): void {
  const one = nodeField('node', 'one', 'Any record by its id; null where there is none in the reader’s scope.');
  addField({
    target: QueryRoot,
    name: 'node',
    type: () => Node,
    nullable: true,
    description: one.description,
    declaration: one,
  });

  const many = nodeField('nodes', 'list', 'Records by their ids, in that order; null where there is none in scope.');
  addField({
    target: QueryRoot,
    name: 'nodes',
    type: () => [Node],
    nullable: false,
    itemsNullable: true,
    description: many.description,
    declaration: many,
  });
}
