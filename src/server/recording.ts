import type { FormattedExecutionResult } from 'graphql';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Audit } from '../access/audit/audit';
import type { Viewer } from '../access/viewer';
import type { Exchange } from './exchange';

// A flood of refusals must not fill the trail; beyond this many a minute, of one person or of nobody, the log tells.
const refusalsPerMinute = 120;

export interface Recorder {
  /** Tells the audit trail of a request; what it answers is called when the request is over. */
  announce: Audit['announce'];
  /** Waits until the audit trail keeps what the exchange became; throws where it cannot. */
  keep(exchange: Exchange, viewer: Viewer): Promise<void>;
  /** Tells the trail of a request refused before its document was looked at, where it can be told. */
  keepRefusal(exchange: Exchange): Promise<void>;
}

/** Brings exchanges to the audit trail, each once. */
export function recorder(audit: Audit): Recorder {
  const refusals = new RateLimiterMemory({ points: refusalsPerMinute, duration: 60 });

  async function record(exchange: Exchange, viewer?: Viewer): Promise<void> {
    exchange.isRecorded = true;
    const { id, principal, operationName, documentHash, documentId, reads, outcome } = exchange;
    const access = { requestId: id, ...principal, viewer, operationName, documentHash, documentId, reads, outcome };
    exchange.anchor = await audit.record(access);
  }

  return {
    announce: audit.announce,
    keep: record,
    async keepRefusal(exchange) {
      if (exchange.isRecorded) return;
      const { staffNumber = '' } = exchange.principal ?? {};
      const isFlood = await refusals.consume(staffNumber).then(
        () => false,
        () => true,
      );
      if (isFlood) return;
      await record(exchange).catch((error: unknown) => exchange.causes.push(error));
    },
  };
}

/** Whether an answer may leave although the trail does not keep it: where it tells nothing, or ordinary things only. */
export function mayGoUnrecorded({ reads }: Exchange, { data }: FormattedExecutionResult): boolean {
  if (data === null || data === undefined) return true;
  return reads?.classes.every(({ dataClass }) => dataClass === 'C1') ?? false;
}
