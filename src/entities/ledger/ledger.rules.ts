import { join } from 'node:path';
import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { readRules } from '../../rules-file';
import { tiers } from '../customer/customer.table';
import { individual } from '../party/individual.table';
import { organisation } from '../party/organisation.table';

const fieldsOf = (table: PgTable) => z.array(z.enum(Object.keys(getTableColumns(table)) as [string])).min(1);

const shape = z.strictObject({
  version: z.string().min(1),
  revisitDays: z.strictObject(
    Object.fromEntries(tiers.map((tier) => [tier, z.number().int().positive()])) as Record<string, z.ZodNumber>,
  ),
  asked: z.strictObject({ individual: fieldsOf(individual), organisation: fieldsOf(organisation) }),
});

/** Reads what the ledger reminds of; throws where the file does not say it rightly. */
export const readLedgerRules = () => readRules(shape, join(__dirname, 'ledger.rules.yaml'));
