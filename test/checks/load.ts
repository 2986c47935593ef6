import { once } from 'node:events';
import { connect as connectTo, type Socket } from 'node:net';

const usualCallers = 8;
const headEnd = Buffer.from('\r\n\r\n');

/** The bytes of a POST of a GraphQL request. */
export function requestOf(address: string, token: string, asked: object): Buffer {
  const body = Buffer.from(JSON.stringify(asked));
  const head = [
    'POST /graphql HTTP/1.1',
    `host: ${new URL(address).host}`,
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

/** A kept-alive connection with one request at a time. It does so little that the machine is left to the servers. */
class Caller {
  private parts: Buffer[] = [];
  private settle: { resolve: (text: string) => void; reject: (cause: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (part) => this.take(part));
    socket.on('close', () => this.settle?.reject(new Error('The server closed a connection.')));
    socket.on('error', () => undefined);
  }

  static async open(address: string): Promise<Caller> {
    const { hostname, port } = new URL(address);
    const socket = connectTo(Number(port), hostname);
    await once(socket, 'connect');
    return new Caller(socket);
  }

  ask(request: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.settle = undefined;
    this.socket.destroy();
  }

  private take(part: Buffer): void {
    this.parts.push(part);
    const bytes = this.parts.length === 1 ? part : Buffer.concat(this.parts);
    const end = bytes.indexOf(headEnd);
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1]);
    const start = end + headEnd.length;
    if (bytes.length < start + length) return;
    this.parts = [];
    this.settle?.resolve(bytes.toString('utf8', start, start + length));
  }
}

/** Gives one request after the other, without end. */
export type Requests = () => Buffer;

/** The same requests over and over. */
export function inTurn(requests: readonly Buffer[]): Requests {
  let turn = 0;
  return () => requests[turn++ % requests.length] as Buffer;
}

/** Callers of one server, each with a connection of its own. */
export class Load {
  private constructor(private readonly callers: readonly Caller[]) {}

  static async on(address: string, callers = usualCallers): Promise<Load> {
    return new Load(await Promise.all(Array.from({ length: callers }, () => Caller.open(address))));
  }

  /** The answer to one request; throws where it is none. */
  async ask(request: Buffer): Promise<string> {
    return answered(this.callers[0] as Caller, request);
  }

  /** Requests a second. */
  async rate(next: Requests, seconds: number): Promise<number> {
    const began = performance.now();
    const until = began + seconds * 1000;
    const count = await this.keepAsking(next, () => performance.now() < until);
    return (count * 1000) / (performance.now() - began);
  }

  /** Sends so many requests. */
  async send(next: Requests, count: number): Promise<void> {
    await this.keepAsking(next, (sent) => sent < count);
  }

  /** Each caller asks again as soon as it has its answer; tells how many were answered. */
  private async keepAsking(next: Requests, goesOn: (sent: number) => boolean): Promise<number> {
    let sent = 0;
    const work = async (caller: Caller) => {
      while (goesOn(sent)) {
        sent += 1;
        await answered(caller, next());
      }
    };
    await Promise.all(this.callers.map(work));
    return sent;
  }

  close(): void {
    for (const caller of this.callers) caller.close();
  }
}

async function answered(caller: Caller, request: Buffer): Promise<string> {
  const text = await caller.ask(request);
  if (!text.startsWith('{"data"')) throw new Error(`An answer failed: ${text.slice(0, 300)}`);
  return text;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
