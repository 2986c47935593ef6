import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMeasureRules } from '../../src/entities/measure/measures.rules';
import { toldRules } from '../../src/entities/measure/told-rules';
import { readAlertRules } from '../../src/risk-alerts/rules';

const shipped = join(__dirname, '../../src/entities/measure/measures.rules.yaml');

describe('the rules of the measures', () => {
  const folder = mkdtempSync(join(tmpdir(), 'measure-rules-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['period: 12', 'period: 5', 'period: Too small'],
    ['period: 12', 'period: 25', 'period: Too big'],
    ['history: 24', 'history: 11', 'history: not shorter than the period'],
    ['history: 24', 'history: 25', 'history: Too big'],
  ])('%s cannot be %s', (line, instead, fault) => {
    const text = readFileSync(shipped, 'utf8');
    expect(text).toContain(line);
    const file = join(folder, 'rules.yaml');
    writeFileSync(file, text.replace(line, instead));

    expect(() => readMeasureRules(file)).toThrow(`${file}: ${fault}`);
  });

  // A run refuses rules that differ from those kept under their version: who changes a rule or a formula gives both anew.
  test('shipped under a version are those that it has stood for since', () => {
    const rules = readMeasureRules();

    const digest = createHash('sha256').update(toldRules(rules)).digest('hex').slice(0, 16);

    expect([rules.version, digest]).toEqual(['2026.6', '6e857c5ee00cd0e0']);
  });

  test('every grade by which alerts are raised counts in quality, a better one for more', () => {
    const { grades } = readMeasureRules();

    const worth = readAlertRules().grades.map((grade) => grades[grade]);

    expect(worth).not.toContain(undefined);
    expect(worth).toEqual([...worth].sort((one, other) => Number(other) - Number(one)));
    expect(new Set(worth).size).toBe(worth.length);
  });

  test('the history can be as long as the period', () => {
    const file = join(folder, 'rules.yaml');
    writeFileSync(file, readFileSync(shipped, 'utf8').replace('history: 24', 'history: 12'));

    expect(readMeasureRules(file)).toMatchObject({ period: 12, history: 12 });
  });
});
