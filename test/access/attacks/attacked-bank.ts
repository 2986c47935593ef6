import type { Sql } from '../../../src/database/connect';
import { connect } from '../../../src/database/connect';
import { Rows } from '../../database/rows';
import { type FreshDatabase, freshDatabase } from '../../support/database';
import { customerNumberOf, insertInto, plantFacts, plantProfile, wordOf } from './planted';

/** The moment at which the bank is attacked: 16 June in UTC, and in the bank's time zone too. */
export const moment = new Date('2026-06-16T04:00:00Z');
const today = '2026-06-16';

/**
 * The customers by their numbers, each with canaries in every field:
 * 1 王 B001, RM1's; 2 李 B001, RM2's; 3 赵 B002, RM3's; 4 恒 B002, a company of RM3's; 5 张 in S011 below B001;
 * 6 孙 B003, of another region; 7 赵 a party that is no customer; 8 金 a company in B001, nobody's portfolio.
 */
export const people: readonly [nn: number, surname: string, kind: string, unit: string][] = [
  [1, '王', 'INDIVIDUAL', 'B001'],
  [2, '李', 'INDIVIDUAL', 'B001'],
  [3, '赵', 'INDIVIDUAL', 'B002'],
  [4, '恒', 'CORPORATE', 'B002'],
  [5, '张', 'INDIVIDUAL', 'S011'],
  [6, '孙', 'INDIVIDUAL', 'B003'],
  [8, '金', 'CORPORATE', 'B001'],
];

export const staff: readonly [
  number: string,
  unit: string,
  ...grants: [role: string, unit: string, kinds?: string[]][],
][] = [
  ['HO1', 'HO', ['HEAD_OFFICE', 'HO']],
  ['BM1', 'B001', ['BRANCH_MANAGER', 'B001']],
  ['BM2', 'B002', ['BRANCH_MANAGER', 'B002']],
  ['RM1', 'B001', ['RELATIONSHIP_MANAGER', 'B001']],
  ['RM2', 'B001', ['RELATIONSHIP_MANAGER', 'B001']],
  ['RM3', 'B002', ['RELATIONSHIP_MANAGER', 'B002']],
  ['TL1', 'B001', ['TELLER', 'B001']],
  ['SA1', 'HO', ['SERVICE_AGENT', 'HO']],
  ['MK1', 'R01', ['MARKETING', 'R01']],
  ['CH1', 'B001', ['COMPLAINT_HANDLER', 'B001']],
  ['CO1', 'HO', ['COMPLIANCE_OFFICER', 'HO']],
  ['AU1', 'HO', ['AUDITOR', 'HO']],
  ['RP1', 'HO', ['REPORTING', 'HO']],
  ['XX1', 'B001'],
  ['KI1', 'B001', ['BRANCH_MANAGER', 'B001', ['CORPORATE']]],
  ['UN1', 'B001', ['MARKETING', 'B001'], ['RELATIONSHIP_MANAGER', 'B001']],
];

/** Which customers of `people` a reader reaches by lists: written by hand from the requirement. */
export const inScope: Readonly<Record<string, readonly number[]>> = {
  HO1: [1, 2, 3, 4, 5, 6, 8],
  BM1: [1, 2, 5, 8],
  BM2: [3, 4],
  RM1: [1],
  RM2: [2],
  RM3: [3, 4],
  TL1: [],
  SA1: [],
  MK1: [1, 3],
  CH1: [2],
  CO1: [1, 2, 3, 4, 5, 6, 8],
  AU1: [1, 2, 3, 4, 5, 6, 8],
  RP1: [],
  XX1: [],
  KI1: [8],
  UN1: [1, 3],
};

/** Those whom a reader finds by name only: by their id or by an exact number, never in a list. */
export const byNameOnly: Readonly<Record<string, readonly number[]>> = {
  TL1: [1, 2, 5, 8],
  SA1: [1, 2, 3, 4, 5, 6, 8],
};

/** Of whom nothing may ever stand in a reader's answer; 7 is nobody's customer. */
export function hiddenFrom(reader: string): number[] {
  const seen = [...(inScope[reader] ?? []), ...(byNameOnly[reader] ?? [])];
  return [1, 2, 3, 4, 5, 6, 7, 8].filter((nn) => !seen.includes(nn));
}

/** A bank in which everything of everybody is marked. */
export interface AttackedBank {
  readonly database: FreshDatabase;
  /** The system login, which plants and moves rows. */
  readonly system: Sql;
  readonly keys: ReadonlyMap<number, string>;
  readonly accounts: ReadonlyMap<number, string>;
  drop(): Promise<void>;
}

export async function attackedBank(): Promise<AttackedBank> {
  const database = await freshDatabase();
  const { sql: system, end } = connect(database.systemUrl, { name: 'planting', max: 1 });
  const rows = await new Rows(system).clear();
  const units = await plantUnits(rows);
  const employees = await plantStaff(system, units);
  const product = await insertInto(system, 'product', { code: 'P1', name: 'Product One', category: 'DEPOSIT' });
  const keys = new Map<number, string>();
  const accounts = new Map<number, string>();
  keys.set(7, await rows.party(`赵${wordOf(7)} Meng`));
  const home = (unit: string) => units.get(unit) as string;
  for (const [nn, surname, kind, unit] of people) {
    const isPerson = kind === 'INDIVIDUAL';
    const key = await rows.party(`${surname}${wordOf(nn)} Meng`, isPerson ? 'INDIVIDUAL' : 'ORGANISATION');
    await rows.makeCustomer(key, home(unit), {
      customer_number: customerNumberOf(nn),
      kind,
      tier: 'PRIVATE',
      onboarded_on: '2019-01-01',
      marketing_consent: nn === 1 || nn === 3,
    });
    keys.set(nn, key);
    await plantProfile(system, key, nn, kind);
    const place = {
      product,
      unit: home(unit),
      handlingUnit: home(nn === 2 ? 'B001' : 'HO'),
      employee: employees.get('HO1') as string,
      guarantor: keys.get(7) as string,
    };
    accounts.set(nn, await plantFacts(system, key, nn, place));
  }
  await plantRelations(rows, keys, accounts);
  await plantPortfolios(system, employees, keys);
  const drop = async () => {
    await end();
    await database.drop();
  };
  return { database, system, keys, accounts, drop };
}

async function plantUnits(rows: Rows): Promise<Map<string, string>> {
  const units = new Map<string, string>();
  for (const [code, level, parent] of [
    ['HO', 'HEAD_OFFICE', ''],
    ['R01', 'REGION', 'HO'],
    ['R02', 'REGION', 'HO'],
    ['B001', 'BRANCH', 'R01'],
    ['B002', 'BRANCH', 'R01'],
    ['B003', 'BRANCH', 'R02'],
    ['S011', 'SUB_BRANCH', 'B001'],
  ] as const) {
    units.set(code, await rows.unit(code, level, units.get(parent) ?? null));
  }
  return units;
}

async function plantStaff(sql: Sql, units: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const employees = new Map<string, string>();
  const at = (code: string) => units.get(code) as string;
  for (const [number, unit, ...grants] of staff) {
    const values = { staff_number: number, name: `Staff ${number}`, org_unit_id: at(unit) };
    const employee_id = await insertInto(sql, 'employee', values);
    employees.set(number, employee_id);
    for (const [role, over, kinds = null] of grants) {
      const grant = { employee_id, role, org_unit_id: at(over), kinds, valid_from: '2020-01-01' };
      await insertInto(sql, 'role_grant', grant);
    }
  }
  return employees;
}

/** 1 stands between two namesakes, a customer elsewhere and a party that is none, and has a share in what others own. */
async function plantRelations(rows: Rows, keys: ReadonlyMap<number, string>, accounts: ReadonlyMap<number, string>) {
  const key = (nn: number) => keys.get(nn) as string;
  const account = (nn: number) => accounts.get(nn) as string;
  await rows.relationship(key(3), key(1), 'SIBLING', { evidence: 'Said by the customer.' });
  await rows.relationship(key(7), key(1), 'SIBLING', { evidence: 'Said by the customer.' });
  await rows.relationship(key(1), key(4), 'DIRECTOR');
  await rows.relationship(key(2), key(1), 'CONTACT');
  await rows.relationship(key(3), key(6), 'PARENT');
  await rows.accountParty(key(1), account(1), key(3), 'GUARANTOR', null);
  await rows.accountParty(key(1), account(1), key(7), 'GUARANTOR', null);
  await rows.accountParty(key(4), account(4), key(1), 'GUARANTOR', null);
  await rows.accountParty(key(4), account(4), key(2), 'SIGNATORY', null);
}

async function plantPortfolios(sql: Sql, employees: ReadonlyMap<string, string>, keys: ReadonlyMap<number, string>) {
  for (const [number, role, ...nns] of [
    ['RM1', 'PRIMARY_RM', 1],
    ['RM2', 'PRIMARY_RM', 2],
    ['RM3', 'PRIMARY_RM', 3, 4],
    ['UN1', 'CO_RM', 3],
  ] as const) {
    for (const nn of nns) {
      const employee_id = employees.get(number) as string;
      const customer_id = keys.get(nn) as string;
      await insertInto(sql, 'portfolio_assignment', { customer_id, employee_id, role, valid_from: today });
    }
  }
}
