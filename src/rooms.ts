import { accountRoutes } from './accounts/routes.ts';
import { adviceRoutes } from './advice/routes.ts';
import { alternativeRoutes } from './alternatives/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import type { Routes } from './bercail.ts';
import { duplicateRoutes } from './catalogue/alike/routes.ts';
import { lookupRoutes } from './catalogue/lookups/routes.ts';
import { partRoutes } from './catalogue/part-routes.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { closingRoutes } from './closings/routes.ts';
import { diagnosisRoutes } from './diagnosis/routes.ts';
import { backupRoutes, discoveryRoutes } from './discovery/routes.ts';
import { siteFiles } from './discovery/site-files.ts';
import { chatonsInfosExportRoutes, chatonsInfosRoutes } from './exchange/chatonsinfos/routes.ts';
import { dumpRoutes, linkedDataRoutes } from './exchange/dumps/routes.ts';
import { proposalRoutes } from './exchange/imports/routes.ts';
import { commandRoutes } from './exchange/seed/routes.ts';
import { sourceRoutes } from './exchange/sources/routes.ts';
import { hostSheetRoutes } from './exchange/spreadsheets/routes.ts';
import { answerRoutes, criterionRoutes } from './federations/criteria/routes.ts';
import { helperRoutes } from './federations/helpers/routes.ts';
import { memberRoutes } from './federations/members/routes.ts';
import { policyRoutes } from './federations/policies/routes.ts';
import { federationRequestRoutes } from './federations/requests/routes.ts';
import { reviewRoutes } from './federations/reviews/routes.ts';
import { federationRoutes } from './federations/routes.ts';
import { selectionRoutes } from './federations/selection/routes.ts';
import { spreadsheetRoutes } from './federations/spreadsheets/routes.ts';
import { vouchRoutes } from './federations/vouches/routes.ts';
import { feedRoutes } from './feed/routes.ts';
import { webhookRoutes } from './feed/webhooks/routes.ts';
import { followingRoutes } from './following/routes.ts';
import { historyRoutes } from './history/routes.ts';
import { documentRoutes } from './host-documents/routes.ts';
import { confirmationRoutes } from './hosts/confirmations/routes.ts';
import { hostRoutes, leavingRoutes } from './hosts/entries/routes.ts';
import { mergeRoutes } from './hosts/merging/routes.ts';
import { nameRoutes } from './hosts/names/routes.ts';
import { ownershipRoutes } from './hosts/ownership/routes.ts';
import { reportRoutes } from './hosts/reports/routes.ts';
import { letterRoutes } from './letters/routes.ts';
import { matchingRoutes } from './matching/routes.ts';
import { pageRoutes } from './pages/routes.tsx';
import { receivedRoutes } from './recommendations/cases/received-routes.ts';
import { caseRoutes } from './recommendations/cases/routes.ts';
import { caseSheetRoutes } from './recommendations/cases/sheet.ts';
import { caseSummaryRoutes } from './recommendations/cases/summary-routes.ts';
import { gapRoutes } from './recommendations/gaps/routes.ts';
import { poolRoutes, poolTemplateRoutes } from './recommendations/pools/routes.ts';
import { previewRoutes } from './recommendations/preview/routes.ts';
import { referralRoutes } from './recommendations/referrals/routes.ts';
import { recommendationRoutes } from './recommendations/routes.ts';
import { statisticsRoutes } from './recommendations/statistics/routes.ts';
import { redactionRoutes } from './redaction/routes.ts';
import { referenceRoutes } from './reference/routes.ts';
import { serviceRoutes } from './services/routes.ts';
import { replyRoutes, statementRoutes } from './statements/routes.ts';
import { adminTodoRoutes } from './waiting/administration/routes.ts';
import { dueRoutes } from './waiting/federation/routes.ts';
import { todoRoutes } from './waiting/host/routes.ts';
import { federationAddressRoutes, hostAddressRoutes } from './waiting/private-addresses/routes.ts';
import { watchingRoutes } from './watching/routes.ts';

/** The routes of all rooms, in the order of the OpenAPI document. */
export const ROOMS: readonly Routes[] = [
  catalogueRoutes,
  partRoutes,
  dumpRoutes,
  linkedDataRoutes,
  lookupRoutes,
  duplicateRoutes,
  letterRoutes,
  historyRoutes,
  followingRoutes,
  feedRoutes,
  webhookRoutes,
  alternativeRoutes,
  referenceRoutes,
  adviceRoutes,
  matchingRoutes,
  diagnosisRoutes,
  chatonsInfosRoutes,
  chatonsInfosExportRoutes,
  hostRoutes,
  nameRoutes,
  mergeRoutes,
  confirmationRoutes,
  leavingRoutes,
  redactionRoutes,
  closingRoutes,
  reportRoutes,
  serviceRoutes,
  statementRoutes,
  replyRoutes,
  federationRoutes,
  federationRequestRoutes,
  vouchRoutes,
  gapRoutes,
  accountRoutes,
  auditRoutes,
  documentRoutes,
  proposalRoutes,
  ownershipRoutes,
  pageRoutes,
  memberRoutes,
  reviewRoutes,
  selectionRoutes,
  helperRoutes,
  criterionRoutes,
  answerRoutes,
  policyRoutes,
  todoRoutes,
  watchingRoutes,
  hostAddressRoutes,
  adminTodoRoutes,
  previewRoutes,
  poolRoutes,
  poolTemplateRoutes,
  referralRoutes,
  recommendationRoutes,
  caseRoutes,
  receivedRoutes,
  caseSummaryRoutes,
  caseSheetRoutes,
  spreadsheetRoutes,
  hostSheetRoutes,
  statisticsRoutes,
  dueRoutes,
  federationAddressRoutes,
  sourceRoutes,
  discoveryRoutes,
  siteFiles,
  backupRoutes,
  commandRoutes,
];
