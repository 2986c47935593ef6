import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { defaultPatience } from '../../src/server/http';
import { runningServer } from './running';

const slowly = (ms: number) => ({ query: `{ slow(ms: ${ms}) }` });

/** Waits until the server says that a request is under way. */
async function underWay(address: string): Promise<void> {
  const metrics = async () => (await fetch(`${address}/metrics`)).text();
  while (!(await metrics()).includes('c360_requests_in_flight 1'))
    await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('stopping', () => {
  it('finishes what runs, takes nothing new, and drops connections kept alive', async () => {
    const server = await runningServer({ patience: { ...defaultPatience, keepAlive: 60_000 } });
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
    const running = server.post(slowly(1000));
    await underWay(server.address);
    const startedAt = performance.now();
    const stopped = server.stop();
    await expect(server.post(slowly(1))).rejects.toThrow('fetch failed');
    expect(await (await running).text()).toBe('{"data":{"slow":"done"}}');
    await stopped;
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it('waits no longer than its grace', async () => {
    const server = await runningServer();
    const running = server.post(slowly(20_000)).catch((error: Error) => error.message);
    await underWay(server.address);
    const startedAt = performance.now();
    await server.stop(200);
    expect(performance.now() - startedAt).toBeLessThan(5000);
    expect(await running).toBe('fetch failed');
    while (server.lines().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(server.lines()).toMatchObject([{ outcome: 'CALLER_GONE' }]);
  });

  it('says which port is taken and what to do', async () => {
    const server = await runningServer();
    const port = Number(new URL(server.address).port);
    await expect(runningServer({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken; set PORT to another`);
    await expect(runningServer({ host: '192.0.2.1' })).rejects.toThrow('192.0.2.1 is no address of this machine');
    await server.stop();
  });
});

describe('the process', () => {
  interface Ended {
    readonly code: number | null;
    readonly output: string;
  }

  /** A process of its own that serves and tells its address; `talk` runs once it does. */
  async function serving(talk: (child: ChildProcess, address: string) => Promise<void>): Promise<Ended> {
    const child = spawn(process.execPath, [join(__dirname, 'serving.cjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
    while (!output.includes('address')) await once(child.stdout, 'data');
    const address = /"address":"([^"]+)"/.exec(output)?.[1] ?? '';
    const ended = once(child, 'close');
    await talk(child, address);
    const [code] = await ended;
    return { code, output };
  }

  const ask = (address: string, ms: number) =>
    fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { authorization: 'Bearer good', 'content-type': 'application/json' },
      body: JSON.stringify(slowly(ms)),
    });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'answers what runs after %s, runs its closers in order and ends with 0',
    async (signal) => {
      let answer = '';
      const { code, output } = await serving(async (child, address) => {
        const running = ask(address, 1000);
        await underWay(address);
        child.kill(signal);
        answer = await (await running).text();
      });
      expect(answer).toBe('{"data":{"slow":"done"}}');
      expect(code).toBe(0);
      expect(output).toMatch(/closed server[\s\S]*closed database/);
    },
  );

  it('ends at once on a second signal', async () => {
    const { code, output } = await serving(async (child, address) => {
      ask(address, 9000).catch(() => {});
      await underWay(address);
      child.kill('SIGTERM');
      await new Promise((resolve) => setTimeout(resolve, 100));
      child.kill('SIGTERM');
    });
    expect(code).toBe(130);
    expect(output).not.toContain('closed database');
  });

  it('logs an error that nobody caught, closes and ends with 1', async () => {
    const { code, output } = await serving(async (child) => void child.kill('SIGUSR2'));
    expect(code).toBe(1);
    expect(output).toMatch(/"level":60.*"message":"lost promise of …".*"uncaught"/);
    expect(output).toContain('closed database');
    expect(output).not.toContain('Li Ming');
  });
});
