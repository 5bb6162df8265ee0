import type { Bercail } from '../../bercail.ts';
import type { Desk } from '../desk.tsx';
import { caseList } from '../federation/cases/list.tsx';
import { caseNeed } from '../federation/cases/need.tsx';
import { newCase } from '../federation/cases/new.tsx';
import { onePage } from '../federation/cases/one.tsx';
import { caseOutcome } from '../federation/cases/outcome.tsx';
import { caseRecommendation } from '../federation/cases/recommending.tsx';
import { caseReferral } from '../federation/cases/referring.tsx';
import { caseShortlist } from '../federation/cases/shortlist.tsx';
import { caseSummaryPage } from '../federation/cases/summary.tsx';
import { criterionPages } from '../federation/criteria/pages.tsx';
import { findingPages } from '../federation/finding.tsx';
import { helperPages } from '../federation/helpers/pages.tsx';
import { answeredPage, memberPages } from '../federation/members/pages.tsx';
import { requestPages } from '../federation/members/requests.tsx';
import { policyPages } from '../federation/policy/pages.tsx';
import { poolPages } from '../federation/pools/pages.tsx';
import { proposalPages } from '../federation/proposals.tsx';
import { reviewPages } from '../federation/reviews/pages.tsx';
import { selectionPages } from '../federation/selection.tsx';
import { sheetPages } from '../federation/sheets/pages.tsx';
import { statisticsPage } from '../federation/statistics.tsx';
import { todayPages } from '../federation/today/today.tsx';
import { vouchPages } from '../federation/vouches.tsx';

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
