// Installs the servers that the product is measured against, where the lock file is newer than what is there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
// npm's own record of what it installed leaves some packages out, so the lock is remembered by its hash.
const record = join(folder, 'node_modules', '.installed');
const lock = createHash('sha256')
  .update(readFileSync(join(folder, 'package-lock.json')))
  .digest('hex');
const isInstalled = () => existsSync(record) && readFileSync(record, 'utf8') === lock;

if (!isInstalled()) {
  process.stderr.write('Installing the servers of test/bench …\n');
  const npm = process.env.npm_execpath ?? '';
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, ...rest] = basename(npm).startsWith('npm') ? [process.execPath, npm, ...args] : ['npm', ...args];
  const shell = process.platform === 'win32' && command === 'npm';
  const { status } = spawnSync(command, rest, { cwd: folder, stdio: ['ignore', 2, 2], shell });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(record, lock);
}
