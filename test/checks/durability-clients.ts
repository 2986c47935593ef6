import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** A change that was acknowledged: the record with the version it got, and the text by which its first row is known. */
export interface Acknowledged {
  readonly key: string;
  readonly subject: string;
  readonly version: number;
}

export interface Asking {
  readonly address: string;
  readonly token: () => Promise<string>;
}

const record = 'id version';
const changes = {
  logInteraction: `mutation ($input: LogInteractionInput!) { made: logInteraction(input: $input) { userErrors { code message } record: interaction { ${record} } } }`,
  correctInteraction: `mutation ($input: CorrectInteractionInput!) { made: correctInteraction(input: $input) { userErrors { code message } record: interaction { ${record} } } }`,
  openComplaint: `mutation ($input: OpenComplaintInput!) { made: openComplaint(input: $input) { userErrors { code message } record: complaint { ${record} } } }`,
  advanceComplaint: `mutation ($input: AdvanceComplaintInput!) { made: advanceComplaint(input: $input) { userErrors { code message } record: complaint { ${record} } } }`,
  updateCustomer: `mutation ($input: UpdateCustomerInput!) { made: updateCustomer(input: $input) { userErrors { code message } record: customer { ${record} } } }`,
};

interface Answer {
  readonly data?: {
    readonly made?: {
      readonly userErrors: readonly { readonly code: string; readonly message: string }[];
      readonly record: { readonly id: string; readonly version: number } | null;
    } | null;
  } | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

const stepsOf = ['ACKNOWLEDGE', 'INVESTIGATE', 'AWAIT_CUSTOMER', 'INVESTIGATE', 'WITHDRAW'] as const;

/** One client at one customer: changes of all kinds one after the other, each asked again under its key until answered. */
export class Client {
  readonly acknowledged: Acknowledged[] = [];
  /** Answers that say what may not be: a change refused that nobody else could have come before. */
  readonly faults: string[] = [];
  asked = 0;
  again = 0;

  constructor(
    private readonly asking: Asking,
    private readonly customerId: string,
    private customerVersion: number,
    private readonly isOver: () => boolean,
  ) {}

  async work(): Promise<void> {
    while (!this.isOver()) {
      const contact = { channel: 'PHONE', direction: 'INBOUND', purpose: 'SERVICE' };
      const logged = await this.make('logInteraction', (key) => ({
        customerId: this.customerId,
        ...contact,
        subject: key,
      }));
      if (logged) await this.make('correctInteraction', () => ({ ...logged, notes: 'Corrected' }));
      let complaint = await this.make('openComplaint', (key) => {
        return { customerId: this.customerId, channel: 'PHONE', category: 'FEES', reason: key };
      });
      for (const action of stepsOf) {
        const standing = complaint;
        if (standing) complaint = await this.make('advanceComplaint', () => ({ ...standing, action }));
      }
      const updated = await this.make('updateCustomer', (key) => {
        return { id: this.customerId, version: this.customerVersion, tags: [key.slice(0, 8)] };
      });
      if (updated) this.customerVersion = updated.version;
    }
  }

  private async make(name: keyof typeof changes, inputOf: (key: string) => object) {
    if (this.isOver()) return null;
    const key = randomUUID();
    const variables = { input: { idempotencyKey: key, ...inputOf(key) } };
    for (this.asked += 1; ; this.again += 1) {
      const answer = await this.ask({ query: changes[name], variables });
      const made = answer?.data?.made;
      if (made?.record) {
        this.acknowledged.push({ key, subject: made.record.id, version: made.record.version });
        return made.record;
      }
      if (made) {
        this.faults.push(`${name}: ${made.userErrors.map(({ message }) => message).join(' ')}`);
        return null;
      }
      await sleep(50);
    }
  }

  /** Null where nothing was answered, or nothing that says what became of it. */
  private async ask(body: object): Promise<Answer | null> {
    try {
      const response = await fetch(`${this.asking.address}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await this.asking.token()}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      });
      return (await response.json()) as Answer;
    } catch {
      return null;
    }
  }
}
