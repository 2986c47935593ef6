import { once } from 'node:events';
import { connect } from 'node:net';

/** A request by a bare connection, for what lies below HTTP: how a transfer ends, and whether one is read from at all. */
export interface RawTransfer {
  /** Everything that has come so far. */
  text(): string;
  /** Stops reading, so that the server has to wait. */
  pause(): void;
  resume(): void;
  /** Resolves when so many bytes have come. */
  atLeast(bytes: number): Promise<void>;
  /** The caller goes away. */
  leave(): void;
  /** Resolves when the connection is closed. */
  closed: Promise<void>;
}

export async function rawReport(address: string, path: string, token: string): Promise<RawTransfer> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const parts: Buffer[] = [];
  let length = 0;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  socket.on('data', (part: Buffer) => {
    parts.push(part);
    length += part.length;
    socket.emit('more');
  });
  socket.write(
    `GET /reports/${path} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\nconnection: close\r\n\r\n`,
  );
  return {
    text: () => Buffer.concat(parts).toString(),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    async atLeast(bytes) {
      while (length < bytes && !socket.destroyed) await Promise.race([once(socket, 'more'), closed]);
      if (length < bytes) throw new Error(`Only ${length} bytes came.`);
    },
    leave: () => void socket.destroy(),
    closed,
  };
}

/** Whether a chunked response was brought to its end. */
export const isWhole = (text: string): boolean => text.endsWith('\r\n0\r\n\r\n');
