import { connect, type Socket } from 'node:net';

/** What one connection after the other is to ask, and for how long; each asks again as soon as it has its answer. */
export interface LoadOrder {
  readonly port: number;
  /** Whole requests, as they go on the wire. */
  readonly requests: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadReport {
  readonly answered: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly fault: string | null;
}

const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('0\r\n\r\n');
const good = /^HTTP\/1\.1 200/;

/** Where an answer ends in what has come; -1 as long as it has not ended. */
function endOf(bytes: Buffer): number {
  const head = bytes.indexOf(headEnd);
  if (head < 0) return -1;
  const text = bytes.latin1Slice(0, head);
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  if (length !== undefined) {
    const end = head + headEnd.length + Number(length);
    return bytes.length >= end ? end : -1;
  }
  return bytes.subarray(-lastChunk.length).equals(lastChunk) ? bytes.length : -1;
}

class Caller {
  private readonly socket: Socket;
  private parts: Buffer[] = [];
  private began = 0;
  private settle: (fault: string | null) => void = () => undefined;

  constructor(
    port: number,
    private readonly requests: readonly Buffer[],
    private turn: number,
    private readonly times: number[],
  ) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', (part) => this.take(part));
    this.socket.on('error', (error) => this.settle(error.message));
    this.socket.on('close', () => this.settle('The server closed the connection.'));
  }

  /** Asks until the time is over; answers what went wrong. */
  async run(until: number, step: number): Promise<string | null> {
    while (performance.now() < until) {
      const fault = await this.ask(this.requests[this.turn % this.requests.length] as Buffer);
      if (fault !== null) return fault;
      this.turn += step;
    }
    return null;
  }

  close(): void {
    this.socket.destroy();
  }

  private ask(request: Buffer): Promise<string | null> {
    return new Promise((resolve) => {
      this.settle = resolve;
      this.began = performance.now();
      this.socket.write(request);
    });
  }

  private take(part: Buffer): void {
    this.parts.push(part);
    const bytes = this.parts.length === 1 ? part : Buffer.concat(this.parts);
    if (endOf(bytes) < 0) {
      this.parts = [bytes];
      return;
    }
    this.parts = [];
    this.times.push(performance.now() - this.began);
    const start = bytes.latin1Slice(0, Math.min(bytes.length, 1000));
    const failed = !good.test(start) || start.includes('"errors"');
    this.settle(failed ? start : null);
  }
}

async function run({ port, requests, connections, seconds }: LoadOrder): Promise<LoadReport> {
  const bytes = requests.map((request) => Buffer.from(request));
  const times: number[] = [];
  const callers = Array.from({ length: connections }, (_, index) => new Caller(port, bytes, index, times));
  const began = performance.now();
  const faults = await Promise.all(callers.map((caller) => caller.run(began + seconds * 1000, connections)));
  const elapsed = (performance.now() - began) / 1000;
  for (const caller of callers) caller.close();
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const fault = faults.find((one) => one !== null) ?? null;
  return { answered: times.length, seconds: elapsed, p50: at(0.5), p99: at(0.99), fault };
}

process.on('message', async (order: LoadOrder) => {
  process.send?.(await run(order));
});
