import 'reflect-metadata';
import { GraphQLID } from 'graphql';
import { Field, InterfaceType } from 'type-graphql';

@InterfaceType('Node', {
  description: 'A record with an identity of its own (Relay).',
  autoRegisterImplementations: true,
})
export abstract class Node {
  @Field(() => GraphQLID, { description: 'Opaque, stable identity.' })
  id!: string;
}
