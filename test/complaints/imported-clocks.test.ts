import { countsOf, Folder, ImportBank } from '../ingest/importing';

const mapping = `
name: desk
format: { delimiter: comma, header: true, quote: none, encoding: utf-8 }
sources:
  offices: { columns: { name: text }, rows: [[Bank]] }
  complaints: { file: complaints.csv, columns: { number: text, received: moment, category: text, status: text } }
  steps: { file: steps.csv, columns: { number: text, step: integer, at: moment, status: text } }
  granted: { file: granted.csv, columns: { number: text, at: moment, extension: text } }
loads:
  - from: offices
    into:
      office: { entity: org_unit, key: "desk:office", adopt: [level], fields: { code: HO, name: "{name}", level: HEAD_OFFICE } }
      party: { entity: party, key: "desk:customer", fields: { kind: INDIVIDUAL } }
      customer:
        entity: customer
        key: "desk:customer"
        fields: { customer_id: "{party.row}", customer_number: D1, kind: INDIVIDUAL, status: ONBOARDED, lifecycle: ACTIVE, org_unit_id: "{office.row}" }
  - from: complaints
    joins: { customer: { loaded: customer, key: "desk:customer" }, office: { loaded: org_unit, key: "desk:office" } }
    into:
      complaint:
        entity: complaint
        key: "desk:{number}"
        fields:
          customer_id: "{customer.row}"
          reference: "{number}"
          received_at: "{received}"
          channel: POST
          category: "{category}"
          severity: LOW
          status: "{status}"
          handling_unit_id: "{office.row}"
          due_at: "{received}"
  - from: steps
    joins: { complaint: { loaded: complaint, key: "desk:{number}" } }
    into:
      step:
        entity: complaint_event
        key: "desk:{number}:{step}"
        fields: { customer_id: "{complaint.owner}", complaint_id: "{complaint.row}", at: "{at}", to_status: "{status}" }
  - from: granted
    joins: { complaint: { loaded: complaint, key: "desk:{number}" } }
    into:
      granted:
        entity: complaint_extension
        key: "desk:{number}:{extension}"
        fields:
          customer_id: "{complaint.owner}"
          complaint_id: "{complaint.row}"
          regime: CN
          clock: ANSWER
          extension: "{extension}"
          granted_at: "{at}"
`;

describe('complaints that are imported', () => {
  const folder = new Folder();
  let bank: ImportBank;
  let file: string;

  beforeAll(async () => {
    bank = await ImportBank.open();
    file = folder.write('desk.mapping.yaml', mapping);
    folder.write(
      'complaints.csv',
      'number,received,category,status\nA1,2026-06-01T03:00:00Z,FEES,RECEIVED\nA2,2026-06-01T03:00:00Z,DATA,RECEIVED\n',
    );
    folder.write('steps.csv', 'number,step,at,status\nA1,1,2026-06-02T03:00:00Z,ACKNOWLEDGED\n');
    folder.write('granted.csv', 'number,at,extension\n');
  });
  afterAll(async () => {
    await bank.close();
    folder.remove();
  });

  const clocks = () =>
    bank.values(`select reference, clock, to_char(k.due_at at time zone 'UTC', 'YYYY-MM-DD'), stopped_at is not null as stopped, k.extension
      from complaint_clock k join complaint c on c.id = k.complaint_id order by 1, 2`);

  test('have their clocks, set with their steps', async () => {
    await bank.import(folder, file);

    // 4 June; 2 to 5, 8 to 12 and 15 June; 16 June.
    expect(await clocks()).toEqual([
      ['A1', 'ACKNOWLEDGEMENT', '2026-06-04', true, null],
      ['A1', 'ANSWER', '2026-06-16', false, null],
      ['A1', 'SERVICE', '2026-06-15', false, null],
      ['A2', 'ACKNOWLEDGEMENT', '2026-06-04', false, null],
      ['A2', 'ANSWER', '2026-06-16', false, null],
      ['A2', 'SERVICE', '2026-06-15', false, null],
    ]);
  });

  test('have others once the source tells of more steps, of more time and of another day', async () => {
    folder.append('steps.csv', ['A1,2,2026-06-09T03:00:00Z,WITHDRAWN']);
    folder.append('granted.csv', ['A2,2026-06-10T03:00:00Z,COMPLEX']);
    folder.edit('complaints.csv', 'A2,2026-06-01', 'A2,2026-06-02');

    await bank.import(folder, file);

    expect(await clocks()).toEqual([
      ['A1', 'ACKNOWLEDGEMENT', '2026-06-04', true, null],
      ['A1', 'ANSWER', '2026-06-16', true, null],
      ['A1', 'SERVICE', '2026-06-15', true, null],
      // 2 June and thirty days.
      ['A2', 'ACKNOWLEDGEMENT', '2026-06-05', false, null],
      ['A2', 'ANSWER', '2026-07-02', false, 'COMPLEX'],
      ['A2', 'SERVICE', '2026-06-16', false, null],
    ]);
  });

  test('are left as they are by a source that says nothing new', async () => {
    const before = await bank.values('select ctid::text from complaint_clock order by 1');

    const report = await bank.import(folder, file);

    expect(countsOf(report).complaint).toEqual([2, 0, 0, 2, 0]);
    expect(await bank.values('select ctid::text from complaint_clock order by 1')).toEqual(before);
  });
});
