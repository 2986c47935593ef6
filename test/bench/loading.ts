import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { LoadOrder, LoadReport } from './load';
import type { Asked, Served } from './serving';

/** A process of its own that loads servers. */
export interface Loader {
  load(served: Served, requests: readonly string[], connections: number, seconds: number): Promise<LoadReport>;
  stop(): void;
}

export function startLoader(): Loader {
  const child = spawn(process.execPath, ['test/checks/run.mjs', 'test/bench/load.ts'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(() => {
    throw new Error('The process that loads the servers ended.');
  });
  gone.catch(() => undefined);
  return {
    async load(served, requests, connections, seconds) {
      const order: LoadOrder = { port: Number(new URL(served.address).port), requests, connections, seconds };
      child.send(order);
      const [report] = (await Promise.race([once(child, 'message'), gone])) as [LoadReport];
      if (report.fault !== null) throw new Error(`${served.name} failed under load: ${report.fault}`);
      return report;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}

/** A request as it goes on the wire. */
export function onWire({ address, headers }: Served, { path, body }: Asked): string {
  const lines = Object.entries({
    host: new URL(address).host,
    ...headers,
    'content-type': 'application/json',
    accept: 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
