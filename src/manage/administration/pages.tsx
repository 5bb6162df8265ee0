import type { Bercail } from '../../bercail.ts';
import type { Desk } from '../desk.tsx';
import { accessPages } from './access.tsx';
import { contestedPages } from './contested.tsx';
import { deedPages } from './deeds.tsx';
import { duplicatesPage } from './duplicates.tsx';
import { entryPages } from './entry.tsx';
import { journalPage } from './journal.tsx';
import { letterPages } from './letters.tsx';
import { mergingPages } from './merging.tsx';
import { namePages } from './names.tsx';
import { networkPages } from './networks.tsx';
import { redactionPages } from './redaction.tsx';
import { reportPages } from './reports.tsx';
import { runningPages } from './running.tsx';
import { todayPages } from './today.tsx';
import { tokenPages } from './tokens.tsx';

/** The desk of administrators, under `/manage/administration`. */
export function administrationPages(desk: Desk, bercail: Bercail): void {
  for (const add of [
    todayPages,
    entryPages,
    deedPages,
    redactionPages,
    mergingPages,
    namePages,
    networkPages,
    reportPages,
    contestedPages,
    accessPages,
    tokenPages,
    letterPages,
    duplicatesPage,
    journalPage,
    runningPages,
  ])
    add(desk, bercail);
}
