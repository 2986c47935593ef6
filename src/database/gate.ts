import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Where PostgreSQL listens, as postgres.js tells it. */
export interface Listening {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** Of a socket in the file system. */
  readonly path?: string | false;
  /** Seconds that a host is given to answer. */
  readonly connect_timeout: number;
}

/**
 * Stands between a connection and the network, and lets nothing in while it is held, so that the server has to wait:
 * postgres.js itself reads as fast as the server writes.
 */
export class Gate {
  private stream: GatedStream | undefined;
  private isHeld = false;

  /** Connects to the first host that answers; for postgres.js, which calls it once for each connection. */
  async open({ host, port, path, connect_timeout }: Listening): Promise<Duplex> {
    const places = path ? [{ path }] : host.map((name, index) => ({ host: name, port: port[index] ?? 5432 }));
    let failure: unknown;
    for (const place of places) {
      const socket = connect(place);
      try {
        await once(socket, 'connect', { signal: AbortSignal.timeout(connect_timeout * 1000) });
        this.stream = new GatedStream(socket, () => this.isHeld);
        return this.stream;
      } catch (error) {
        socket.destroy();
        failure = error;
      }
    }
    throw failure;
  }

  hold(): void {
    this.isHeld = true;
    this.stream?.heed();
  }

  release(): void {
    this.isHeld = false;
    this.stream?.heed();
  }
}

class GatedStream extends Duplex {
  private isFull = false;

  constructor(
    private readonly socket: Socket,
    private readonly isHeld: () => boolean,
  ) {
    super();
    socket.setNoDelay(true);
    socket.on('data', (part) => {
      this.isFull = !this.push(part);
      this.heed();
    });
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  /** postgres.js asks it before it says goodbye. */
  get readyState() {
    return this.socket.readyState;
  }

  setKeepAlive(isOn: boolean, afterMs: number): void {
    this.socket.setKeepAlive(isOn, afterMs);
  }

  heed(): void {
    if (this.isFull || this.isHeld()) this.socket.pause();
    else this.socket.resume();
  }

  override _read(): void {
    this.isFull = false;
    this.heed();
  }

  override _write(part: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.socket.write(part, encoding, done);
  }

  override _final(done: () => void): void {
    this.socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.socket.destroy();
    done(error);
  }
}
