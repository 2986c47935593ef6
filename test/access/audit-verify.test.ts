import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAudit } from '../../src/access/audit/audit';
import { entryText } from '../../src/access/audit/chain';
import { contentOf } from '../../src/access/audit/entry';
import { verifyAudit } from '../../src/access/audit/verify';
import { systemClock } from '../../src/clock';
import { projectFolder } from '../../src/config';
import { access, key, onLogin, secret, type WrittenTrail, writtenTrail } from './written-trail';

let trail: WrittenTrail;
beforeAll(async () => {
  trail = await writtenTrail();
});
afterAll(() => trail.database.drop());

describe('processes at the same time', () => {
  it('each keeps its own chain, and all anchors are one row', async () => {
    const { appUrl, systemUrl } = trail.database;
    const processes = Array.from({ length: 3 }, (_, process) =>
      onLogin(appUrl, async (sql) => {
        const audit = openAudit({ sql, key, clock: systemClock });
        const over = Array.from({ length: 5 }, () => audit.announce());
        for (let turn = 0; turn < 20; turn += 1) {
          await Promise.all([0, 1, 2].map((one) => audit.record(access(`p${process}-${turn}-${one}`))));
        }
        for (const end of over) end();
        await audit.stop();
      }),
    );
    await Promise.all(processes);
    await onLogin(systemUrl, async (sql) => {
      expect(await verifyAudit({ sql, keys: [key] })).toEqual({ entries: 16 + 3 * 60, chains: 3 + 3 });
    });
  });
});

describe('a process that stops', () => {
  it('what waits at the end is written', async () => {
    const kept: string[] = [];
    await onLogin(trail.database.appUrl, async (sql) => {
      const audit = openAudit({ sql, key, clock: systemClock });
      const added = ['end-1', 'end-2', 'end-3'].map((name) =>
        audit.record(access(name)).then((code) => kept.push(code)),
      );
      await audit.stop();
      expect(kept).toHaveLength(3);
      await Promise.all(added);
    });
    await onLogin(trail.database.systemUrl, async (sql) => {
      expect(await verifyAudit({ sql, keys: [key] })).toEqual({ entries: 199, chains: 7 });
    });
  });
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'c360-verify-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const verify = (url: string, ...args: string[]) => {
    const keyFile = join(folder, 'secret.key');
    writeFileSync(keyFile, secret);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['-r', './test/support/typescript.cjs', 'src/cli.ts', 'audit', 'verify', ...args],
      {
        cwd: projectFolder,
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH,
          DATABASE_URL: url,
          DATABASE_SYSTEM_URL: url,
          SECRET_KEY_FILE: keyFile,
          JWT_KEY_FILE: keyFile,
        },
      },
    );
    return { status, output: stdout + stderr };
  };

  it('says that all is whole, by itself and by the log; or names the first break and ends with 1', () => {
    const log = join(folder, 'server.log');
    writeFileSync(log, trail.codes.map((code) => `${JSON.stringify({ msg: 'request', audit: code })}\n`).join(''));
    const line = { status: 0, output: 'audit: 199 entries, 7 chains, intact\n' };
    expect([verify(trail.database.systemUrl), verify(trail.database.systemUrl, '--log', log)]).toEqual([line, line]);

    writeFileSync(log, `{"audit":"${'ab'.repeat(32)}"}\n`);
    const { status, output } = verify(trail.database.systemUrl, '--log', log);
    expect([status, output]).toEqual([
      1,
      `audit: broken: the anchor ${'ab'.repeat(32)}, which the log tells of, is missing\n`,
    ]);
    expect(verify(trail.database.systemUrl, '--log', 'absent.log').output).toMatch(
      /^The log absent\.log cannot be read: ENOENT/,
    );
  });
});

it('an entry is one text', () => {
  const place = { ledger: 'ORDINARY' as const, chain: 'c', seq: 1, follows: '00' };
  const content = contentOf(access('r-1'), new Date('2026-06-30T04:00:00Z'));
  expect(entryText(place, content)).toBe(
    '{"ledger":"ORDINARY","chain":"c","seq":1,"follows":"00","at":"2026-06-30T04:00:00.000Z",' +
      '"staffNumber":"BM0001","clientId":"desk","requestId":"r-1","operationName":"View","documentHash":null,"documentId":null,' +
      '"rights":[],"readInFull":["MONEY"],"readMasked":[],"withheld":[],"counted":[],"requestedIds":["cus_x"],' +
      '"customers":["7","8"],"outcome":"OK"}',
  );
});
