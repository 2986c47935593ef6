import { join } from 'node:path';
import { z } from 'zod';
import { readRules } from '../../rules-file';
import { ticketPriorities } from './service-ticket.table';

const hours = z.number().positive().max(8_760);

const shape = z.strictObject({
  version: z.string().min(1),
  due_hours: z.record(z.enum(ticketPriorities), hours),
});

export type ServiceRules = z.infer<typeof shape>;

const shipped = join(__dirname, 'service.rules.yaml');

/** Reads the rules of service; throws where the file does not say them rightly. */
export const readServiceRules = (file = shipped): ServiceRules => readRules(shape, file);
