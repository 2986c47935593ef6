import { accountModels } from './account.model';
import { allocationModels } from './allocation.model';
import { amlCasesWay, amlModel } from './aml.model';
import { analysisModels, analysisWays } from './analysis.model';
import { behaviourModel, behaviourWay } from './behaviour.model';
import { businessHandledModel, businessHandledWay } from './business-handled.model';
import { complaintClockModels, complaintClocksWay } from './complaint-clock.model';
import { complaintRateModel, complaintRatesWay } from './complaint-rate.model';
import { customerModels } from './customer.model';
import { customerMonthModel } from './customer-month.model';
import { dailySummaryModel, dailySummaryWay } from './daily-summary.model';
import { directoryModels, rootWays } from './directory.model';
import { groupModels } from './group.model';
import { hiddenRelationModel } from './hidden-relation.model';
import { customerLedgerWay, ledgerModel } from './ledger.model';
import { measuresModel, topCustomersWay } from './measure.model';
import { measureDefinitionModel, measureDefinitionsWay } from './measure-definition.model';
import type { TypeModel } from './model';
import { networkModels, pathWay } from './network.model';
import { overviewModels, overviewWay } from './overview.model';
import { ownershipModels } from './ownership.model';
import { portraitModels } from './portrait.model';
import { possibleDuplicateModel } from './possible-duplicate.model';
import { productMonthsWay, productPerformanceModel, productPerformanceWay } from './product-performance.model';
import { profileGapModel, profileGapsWay } from './profile-gap.model';
import { nextBestProductsWay, recommendationModel } from './recommendation.model';
import { recordModels } from './record.model';
import { riskAlertModel, riskAlertsWay } from './risk-alert.model';
import {
  bankEventModel,
  rootCauseModel,
  rootCauseRateModel,
  rootCauseRatesWay,
  rootCausesWay,
} from './root-cause.model';
import { lookupWay, searchWay } from './search.model';
import { segmentModels, segmentWays } from './segment.model';

const models = new Map(
  [
    ...directoryModels,
    ...customerModels,
    ...networkModels,
    ...ownershipModels,
    ...groupModels,
    ...accountModels,
    ...recordModels,
    ...complaintClockModels,
    ...portraitModels,
    ledgerModel,
    profileGapModel,
    possibleDuplicateModel,
    behaviourModel,
    customerMonthModel,
    ...allocationModels,
    hiddenRelationModel,
    measuresModel,
    measureDefinitionModel,
    recommendationModel,
    riskAlertModel,
    ...overviewModels,
    ...analysisModels,
    dailySummaryModel,
    complaintRateModel,
    rootCauseModel,
    bankEventModel,
    rootCauseRateModel,
    productPerformanceModel,
    businessHandledModel,
    ...segmentModels,
    amlModel,
  ].map((model) => [model.name, model]),
);

export function modelOf(name: string): TypeModel {
  const model = models.get(name);
  if (!model) throw new Error(`The reference has no type ${name}.`);
  return model;
}

export const isModelled = (name: string): boolean => models.has(name);
export const allModels = (): TypeModel[] => [...models.values()];
export const modelWithPrefix = (prefix: string): TypeModel | undefined =>
  allModels().find((model) => model.prefix === prefix);
export const ways = (typeName: string): TypeModel['ways'] =>
  typeName === 'Query'
    ? {
        ...rootWays,
        search: searchWay,
        lookup: lookupWay,
        amlCases: amlCasesWay,
        relationshipPath: pathWay,
        topCustomers: topCustomersWay,
        customerLedger: customerLedgerWay,
        profileGaps: profileGapsWay,
        behaviour: behaviourWay,
        nextBestProducts: nextBestProductsWay,
        riskAlerts: riskAlertsWay,
        complaintClocks: complaintClocksWay,
        businessOverview: overviewWay,
        ...analysisWays,
        dailySummary: dailySummaryWay,
        complaintRates: complaintRatesWay,
        rootCauses: rootCausesWay,
        measureDefinitions: measureDefinitionsWay,
        rootCauseRates: rootCauseRatesWay,
        productPerformance: productPerformanceWay,
        productPerformanceMonths: productMonthsWay,
        businessHandled: businessHandledWay,
        ...segmentWays,
      }
    : modelOf(typeName).ways;
