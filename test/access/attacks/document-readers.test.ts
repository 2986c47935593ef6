import { comesAbout } from '../../documents/registering';
import { hiddenFrom, inScope } from './attacked-bank';
import { type AttackedDocuments, attackedDocuments, list, sha256, textOf } from './attacked-documents';

describe('documents and their readers', () => {
  let attacked: AttackedDocuments;

  beforeAll(async () => {
    attacked = await attackedDocuments();
  });
  afterAll(() => attacked.stop());

  const post: AttackedDocuments['post'] = (...asked) => attacked.post(...asked);
  const refused: AttackedDocuments['refused'] = (...answered) => attacked.refused(...answered);

  test('one document answers each reader by his own rights, whoever asked before', async () => {
    for (const reader of ['HO1', 'RM1', 'CO1', 'BM2', 'AU1', 'XX1', 'RM2', 'MK1', 'BM1', 'RM1', 'HO1']) {
      const byText = await attacked.server.ask(reader, list.replace('List', 'AsText'));
      const answer = await post(reader, { documentId: 'list' });

      expect(answer.data.customers.totalCount).toBe(inScope[reader]?.length);
      expect([answer.text, answer.headers]).toEqual([byText.text, byText.headers]);
      expect(attacked.leaks.of(hiddenFrom(reader), answer)).toEqual([]);
    }
  });

  test('a document for some roles is closed to others, also after one of those has run it', async () => {
    expect((await post('HO1', { documentId: 'for-heads' })).data.customers.nodes).toHaveLength(7);
    for (const reader of ['BM1', 'CO1', 'XX1', 'RP1']) {
      expect(refused(await post(reader, { documentId: 'for-heads' }), 200, 'FORBIDDEN')).toBe(
        'This document is not open to you.',
      );
      refused(await attacked.server.ask(reader, textOf('ForHeads')), 200, 'FORBIDDEN');
    }
  });

  test('who loses the role between two uses loses the document', async () => {
    const [grant] = await attacked.bank.system<{ id: string }[]>`
      update role_grant set role = 'HEAD_OFFICE' where employee_id = (select id from employee where staff_number = 'KI1')
      returning id::text as id`;
    const isOpen = async () => (await post('KI1', { documentId: 'for-heads' })).errors.length === 0;
    expect(await isOpen()).toBe(true);

    await attacked.bank.system`update role_grant set role = 'BRANCH_MANAGER' where id = ${grant?.id ?? ''}`;
    await comesAbout(async () => !(await isOpen()));

    refused(await post('KI1', { documentId: 'for-heads' }), 200, 'FORBIDDEN');
  });

  test('a document’s own limit of rows holds for what a request could answer', async () => {
    expect(refused(await post('HO1', { documentId: 'few' }), 200, 'LIMIT_EXCEEDED')).toBe(
      'The request could answer more than 3000 rows.',
    );
    const small = await post('HO1', { documentId: 'few', variables: { n: 2 } });
    expect(small.data.customers.nodes).toHaveLength(2);
  });

  test('a reporting tool reads through documents, and nothing through a text of its own', async () => {
    const byText = await attacked.server.ask('RP1', list.replace('List', 'AsText'));
    expect(byText.data.customers).toEqual({ totalCount: 0, nodes: [] });
    expect(attacked.leaks.of([1, 2, 3, 4, 5, 6, 7, 8], byText)).toEqual([]);

    const answer = await post('RP1', { documentId: 'list' });
    expect(answer.data.customers.totalCount).toBe(7);
    for (const customer of answer.data.customers.nodes) {
      expect(customer).toMatchObject({ access: 'OWN_BRANCH', displayName: expect.stringMatching(/Meng$/) });
      expect(customer.identifiers.every(({ value }: { value: null }) => value === null)).toBe(true);
      expect(customer.accounts.nodes.every(({ number }: { number: null }) => number === null)).toBe(true);
      expect(customer.interactions.nodes.every(({ notes }: { notes: null }) => notes === null)).toBe(true);
    }
    expect((await attacked.server.ask('RP1', list.replace('List', 'AsText'))).text).toBe(byText.text);
    const entries = await attacked.bank.system<{ entry: string }[]>`
      select entry from audit_entry where staff_number = 'RP1' order by at desc, seq desc limit 2`;
    expect(entries.map(({ entry }) => JSON.parse(entry).rights)).toEqual([[], ['REPORTING HO']]);
  });

  test('the trail and the log tell the document by its id and its hash', async () => {
    await post('HO1', { documentId: 'list' });
    await post('HO1', { documentId: 'foreign@1\n{"forged":1}' });
    await post('HO1', { query: textOf('Unknown') }, 'watched');
    await post('HO1', { query: list }, 'watched');
    const entries = await attacked.bank.system<
      { entry: string }[]
    >`select entry from audit_entry order by at desc, seq desc limit 4`;
    const told = entries.map(({ entry }) => JSON.parse(entry)).reverse();

    expect(told.map(({ documentId, documentHash, outcome }) => [documentId, documentHash, outcome])).toEqual([
      ['list@1', sha256(list), 'OK'],
      ['foreign@1\\u{a}{"forged":1}', null, 'BAD_USER_INPUT'],
      [null, sha256(textOf('Unknown')), 'OK'],
      ['list@1', sha256(list), 'OK'],
    ]);
    const lines = attacked.server
      .log()
      .trim()
      .split('\n')
      .slice(-4)
      .map((text) => JSON.parse(text));
    expect(lines.map(({ unregistered }) => unregistered)).toEqual([undefined, undefined, true, undefined]);
  });
});
