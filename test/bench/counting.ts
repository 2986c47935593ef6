import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CountingProxy {
  /** The same address by way of the proxy. */
  through(url: string): string;
  /** Statements executed so far. */
  count(): number;
  stop(): void;
}

const sslRequest = 80877103;
const executed = new Set(['E'.charCodeAt(0), 'Q'.charCodeAt(0)]);

/** Counts Execute and Query messages in the stream of one client. */
function counterOf(count: () => void): (part: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let isStarted = false;
  return (part) => {
    rest = rest.length === 0 ? part : Buffer.concat([rest, part]);
    for (;;) {
      // The first message has no type before its length.
      const at = isStarted ? 1 : 0;
      if (rest.length < at + 4) return;
      const length = rest.readInt32BE(at) + at;
      if (rest.length < length) return;
      if (!isStarted) isStarted = rest.readInt32BE(4) !== sslRequest;
      else if (executed.has(rest[0] as number)) count();
      rest = rest.subarray(length);
    }
  };
}

/** Stands between a server and PostgreSQL and counts what is executed. */
export async function countStatements(url: string): Promise<CountingProxy> {
  const port = Number(new URL(url).port);
  let counted = 0;
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const database = connect({ port, host: '127.0.0.1', noDelay: true });
    client.setNoDelay(true);
    client.on(
      'data',
      counterOf(() => (counted += 1)),
    );
    client.pipe(database).pipe(client);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const own = String((proxy.address() as AddressInfo).port);
  return {
    through: (given) => Object.assign(new URL(given), { port: own }).href,
    count: () => counted,
    stop: () => {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
