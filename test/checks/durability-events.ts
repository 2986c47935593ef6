import { setTimeout as sleep } from 'node:timers/promises';
import type { Asking } from './durability-clients';

const query = `query ($after: String) { events(first: 100, after: $after) {
  pageInfo { hasNextPage endCursor } nodes { id } } }`;

interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly { readonly id: string }[];
}

/** An internal tool that follows the events by their cursor, whatever happens to the server. */
export class EventReader {
  readonly ids: string[] = [];
  private after: string | null = null;

  constructor(private readonly asking: Asking) {}

  async follow(isOver: () => boolean): Promise<void> {
    while (!isOver()) if (!(await this.next())) await sleep(200);
  }

  async toTheEnd(): Promise<void> {
    for (let idle = 0; idle < 5; ) {
      if (await this.next()) idle = 0;
      else idle += 1;
      await sleep(50);
    }
  }

  /** Reads one page on; false where there was none. */
  private async next(): Promise<boolean> {
    try {
      const response = await fetch(`${this.asking.address}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await this.asking.token()}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { after: this.after } }),
        signal: AbortSignal.timeout(10_000),
      });
      const { data } = (await response.json()) as { data?: { events: Page } | null };
      if (!data || data.events.nodes.length === 0) return false;
      this.ids.push(...data.events.nodes.map(({ id }) => id));
      this.after = data.events.pageInfo.endCursor;
      return true;
    } catch {
      return false;
    }
  }
}
