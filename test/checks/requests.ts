import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';

const connections = 8;

export interface Served {
  readonly address: string;
  readonly process: ChildProcess;
}

/** The product in a process of its own, with its audit trail or without. */
export async function serve(mode: 'on' | 'off', environment: NodeJS.ProcessEnv): Promise<Served> {
  const child = spawn(process.execPath, ['test/checks/run.mjs', 'test/checks/audit-server.ts', mode], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { address: String(line).trim(), process: child };
}

/** One request over a kept-alive connection; answers the body. */
export function post(address: string, agent: Agent, token: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const asked = request(`${address}/graphql`, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(Buffer.concat(parts).toString()));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Requests a second over eight connections, each asking again as soon as it has its answer. */
export async function throughput(
  address: string,
  token: string,
  bodies: Iterator<string>,
  seconds: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + seconds * 1000;
  const began = performance.now();
  let answered = 0;
  const caller = async () => {
    while (performance.now() < until) {
      const text = await post(address, agent, token, bodies.next().value);
      if (!text.startsWith('{"data"')) throw new Error(`An answer failed: ${text.slice(0, 200)}`);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  agent.destroy();
  return (answered * 1000) / (performance.now() - began);
}

export const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
