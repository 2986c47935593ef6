import type { Values } from './planted';

type Put = (table: string, values: Values) => Promise<string>;

/** What a customer asked of the bank and suggested, with a canary in every text. */
export async function plantService(put: Put, word: () => string, place: { unit: string; employee: string }) {
  await put('service_ticket', {
    reference: word(),
    channel: 'PHONE',
    topic: 'CARD',
    subject: word(),
    description: word(),
    priority: 'NORMAL',
    status: 'RESOLVED',
    queue_unit_id: place.unit,
    owner_employee_id: place.employee,
    opened_at: '2026-06-02T10:00:00Z',
    due_at: '2026-06-04T10:00:00Z',
    rules_version: '2026.1',
    resolved_at: '2026-06-03T10:00:00Z',
    resolution: word(),
  });
  await put('feedback', {
    kind: 'SUGGESTION',
    channel: 'WEB',
    text: word(),
    owner_employee_id: place.employee,
    status: 'ADOPTED',
    answer: word(),
    change_made: word(),
    received_at: '2026-06-02T11:00:00Z',
    answered_at: '2026-06-03T11:00:00Z',
  });
}
