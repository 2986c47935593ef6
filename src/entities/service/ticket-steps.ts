import type { Step } from '../change/steps';
import type { TicketStatus } from './service-ticket.table';

export const ticketActions = ['START', 'AWAIT_CUSTOMER', 'RESUME', 'RESOLVE', 'CLOSE', 'CANCEL', 'REOPEN'] as const;
export type TicketAction = (typeof ticketActions)[number];

/** What a step may be given. */
export const ticketValues = ['resolution', 'articleCode'] as const;
export type TicketValue = (typeof ticketValues)[number];

const underWay = ['OPEN', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER'] as const;

/** Which step leads from where to where; whatever is not told here is refused. */
export const ticketSteps: Readonly<Record<TicketAction, Step<TicketStatus, TicketValue>>> = {
  START: { from: ['OPEN'], to: 'IN_PROGRESS' },
  AWAIT_CUSTOMER: { from: ['IN_PROGRESS'], to: 'WAITING_FOR_CUSTOMER' },
  RESUME: { from: ['WAITING_FOR_CUSTOMER'], to: 'IN_PROGRESS' },
  RESOLVE: { from: underWay, to: 'RESOLVED', needs: ['resolution'], takes: ['articleCode'] },
  CLOSE: { from: ['RESOLVED'], to: 'CLOSED' },
  CANCEL: { from: underWay, to: 'CANCELLED' },
  REOPEN: { from: ['RESOLVED', 'CLOSED'], to: 'IN_PROGRESS' },
};

/** Where a ticket is with somebody who works on it. */
export const ticketsUnderWay: readonly TicketStatus[] = underWay;
