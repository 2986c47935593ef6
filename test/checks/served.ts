import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { signingKeyFrom } from '../../src/access/signing-key';
import { signToken } from '../../src/access/tokens';
import { Load } from './load';

const name = 'customer-360-graph';

/** The product in a process of its own, with callers. */
export interface Served {
  readonly address: string;
  readonly load: Load;
  /** Closes the callers and ends the process. */
  stop(): void;
}

export interface ServeOptions {
  /** False: with an audit trail that keeps nothing. */
  readonly audited?: boolean;
  /** How many ask at once; eight unless told. */
  readonly callers?: number;
}

export async function serve(
  appUrl: string,
  keyFile: string,
  { audited = true, callers }: ServeOptions = {},
): Promise<Served> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['test/checks/run.mjs', 'test/checks/served-process.ts', audited ? 'audited' : 'unaudited'],
    {
      env: { PATH: process.env.PATH, DATABASE_URL: appUrl, SECRET_KEY_FILE: keyFile, JWT_KEY_FILE: keyFile },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (!child.stdout) throw new Error('A server has no output.');
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const address = String(line).trim();
  if (!address.startsWith('http')) throw new Error('A server did not start.');
  const load = await Load.on(address, callers);
  return {
    address,
    load,
    stop() {
      load.close();
      child.kill('SIGKILL');
    },
  };
}

/** A token of a member of staff by a client, signed with the key of the served process. */
export const tokenOf = (staffNumber: string, clientId: string, key: Buffer): Promise<string> =>
  signToken({ staffNumber, clientId, issuer: name, audience: name, key: signingKeyFrom(key, 'the key file') });
