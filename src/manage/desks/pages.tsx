import type { FastifyInstance } from 'fastify';
import type { Bercail } from '../../bercail.ts';
import type { Authenticate } from '../../http/asking/guards.ts';
import { accessPages } from '../administration/access.tsx';
import { contestedPages } from '../administration/contested.tsx';
import { deedPages } from '../administration/deeds.tsx';
import { duplicatesPage } from '../administration/duplicates.tsx';
import { entryPages } from '../administration/entry.tsx';
import { journalPage } from '../administration/journal.tsx';
import { letterPages } from '../administration/letters.tsx';
import { mergingPages } from '../administration/merging.tsx';
import { namePages } from '../administration/names.tsx';
import { networkPages } from '../administration/networks.tsx';
import { redactionPages } from '../administration/redaction.tsx';
import { reportPages } from '../administration/reports.tsx';
import { runningPages } from '../administration/running.tsx';
import { todayPages } from '../administration/today.tsx';
import { tokenPages } from '../administration/tokens.tsx';
import { deskOn } from '../desk.tsx';
import { joiningNetworkPages } from '../joining/federation/pages.tsx';
import { lookingPages } from '../joining/looking.tsx';
import { provingPages } from '../joining/proving.tsx';
import { publishingPages } from '../joining/publishing.tsx';
import { registeringPages } from '../joining/registering.tsx';
import { takingOverPages } from '../joining/taking-over.tsx';
import { mailAddressPages } from '../mail/addresses.tsx';
import { mailLinks, signingInByMail } from '../mail/links.tsx';
import { signingIn } from '../signing-in.tsx';
import { federationDesk } from './federation.tsx';
import { homePage } from './home.tsx';
import { hostDesk } from './host.tsx';
import { personPages } from './persons.tsx';

/** The desks: pages of those who keep an entry, under `/manage`, the only place where a cookie counts. */
export function managePages(app: FastifyInstance, bercail: Bercail, authenticate: Authenticate): void {
  const desk = deskOn(app, bercail);
  signingIn(desk, bercail, authenticate);
  homePage(desk, bercail);
  personPages(desk, bercail, authenticate);
  hostDesk(desk, bercail);
  for (const add of [
    lookingPages,
    registeringPages,
    takingOverPages,
    joiningNetworkPages,
    provingPages,
    publishingPages,
  ])
    add(desk, bercail);
  federationDesk(desk, bercail);
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
  mailLinks(app, desk, bercail);
  if (!bercail.sendsMail) return;
  signingInByMail(desk, bercail);
  mailAddressPages(desk, bercail);
}
