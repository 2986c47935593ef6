import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Exchange } from './exchange';

/** Connections of the serving login to the database, counted when the metrics are read. */
export interface ConnectionCount {
  readonly active: number;
  readonly idle: number;
}

export interface Metrics {
  readonly contentType: string;
  opened(): void;
  closed(exchange: Exchange): void;
  text(): Promise<string>;
}

/** Figures of one server: durations by outcome, requests under way, pool, event loop, memory. No label holds a name. */
export function createMetrics(connections: () => Promise<ConnectionCount>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const duration = new Histogram({
    name: 'c360_request_duration_seconds',
    help: 'Time from the first byte of a GraphQL request to the end of its answer, by outcome.',
    labelNames: ['outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const underWay = new Gauge({ name: 'c360_requests_in_flight', help: 'GraphQL requests under way.', registers });
  countConnections(connections, registers);
  return {
    contentType: registry.contentType,
    opened: () => underWay.inc(),
    closed(exchange) {
      underWay.dec();
      duration.observe({ outcome: exchange.outcome }, (performance.now() - exchange.startedAt) / 1000);
    },
    text: () => registry.metrics(),
  };
}

function countConnections(connections: () => Promise<ConnectionCount>, registers: Registry[]): void {
  new Gauge({
    name: 'c360_database_connections',
    help: 'Connections of the serving login to the database, of all processes; absent while the database is away.',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      const counted = await connections().catch(() => ({}));
      for (const [state, count] of Object.entries(counted)) this.set({ state }, count);
    },
  });
}
