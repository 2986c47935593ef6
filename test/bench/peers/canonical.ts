import type { SingleWork } from '../documents';
import { products, type ServerName } from '../options';
import { manager } from '../subjects';
import { amountText } from './money';

type Data = Readonly<Record<string, unknown>>;

// What only a server with access control can tell.
const ofAccess = new Set(['access', 'restrictedCount']);

/** Brings an answer into the product's form; `bare`: without what a server lacks that knows no access. */
export function canonical(name: ServerName, work: SingleWork, data: Data, bare = false): unknown {
  if (name === 'limit' || products.includes(name)) return bare ? without(data, ofAccess) : data;
  const flat = data.orgUnitByCode ? (data.orgUnitByCode as Data) : data;
  const root = objectOf(flat);
  if (work === 'list' && 'customerCount' in data) {
    return { customers: { totalCount: data.customerCount, nodes: (root.customers as { nodes: unknown }).nodes } };
  }
  return root;
}

function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (names.has(key) ? [] : [[key, without(one, names)]])),
  );
}

const connections = new Set([
  'customers',
  'relatedParties',
  'accounts',
  'holdings',
  'interactions',
  'complaints',
  'search',
]);
const instants = new Set(['at', 'receivedAt', 'dueAt']);
const renamed: Readonly<Record<string, string>> = {
  publicId: 'id',
  relationsList: 'relatedParties',
  accountsList: 'accounts',
  partiesList: 'parties',
};
const counts: Readonly<Record<string, string>> = { relatedPartyCount: 'relatedParties', complaintCount: 'complaints' };
/** Columns that make up another value of the same object. */
const consumed = new Set([
  'confidentiality',
  'otherKind',
  'otherNameMasked',
  'partyNameMasked',
  'currentBalanceMinor',
  'amountMinor',
]);

function objectOf(source: Data): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [given, value] of Object.entries(source)) {
    const key = renamed[given] ?? given;
    const counted = counts[key];
    if (counted) made[counted] = { ...(made[counted] as Data), totalCount: value };
    else if (connections.has(key)) made[key] = { ...(made[key] as Data), ...connectionOf(value) };
    else if (!consumed.has(key)) made[key] = valueAt(key, value);
  }
  joinColumns(source, made);
  return made;
}

/** What PostGraphile tells column by column, and what the product's reader may not see. */
function joinColumns(source: Data, made: Record<string, unknown>): void {
  for (const [column, key] of [
    ['currentBalanceMinor', 'balance'],
    ['amountMinor', 'amount'],
  ] as const) {
    if (!(column in source)) continue;
    const minor = source[column] as string | null;
    made[key] =
      minor === null ? null : { amount: amountText(minor, String(source.currency)), currency: source.currency };
    delete made.currency;
  }
  const other = source.customer as { displayName?: unknown; kind?: unknown } | null;
  if ('otherKind' in source) {
    made.party = { kind: source.otherKind, displayName: other ? other.displayName : source.otherNameMasked };
    if (made.customer) delete (made.customer as Record<string, unknown>).displayName;
  }
  if ('partyNameMasked' in source) {
    made.party = { displayName: other ? other.displayName : source.partyNameMasked };
    delete made.customer;
  }
  if (source.confidentiality === 'CONFIDENTIAL') {
    if ((source.employee as { staffNumber?: string } | null)?.staffNumber === manager.staffNumber) return;
    made.subject = null;
    made.outcome = null;
  }
}

function connectionOf(value: unknown): Data {
  if (Array.isArray(value)) return { nodes: value.map((one) => objectOf(one as Data)) };
  const { nodes, ...rest } = value as { nodes?: Data[] };
  return nodes ? { ...rest, nodes: nodes.map(objectOf) } : rest;
}

function valueAt(key: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'object' ? objectOf(one as Data) : one));
  if (typeof value === 'object') return objectOf(value as Data);
  if (instants.has(key)) return new Date(value as string).toISOString();
  if (key === 'sharePct') return String(Number(value));
  return key === 'number' || key === 'lei' ? masked(String(value)) : value;
}

const masked = (text: string) => `****${text.slice(Math.max(text.length - 4, 4))}`;
