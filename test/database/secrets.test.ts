import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKeyRing, readKeyFile } from '../../src/database/secrets';

describe('key files', () => {
  let folder: string;
  let file: string;
  let ringFile: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'c360-keys-'));
    file = join(folder, 'made', 'secret.key');
    ringFile = join(folder, 'ring');
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
    const rings = await Promise.all([file, digits].map((path) => loadKeyRing({ file: path, own: false })));
    for (const [secret, ...others] of rings) {
      expect([secret.version, others]).toEqual([1, []]);
      expect(secret.macKey('cursor')).toEqual(createHmac('sha256', key).update('cursor').digest());
      expect(secret.macKey('contact-mac')).not.toEqual(secret.macKey('identifier-mac'));
    }
  });

  it('are refused when absent or of another size', async () => {
    await expect(loadKeyRing({ file, own: false })).rejects.toThrow(/^A key file cannot be read: ENOENT/);
    for (const content of ['too short', '12'.repeat(31), Buffer.alloc(40, 0xc3)]) {
      await writeFile(ringFile, content);
      await expect(loadKeyRing({ file: ringFile, own: false })).rejects.toThrow(
        `The secret key file ${ringFile} must hold 32 random bytes, 64 hexadecimal digits, or lines of a version and 64 hexadecimal digits.`,
      );
    }
  });

  describe('of several keys', () => {
    const [first, second] = ['0a'.repeat(32), 'F1'.repeat(32)];
    const load = async (text: string) => {
      await writeFile(ringFile, text);
      return loadKeyRing({ file: ringFile, own: false });
    };

    it('the highest version stands first, comments and empty lines are passed over', async () => {
      const ring = await load(`# 轮换 of 2026\r\n\r\n  2 ${first} # kept\n12\t${second}\n`);

      expect(ring.map(({ version, macKey }) => [version, macKey('audit')])).toEqual([
        [12, createHmac('sha256', Buffer.from(second, 'hex')).update('audit').digest()],
        [2, createHmac('sha256', Buffer.from(first, 'hex')).update('audit').digest()],
      ]);
    });

    it.each([
      [`1 ${first}\n2 ${second}ff`, 'Line 2 of it must be a version from 1 to 9999 and 64 hexadecimal digits.'],
      [`0 ${first}`, 'Line 1 of it must be a version from 1 to 9999 and 64 hexadecimal digits.'],
      [`\n1 ${first}\n${second}`, 'Line 3 of it must be a version from 1 to 9999 and 64 hexadecimal digits.'],
      [`1 ${first}\n1 ${second}`, 'Line 2 of it gives version 1 a second time.'],
      [`2 ${second}\n1 ${second.toLowerCase()}`, 'Line 2 of it repeats the key of version 2.'],
      ['# none yet', 'It holds no key.'],
    ])('a fault is told by its line, without the key', async (text, sentence) => {
      const told = await load(text).then(String, (error: Error) => error.message);

      const name = `secret key file ${ringFile}`;
      expect(told).toBe(sentence.replace(' it ', ` the ${name} `).replace('It ', `The ${name} `));
      expect(told).not.toMatch(/0a0a|f1f1/i);
    });
  });
});
