import '../../src/entities';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPage } from '../../src/documents/check-page';
import { libraryFolder } from '../../src/documents/library';
import { readDrafts } from '../../src/documents/sources';
import { publishSchema } from '../../src/graph/declare/publish';

const drafts = readDrafts(libraryFolder);

describe('the documents that ship with the product', () => {
  test('the reviewer’s page is what `documents check src/documents/library` prints', async () => {
    const reviewed = drafts.map(({ name, ...draft }) => ({ ...draft, title: name, roles: [], rowLimit: null }));

    const { text, broken } = await checkPage(publishSchema(), reviewed);

    expect(broken).toEqual([]);
    expect(readFileSync(join(libraryFolder, 'check.md'), 'utf8')).toBe(text);
  });

  test('each says what it is for', () => {
    expect(drafts.filter(({ purpose }) => !purpose).map(({ name }) => name)).toEqual([]);
    expect(drafts.map(({ name }) => name)).toEqual([
      'allocation-proposal',
      'behaviour-tree',
      'behaviour',
      'branch-accounts',
      'branch-list',
      'business-handled',
      'business-overview',
      'campaign-targets',
      'churn-warning',
      'complaint-clocks',
      'complaint-rates',
      'complaints-due',
      'concentration-report',
      'concentration',
      'credit-behaviour',
      'customer-360',
      'customer-analysis',
      'customer-clusters',
      'customer-ledger',
      'customer-portrait',
      'customer-value',
      'daily-summary',
      'find',
      'holdings-by-product',
      'institution-ranking',
      'institutions',
      'me',
      'money-moved',
      'next-best-products',
      'product-months',
      'product-performance',
      'profile-gaps',
      'ranking',
      'risk-alerts-report',
      'risk-alerts',
      'root-causes',
      'top-customers',
      'trends',
      'worklist',
    ]);
  });
});
