import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecret, readKeyFile } from '../../src/database/secrets';

describe('key files', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'c360-keys-'));
    file = join(folder, 'made', 'secret.key');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are made once, for their user only, also by two processes at once', async () => {
    const [first, second] = await Promise.all([readKeyFile({ file, own: true }), readKeyFile({ file, own: true })]);
    expect(first).toEqual(second);
    expect(first.length).toBe(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file)).toEqual(first);
  });

  it('give a key of its own for each purpose, from bytes and from hexadecimal digits alike', async () => {
    const key = await readKeyFile({ file, own: true });
    const digits = join(folder, 'digits');
    await writeFile(digits, `${key.toString('hex')}\n`);
    const secrets = await Promise.all([file, digits].map((path) => loadSecret({ file: path, own: false })));
    for (const secret of secrets) {
      expect(secret.macKey('cursor')).toEqual(createHmac('sha256', key).update('cursor').digest());
      expect(secret.macKey('contact-mac')).not.toEqual(secret.macKey('identifier-mac'));
    }
  });

  it('are refused when absent or of another size', async () => {
    await expect(loadSecret({ file, own: false })).rejects.toThrow(/^A key file cannot be read: ENOENT/);
    const short = join(folder, 'short');
    await writeFile(short, 'too short');
    await expect(loadSecret({ file: short, own: false })).rejects.toThrow(
      `The secret key file ${short} must hold 32 random bytes or 64 hexadecimal digits.`,
    );
  });
});
