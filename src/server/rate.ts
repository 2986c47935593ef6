import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Principal } from '../access/authenticate';
import { ClientError } from '../errors';

/** Too many requests of one principal; `retryAfter` in whole seconds. */
export class RateLimited extends ClientError {
  constructor(readonly retryAfter: number) {
    super('RATE_LIMITED', `Too many requests; try again in ${retryAfter} seconds.`);
  }
}

/** Counts the requests of each principal, a person through one client, by the minute. */
export function createRateLimit(requestsPerMinute: number): (principal: Principal) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
  return async ({ staffNumber, clientId }) => {
    try {
      await limiter.consume(`${clientId} ${staffNumber}`);
    } catch (refused) {
      if (refused instanceof RateLimiterRes) throw new RateLimited(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
      throw refused;
    }
  };
}
