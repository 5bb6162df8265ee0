import type { Bercail } from '../../../bercail.ts';
import type { Desk } from '../../desk.tsx';
import { caseList } from './list.tsx';
import { caseNeed } from './need.tsx';
import { newCase } from './new.tsx';
import { onePage } from './one.tsx';
import { caseOutcome } from './outcome.tsx';
import { caseRecommendation } from './recommending.tsx';
import { caseReferral } from './referring.tsx';
import { caseShortlist } from './shortlist.tsx';
import { caseSummaryPage } from './summary.tsx';

/** The cases of a federation on its desk: opened, looked for together, recommended, and what became of them. */
export function casePages(desk: Desk, bercail: Bercail): void {
  for (const add of [
    caseList,
    newCase,
    onePage,
    caseNeed,
    caseShortlist,
    caseRecommendation,
    caseReferral,
    caseOutcome,
    caseSummaryPage,
  ])
    add(desk, bercail);
}
