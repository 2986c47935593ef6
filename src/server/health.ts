import { answerText, type Routes, readOnly } from './http';
import type { Metrics } from './metrics';

export interface HealthParts {
  /** What stands in the way of serving, in words for an operator; null when nothing does. */
  readonly ready: () => Promise<string | null>;
  readonly isStopping: () => boolean;
  readonly metrics: Metrics;
}

/** `/livez`: the process answers. `/readyz`: it can serve. `/metrics`: figures for Prometheus. */
export function healthRoutes({ ready, isStopping, metrics }: HealthParts): Routes {
  return {
    '/livez': readOnly((_request, response) => answerText(response, 200, 'ok\n')),
    '/readyz': readOnly(async (_request, response) => {
      const obstacle = isStopping() ? 'The server is stopping.' : await ready();
      answerText(response, obstacle === null ? 200 : 503, `${obstacle ?? 'ok'}\n`);
    }),
    '/metrics': readOnly(async (_request, response) =>
      answerText(response, 200, await metrics.text(), metrics.contentType),
    ),
  };
}
