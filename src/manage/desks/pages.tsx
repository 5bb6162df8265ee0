import type { FastifyInstance } from 'fastify';
import type { Bercail } from '../../bercail.ts';
import type { Authenticate } from '../../http/asking/guards.ts';
import { accessPages, networkPages } from '../administration/access.tsx';
import { duplicatesPage, mergingPages } from '../administration/duplicates.tsx';
import { entryPages } from '../administration/entry.tsx';
import { entryActionPages, redactionPages } from '../administration/entry-actions.tsx';
import { letterPages } from '../administration/letters.tsx';
import { contestedPages, reportPages } from '../administration/reports.tsx';
import { runningPages } from '../administration/running.tsx';
import { queuePages } from '../administration/today.tsx';
import { tokenPages } from '../administration/tokens.tsx';
import { deskOn } from '../desk.tsx';
import { onePage } from '../federation/cases/case-page.tsx';
import { caseFollowUp } from '../federation/cases/follow-up.tsx';
import { casesFromSheet } from '../federation/cases/from-sheet.tsx';
import { caseList } from '../federation/cases/list.tsx';
import { caseNeed, newCase } from '../federation/cases/need.tsx';
import { caseOutcome } from '../federation/cases/outcome.tsx';
import { caseRecommendation, caseReferral } from '../federation/cases/sending.tsx';
import { severalCases } from '../federation/cases/several.tsx';
import { caseShortlist } from '../federation/cases/shortlist.tsx';
import { caseSummaryPage } from '../federation/cases/summary.tsx';
import { criterionPages } from '../federation/criteria/pages.tsx';
import { findingPages } from '../federation/finding.tsx';
import { helperPages } from '../federation/helpers/pages.tsx';
import { answeredPage, memberPages } from '../federation/members/pages.tsx';
import { requestPages } from '../federation/members/requests.tsx';
import { policyPages } from '../federation/policy/pages.tsx';
import { proposalPages } from '../federation/proposals.tsx';
import { reviewPages } from '../federation/reviews/pages.tsx';
import { selectionPages } from '../federation/selection.tsx';
import { sheetPages } from '../federation/sheets/pages.tsx';
import { federationSourcePage } from '../federation/source.tsx';
import { todayPages } from '../federation/today/today.tsx';
import { vouchPages } from '../federation/vouches.tsx';
import { joiningNetworkPages } from '../joining/federation/pages.tsx';
import { lookingPages } from '../joining/looking.tsx';
import { provingPages } from '../joining/proving.tsx';
import { publishingPages } from '../joining/publishing.tsx';
import { registeringPages, takingOverPages } from '../joining/registering.tsx';
import { checkFilePage } from '../parts/check-file.tsx';
import { keepingPage } from '../parts/person.tsx';
import { homePage } from './home.tsx';
import { hostDesk } from './host.tsx';
import { mailAddressPages, mailLinks, signingInByMail } from './mail.tsx';
import { personPages } from './persons.tsx';
import { signingIn } from './signing-in.tsx';

/** The desks: pages of those who keep an entry, under `/manage`, the only place where a cookie counts. */
export function managePages(app: FastifyInstance, bercail: Bercail, authenticate: Authenticate): void {
  const desk = deskOn(app, bercail);
  signingIn(desk, bercail, authenticate);
  personPages(desk, bercail, authenticate);
  for (const add of [
    keepingPage,
    homePage,
    checkFilePage,
    hostDesk,
    lookingPages,
    registeringPages,
    takingOverPages,
    joiningNetworkPages,
    provingPages,
    publishingPages,
    todayPages,
    caseList,
    newCase,
    onePage,
    caseNeed,
    caseShortlist,
    caseRecommendation,
    caseReferral,
    severalCases,
    casesFromSheet,
    caseFollowUp,
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
    federationSourcePage,
    policyPages,
    criterionPages,
    helperPages,
    sheetPages,
    queuePages,
    entryPages,
    entryActionPages,
    redactionPages,
    mergingPages,
    networkPages,
    reportPages,
    contestedPages,
    accessPages,
    tokenPages,
    letterPages,
    duplicatesPage,
    runningPages,
  ])
    add(desk, bercail);
  mailLinks(app, desk, bercail);
  if (!bercail.sendsMail) return;
  signingInByMail(desk, bercail);
  mailAddressPages(desk, bercail);
}
