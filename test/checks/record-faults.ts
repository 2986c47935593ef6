import type { AccessFault } from './access-fault';
import { complaintClockFaults } from './complaint-clock-faults';
import { portraitFaults } from './portrait-faults';
import { riskAlertFaults } from './risk-alert-faults';

/** The faults of what is kept of a customer and worked out about him. */
export const recordFaults: readonly AccessFault[] = [...portraitFaults, ...riskAlertFaults, ...complaintClockFaults];
