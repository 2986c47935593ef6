/** The demo bank's people, one for each role, in the words of the role. */
export const demoPeople = {
  HO0001: 'head office',
  BM0001: 'branch manager',
  RM0001: 'relationship manager',
  SA0001: 'service agent',
  CH0001: 'complaint handler',
  CO0001: 'compliance officer',
  AU0001: 'auditor',
  MK0001: 'marketing',
  TL0001: 'teller',
  RP0001: 'reporting tool',
} as const;

export interface FirstScreen {
  readonly address: string;
  /** Ready-made tokens by staff number; none where the bank's own sign-in makes them. */
  readonly tokens: ReadonlyMap<string, string>;
}

/** What a person sees once everything runs: where it is, how to sign in, how to stop it. */
export function firstScreen({ address, tokens }: FirstScreen): string {
  const people = Object.entries(demoPeople).filter(([staffNumber]) => tokens.has(staffNumber));
  const lines = people.map(([staffNumber, role]) => `${staffNumber}  ${role.padEnd(20)}  ${tokens.get(staffNumber)}`);
  const signIn =
    lines.length > 0
      ? ['Tokens of the demo bank, valid for 12 hours, for the header "Authorization: Bearer …":', '', ...lines]
      : ['Sign in with a token of the bank.'];
  return ['', `Graph  ${address}/graphql`, `IDE    ${address}/`, '', ...signIn, '', 'Ctrl+C stops it.', '', ''].join(
    '\n',
  );
}
