import type { Bercail } from '../../bercail.ts';
import type { Desk } from '../desk.tsx';
import { caseList } from './cases/list.tsx';
import { caseNeed } from './cases/need.tsx';
import { newCase } from './cases/new.tsx';
import { onePage } from './cases/one.tsx';
import { caseOutcome } from './cases/outcome.tsx';
import { caseRecommendation } from './cases/recommending.tsx';
import { caseReferral } from './cases/referring.tsx';
import { caseShortlist } from './cases/shortlist.tsx';
import { caseSummaryPage } from './cases/summary.tsx';
import { criterionPages } from './criteria/pages.tsx';
import { findingPages } from './finding.tsx';
import { helperPages } from './helpers/pages.tsx';
import { answeredPage, memberPages } from './members/pages.tsx';
import { requestPages } from './members/requests.tsx';
import { policyPages } from './policy/pages.tsx';
import { poolPages } from './pools/pages.tsx';
import { proposalPages } from './proposals.tsx';
import { reviewPages } from './reviews/pages.tsx';
import { selectionPages } from './selection.tsx';
import { sheetPages } from './sheets/pages.tsx';
import { statisticsPage } from './statistics.tsx';
import { todayPages } from './today.tsx';
import { vouchPages } from './vouches.tsx';

/** The desk of a federation, under `/manage/federations/{federation}`. */
export function federationDesk(desk: Desk, bercail: Bercail): void {
  for (const add of [
    todayPages,
    caseList,
    newCase,
    onePage,
    caseNeed,
    caseShortlist,
    caseRecommendation,
    caseReferral,
    caseOutcome,
    caseSummaryPage,
    findingPages,
    memberPages,
    answeredPage,
    requestPages,
    selectionPages,
    reviewPages,
    vouchPages,
    proposalPages,
    statisticsPage,
    policyPages,
    criterionPages,
    helperPages,
    poolPages,
    sheetPages,
  ])
    add(desk, bercail);
}
