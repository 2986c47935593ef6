/** What an author of a peer would add to the database: functions where a filter needs more than a column. */
export const peerSetup = `select`;
