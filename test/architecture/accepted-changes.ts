/** Breaking changes since the last release that are meant, in the words in which graphql-js tells them. */
export const acceptedBreakingChanges: readonly string[] = [];
