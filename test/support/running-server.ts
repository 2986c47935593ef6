import { rm } from 'node:fs/promises';
import type { EmbeddedDatabase } from '../../src/database/embedded/embedded';

interface RunningServer {
  readonly server: EmbeddedDatabase;
  readonly folder: string;
}

// Set-up and teardown are loaded as separate modules of one process: what they share lies on the global object.
const holder = globalThis as { c360TestServer?: RunningServer | undefined };

export const running = {
  set(server: RunningServer): void {
    holder.c360TestServer = server;
  },
  async stop(): Promise<void> {
    const found = holder.c360TestServer;
    if (!found) return;
    holder.c360TestServer = undefined;
    await found.server.stop();
    for (const path of [found.server.files, found.folder]) await rm(path, { recursive: true, force: true });
  },
};
