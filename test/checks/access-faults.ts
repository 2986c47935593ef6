import { amlFaults } from './access-aml-faults';
import type { AccessFault } from './access-fault';
import { analysisFaults } from './analysis-faults';
import { breakGlassFaults } from './break-glass-faults';
import { changeFaults } from './change-faults';
import { complaintClockFaults } from './complaint-clock-faults';
import { groupFaults } from './group-faults';
import { hiddenRelationFaults } from './hidden-relation-faults';
import { measureFaults } from './measure-faults';
import { portraitFaults } from './portrait-faults';
import { recommendationFaults } from './recommendation-faults';
import { relatedPartyFaults } from './related-party-faults';
import { riskAlertFaults } from './risk-alert-faults';
import { scopeFaults } from './scope-faults';
import { segmentFaults } from './segment-faults';
import { serviceFaults } from './service-faults';
import { timeFaults } from './time-faults';

/** Every fault of the product that the access check must see. */
export const accessFaults: readonly AccessFault[] = [
  ...scopeFaults,
  ...breakGlassFaults,
  ...amlFaults,
  ...relatedPartyFaults,
  ...timeFaults,
  ...hiddenRelationFaults,
  ...groupFaults,
  ...measureFaults,
  ...recommendationFaults,
  ...portraitFaults,
  ...riskAlertFaults,
  ...complaintClockFaults,
  ...analysisFaults,
  ...segmentFaults,
  ...changeFaults,
  ...serviceFaults,
];
