import { FieldFault } from '../field-fault';
import { isLei } from '../lei';
import { gleif, nth, repeats } from './columns';

export type Cell = (column: string) => string;

const statuses = ['ACTIVE', 'INACTIVE', 'NULL', ''];
/** A registration in one of these states says that the relationship no longer holds, or never did. */
const over = new Set(['RETIRED', 'ANNULLED', 'DUPLICATE']);

/**
 * A relationship record as a flat row. The start node is what is consolidated, branch or fund; the end node its parent.
 * The period of type RELATIONSHIP_PERIOD bounds it; without one it begins on the day of its first registration.
 */
export function relationshipRow(cell: Cell): Readonly<Record<string, string | null>> {
  const status = cell(gleif.status);
  if (!statuses.includes(status))
    throw new FieldFault(gleif.status, status, 'is not allowed; allowed: ACTIVE, INACTIVE');
  const registration = cell(gleif.registrationStatus);
  const period = repeats.find((place) => cell(nth(gleif.periodType, place)) === 'RELATIONSHIP_PERIOD');
  const start = period === undefined ? gleif.periodStart : nth(gleif.periodStart, period);
  const from = (period === undefined ? null : dayOf(cell, start)) ?? dayOf(cell, gleif.registered);
  if (from === null) throw new FieldFault(start, '', `is missing, and ${gleif.registered} as well`);
  return {
    start_node: leiOf(cell, gleif.startNode, gleif.startNodeType),
    end_node: leiOf(cell, gleif.endNode, gleif.endNodeType),
    relationship_type: cell(gleif.type),
    share_pct: shareOf(cell),
    valid_from: from,
    valid_to: endOf(cell, from, period, status === 'INACTIVE' || over.has(registration)),
    evidence: evidenceOf(cell),
  };
}

function leiOf(cell: Cell, column: string, typeColumn: string): string {
  const [lei, type] = [cell(column), cell(typeColumn)];
  if (type !== 'LEI') throw new FieldFault(typeColumn, type, 'is not allowed; allowed: LEI');
  if (!isLei(lei)) throw new FieldFault(column, lei, 'is no LEI: its check digits or form are wrong');
  return lei;
}

function endOf(cell: Cell, from: string, period: number | undefined, isOver: boolean): string | null {
  const column = period === undefined ? gleif.periodEnd : nth(gleif.periodEnd, period);
  const told = period === undefined ? null : dayOf(cell, column);
  const end = told ?? (isOver ? dayOf(cell, gleif.updated) : null);
  const tells = told === null ? gleif.updated : column;
  if (end === null && isOver) throw new FieldFault(tells, '', 'is missing: it tells when the relationship ended');
  if (end !== null && end <= from) {
    throw new FieldFault(tells, cell(tells), `is not after ${from}, the day on which the relationship begins`);
  }
  return end;
}

/** The share that a quantifier in percent tells. */
function shareOf(cell: Cell): string | null {
  const place = repeats.find((one) => cell(nth(gleif.quantifierUnits, one)) === 'PERCENTAGE');
  if (place === undefined) return null;
  const column = nth(gleif.quantifierAmount, place);
  const amount = cell(column);
  if (amount === '') return null;
  if (/^\d{1,3}(\.\d*)?$/.test(amount) && Number(amount) <= 100) return amount;
  throw new FieldFault(column, amount, 'must be a number from 0 to 100');
}

function dayOf(cell: Cell, column: string): string | null {
  const moment = cell(column);
  if (moment === '') return null;
  const day = moment.slice(0, 10);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
  if (isDay && /^.{10}(T.*)?$/.test(moment)) return day;
  throw new FieldFault(column, moment, 'is no date; written YYYY-MM-DD');
}

function evidenceOf(cell: Cell): string {
  const documents = cell(gleif.documents);
  const validation = [cell(gleif.validation), documents && `by ${documents}`].filter(Boolean).join(' ');
  return [`GLEIF ${cell(gleif.type)}`, cell(gleif.registrationStatus), validation].filter(Boolean).join('; ');
}
