// Installs the servers that the product is measured against, where the lock file is newer than what is there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

function isInstalled() {
  const record = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const present = packagesOf(record);
  return Object.entries(packagesOf(join(folder, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || wanted.optional || present[path]?.version === wanted.version,
  );
}

if (!isInstalled()) {
  process.stderr.write('Installing the servers of test/bench …\n');
  const npm = process.env.npm_execpath ?? '';
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, ...rest] = basename(npm).startsWith('npm') ? [process.execPath, npm, ...args] : ['npm', ...args];
  const shell = process.platform === 'win32' && command === 'npm';
  const { status } = spawnSync(command, rest, { cwd: folder, stdio: ['ignore', 2, 2], shell });
  if (status !== 0) process.exit(status ?? 1);
}
