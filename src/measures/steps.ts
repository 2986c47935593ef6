import type { Session } from '../database/work';
import { measures } from '../entities/measure/measures';
import { findClusters, sumUpClusters } from '../segmentation/clusters';
import { learnTrees } from '../segmentation/trees';
import type { Slice } from './collect';
import { draftMeasures } from './draft';
import { forgetMoved } from './moved';
import { compared, comparePeers } from './peers';
import { learnProducts } from './recommendations/learn';
import { recommendProducts } from './recommendations/recommend';
import { type MeasureRun, segmentationOf } from './run-state';
import { writeUnitMonths } from './unit-months';
import { writeUnits } from './units';
import { writeMeasures } from './write-measures';

/** A step of a run: each of its pieces is a transaction, done once whether or not the run is broken off. */
export interface Step {
  readonly name: string;
  readonly label: string;
  readonly needs: readonly string[];
  /** Whether it is done slice by slice; otherwise at once for all customers. */
  readonly isSliced?: true;
  /** Whether it writes rows that stand where their customers do: while a piece does so, none of them moves. */
  readonly holdsCustomers?: true;
  readonly work: (session: Session, run: MeasureRun, slice: Slice) => Promise<unknown>;
}

const comparedMeasures = Object.fromEntries(Object.entries(measures).map(([code, { column }]) => [code, column]));

/**
 * What a run does, in the order in which it is begun; alerts come before all of it. A step that others wait for stands
 * as early as it can, and one that nothing waits for where connections would be idle otherwise.
 */
export const steps: readonly Step[] = [
  { name: 'CUSTOMERS', label: 'customers', needs: [], isSliced: true, work: draftMeasures },
  {
    name: 'CLUSTERS',
    label: 'clusters',
    needs: ['CUSTOMERS'],
    work: (session, run) => findClusters(session, segmentationOf(run)),
  },
  {
    name: 'DRAFTS_COMPARED',
    label: 'peer groups',
    needs: ['CUSTOMERS'],
    work: (session, run) => comparePeers(session, run, 'measure_draft', compared),
  },
  {
    name: 'DRAFTS_ANALYZED',
    label: 'statistics',
    needs: ['CUSTOMERS'],
    work: (session) => session`analyze measure_draft (customer_id, peer_group)`,
  },
  { name: 'UNIT_MONTHS', label: 'months of units', needs: ['CUSTOMERS'], work: writeUnitMonths },
  {
    name: 'PRODUCTS',
    label: 'products',
    needs: [],
    work: (session, { asOf, recommending }) => learnProducts(session, asOf, recommending),
  },
  {
    name: 'TREES',
    label: 'trees',
    needs: ['CUSTOMERS'],
    work: (session, run) => learnTrees(session, segmentationOf(run)),
  },
  {
    name: 'MEASURES',
    label: 'measures',
    needs: ['ALERTS', 'CLUSTERS', 'DRAFTS_COMPARED', 'DRAFTS_ANALYZED'],
    isSliced: true,
    holdsCustomers: true,
    work: writeMeasures,
  },
  {
    name: 'COMPARED',
    label: 'peer groups',
    needs: ['MEASURES'],
    holdsCustomers: true,
    work: (session, run) => comparePeers(session, run, 'customer_measure', comparedMeasures),
  },
  { name: 'UNITS', label: 'units', needs: ['MEASURES'], work: writeUnits },
  {
    name: 'MOVED',
    label: 'units',
    needs: ['UNIT_MONTHS', 'UNITS'],
    holdsCustomers: true,
    work: (session) => forgetMoved(session),
  },
  {
    name: 'CLUSTERS_SUMMED_UP',
    label: 'clusters',
    needs: ['MEASURES'],
    holdsCustomers: true,
    work: (session, run) => sumUpClusters(session, segmentationOf(run)),
  },
  {
    name: 'ANALYZED',
    label: 'statistics',
    needs: ['MEASURES'],
    work: (session) => session`analyze customer_measure`,
  },
  {
    name: 'RECOMMENDATIONS',
    label: 'recommendations',
    needs: ['PRODUCTS'],
    isSliced: true,
    holdsCustomers: true,
    work: (session, { asOf, recommending }, slice) => recommendProducts(session, asOf, recommending, slice),
  },
];
