import { buildSchema } from 'graphql';
import { textOf } from '../architecture/source-files';
import { attempts } from '../support/access/change-attempts';

// Those that no reader tries on a customer of the bank at random, and why.
const untried: Readonly<Record<string, string>> = {
  openCustomer: 'the sequence of the broken glass tries it',
  openProspect: 'there is no record yet; test/change/prospects.test.ts',
  handOverPortfolio: 'of many customers at once; test/change/customers.test.ts',
  recordRootCause: 'of no customer; test/change/root-causes.test.ts',
  remedyRootCause: 'of no customer; test/change/root-causes.test.ts',
  writeArticle: 'of no customer; test/change/articles.test.ts',
};

test('every change is tried on customers at random, or it is said why not', () => {
  const changes = Object.keys(buildSchema(textOf('schema.graphql')).getMutationType()?.getFields() ?? {});

  const told = [...attempts.map(({ name }) => name), ...Object.keys(untried)];
  expect([...told].sort()).toEqual([...changes].sort());
});
