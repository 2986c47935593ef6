import { DirectiveLocation, GraphQLDirective } from 'graphql';

/** Marks the nested list or page whose items become rows of their own in a report. */
export const rowsDirective = new GraphQLDirective({
  name: 'rows',
  description: 'In a report each item of this list or page is a row of its own; elsewhere it means nothing.',
  locations: [DirectiveLocation.FIELD],
});
