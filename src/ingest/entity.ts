import { getTableName } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { account } from '../entities/account/account.table';
import { accountParty } from '../entities/account/account-party.table';
import { balanceMonth } from '../entities/account/balance-month.table';
import { standingOrder } from '../entities/account/standing-order.table';
import { transaction } from '../entities/account/transaction.table';
import { complaint, complaintEvent } from '../entities/complaint/complaint.table';
import { complaintExtension } from '../entities/complaint/complaint-clock.table';
import { collateral, creditAssessment, guarantee } from '../entities/credit/credit.table';
import { customer } from '../entities/customer/customer.table';
import { employee } from '../entities/employee/employee.table';
import { portfolioAssignment } from '../entities/employee/portfolio-assignment.table';
import { interaction } from '../entities/interaction/interaction.table';
import { knowledgeArticle } from '../entities/knowledge/knowledge-article.table';
import { orgUnit } from '../entities/org-unit/org-unit.table';
import { contactPoint } from '../entities/party/contact-point.table';
import { individual } from '../entities/party/individual.table';
import { organisation } from '../entities/party/organisation.table';
import { party } from '../entities/party/party.table';
import { partyIdentifier } from '../entities/party/party-identifier.table';
import { product } from '../entities/product/product.table';
import { holdingMonth, productHolding } from '../entities/product/product-holding.table';
import { partyRelationship } from '../entities/related-party/party-relationship.table';
import { rootCause } from '../entities/root-cause/root-cause.table';
import { satisfactionSurvey } from '../entities/satisfaction/satisfaction-survey.table';

export type FieldKind = 'key' | 'minor' | 'integer' | 'decimal' | 'date' | 'moment' | 'boolean' | 'text';

/** A column as a mapping sees it. */
export interface EntityField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly sqlType: string;
  /** A mapping must give it, and never empty. */
  readonly required: boolean;
  /** Where it is given it may be null. */
  readonly nullable: boolean;
  readonly allowed: readonly string[] | null;
}

/** A table that an import can fill. */
export interface Entity {
  readonly name: string;
  readonly fields: ReadonlyMap<string, EntityField>;
  /** The column whose value the database deals; null where the row is known by its other keys. */
  readonly identity: string | null;
  /** Columns that find a row again. */
  readonly keys: readonly string[];
  readonly columns: ReadonlySet<string>;
  /** A row of the whole bank, no customer's and no party's. */
  readonly shared: boolean;
}

// What triggers keep beside the columns that say so themselves.
const kept: Record<string, readonly string[]> = {
  account: ['shared'],
  account_party: ['party_name_masked'],
  contact_point: ['value_hash', 'key_version'],
  complaint: ['version', 'escalation', 'escalated_at'],
  customer: ['display_name', 'sort_name', 'version'],
  guarantee: ['guarantor_name_masked'],
  knowledge_article: ['helped', 'version'],
  root_cause: ['version'],
  party_identifier: ['value_masked', 'value_hash', 'value_sealed', 'key_version'],
  party_relationship: ['outgoing', 'other_name_masked'],
};
const keptEverywhere = ['scope_key', 'recorded_at', 'updated_at'];

/** Fields that no column bears: the importer makes the stored form of them. */
const made: Record<string, readonly EntityField[]> = {
  party_identifier: [{ name: 'value', kind: 'text', sqlType: 'text', required: true, nullable: false, allowed: null }],
};

const sqlKinds: [RegExp, FieldKind][] = [
  [/^bigint/, 'key'],
  [/^(integer|smallint)/, 'integer'],
  [/^numeric/, 'decimal'],
  [/^date/, 'date'],
  [/^timestamp/, 'moment'],
  [/^boolean/, 'boolean'],
  [/^(text|char\(\d+\)|varchar)( collate .*)?$/, 'text'],
];

/** What a definition says of a column; drizzle's own type comes in two builds that do not fit each other. */
interface TableColumn {
  readonly name: string;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  readonly generated: unknown;
  readonly generatedIdentity: unknown;
  readonly defaultFn: unknown;
  readonly enumValues: string[] | undefined;
  getSQLType(): string;
}

function fieldOf(column: TableColumn): EntityField | null {
  const sqlType = column.getSQLType();
  const found = sqlKinds.find(([pattern]) => pattern.test(sqlType))?.[1];
  if (!found || column.generated || column.generatedIdentity || column.defaultFn) return null;
  return {
    name: column.name,
    kind: found === 'key' && column.name.endsWith('_minor') ? 'minor' : found,
    sqlType,
    required: column.notNull && !column.hasDefault,
    nullable: !column.notNull,
    allowed: column.enumValues?.length ? column.enumValues : null,
  };
}

function entityOf(table: PgTable): Entity {
  const name = getTableName(table);
  const { columns, primaryKeys } = getTableConfig(table);
  const hidden = new Set([...keptEverywhere, ...(kept[name] ?? [])]);
  const fields = columns
    .map(fieldOf)
    .filter((field): field is EntityField => field !== null && !hidden.has(field.name));
  const named = primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
  return {
    name,
    fields: new Map([...fields, ...(made[name] ?? [])].map((field) => [field.name, field])),
    identity: columns.find((column) => column.generatedIdentity)?.name ?? null,
    keys: named.length > 0 ? named : columns.filter((column) => column.primary).map((column) => column.name),
    columns: new Set(columns.map((column) => column.name)),
    shared: !columns.some((column) => /^(customer|party)_id$/.test(column.name)),
  };
}

/** Everything a mapping can name as `entity`. Rights are not among them: they are granted, not imported. */
export const entities: ReadonlyMap<string, Entity> = new Map(
  [
    orgUnit,
    employee,
    product,
    party,
    customer,
    individual,
    organisation,
    partyIdentifier,
    contactPoint,
    partyRelationship,
    portfolioAssignment,
    account,
    accountParty,
    transaction,
    balanceMonth,
    standingOrder,
    productHolding,
    holdingMonth,
    creditAssessment,
    collateral,
    guarantee,
    interaction,
    rootCause,
    complaint,
    complaintEvent,
    complaintExtension,
    satisfactionSurvey,
    knowledgeArticle,
  ].map((table) => [getTableName(table), entityOf(table)]),
);
