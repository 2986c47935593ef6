/** What no reader can meet, with the reason; everything else must be probed. There is nothing of the kind at present. */
export const unreachable: readonly { readonly names: readonly string[]; readonly reason: string }[] = [];

/** Said beside the table: cells that are not even named above. */
export const notInTheTable: readonly string[] = [
  'AuditEntry: tells no customer’s record; the audit trail has tests of its own.',
  'BreakGlass: tells who opened whom; it has tests of its own.',
  'LINKED: a stub has a kind and a masked name (C1) and no field of another class.',
];
