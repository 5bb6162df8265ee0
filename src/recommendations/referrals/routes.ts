import { Type } from 'typebox';
import type { Catalogue } from '../../catalogue/follow.ts';
import { FederationPath } from '../../documents/federation.ts';
import { HostPath } from '../../documents/host.ts';
import { federationOwner } from '../../federations/rights.ts';
import { hostOwner, hostWriter } from '../../hosts/rights.ts';
import { privateGet } from '../../http/get.ts';
import { nextAddress, readCursor } from '../../http/pagination.ts';
import { write } from '../../http/write.ts';
import type { Routes } from '../../record/writer.ts';
import { dateFaults, isId } from '../../requests/meaning.ts';
import { CSV_TYPE, csvAnswer, toCsv } from '../../spreadsheets/csv.ts';
import { WORKBOOK_CONTENT, workbookOfCsv } from '../../spreadsheets/files.ts';
import { answerReferral, createReferral, readReferral, referralOutcomes, waitingReferrals } from './commands.ts';
import {
  OwnReferralPath,
  Referral,
  ReferralAnswer,
  ReferralDraft,
  ReferralOutcomes,
  ReferralPath,
  WaitingQuery,
  WaitingReferrals,
} from './schema.ts';

const COLUMNS = ['host', 'name', 'sent', 'accepted', 'full', 'notForUs', 'waiting'];

/**
 * Outcomes as CSV, one host per line.
 * @param nameOf returns undefined for a host that has left the catalogue
 */
const referralsSheet = ({ hosts }: ReferralOutcomes, nameOf: (host: string) => string | undefined): string =>
  toCsv(
    COLUMNS,
    hosts.map((counts) => ({ ...counts, name: nameOf(counts.host) })),
  );

const PATH = '/v1/federations/:federation/referrals';
const AT_HOST = '/v1/hosts/:host/referrals';
const tag = 'Federations';

const isReferralCursor = ([day = '', id = '']: readonly string[]): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && dateFaults('', day).length === 0 && isId(id);

/** Referrals to hosts, without data about people. */
export const referralRoutes: Routes<'only' | 'contextFor' | 'catchUp', { catalogue: Catalogue }> = (
  app,
  { only, catalogue, contextFor, catchUp },
) => {
  write(app, 'POST', PATH, {
    operationId: 'createReferral',
    summary: 'Note that somebody was sent to a host, without saying whom',
    tag,
    params: FederationPath,
    body: ReferralDraft,
    answers: { 201: Referral },
    allow: only(federationOwner),
    handler: async ({ caller, params, body }) => {
      await catchUp();
      const referral = await createReferral(contextFor(caller), params.federation, body, catalogue.current());
      return {
        status: 201,
        body: referral,
        location: `/v1/federations/${referral.federation}/referrals/${referral.id}`,
      };
    },
  });

  privateGet(app, `${PATH}/:referral`, {
    operationId: 'getReferral',
    summary: 'Somebody who was sent to a host, and what it answered',
    tag,
    params: OwnReferralPath,
    answer: Referral,
    responseDescription: 'The referral',
    allow: only(federationOwner),
    errors: ['referral-not-found'],
    handler: async ({ caller, params }) => ({
      body: await readReferral(contextFor(caller), params.federation, params.referral),
    }),
  });

  write(app, 'PUT', `${AT_HOST}/:referral/answer`, {
    operationId: 'answerReferral',
    summary: 'Say what became of somebody who was sent: accepted, full, or not for us; it cannot be changed',
    tag,
    params: ReferralPath,
    body: ReferralAnswer,
    takesAnyMeaning: true,
    answers: { 200: Referral },
    allow: only(hostWriter),
    errors: ['host-not-found', 'referral-not-found', 'case-ended', 'already-answered'],
    handler: async ({ caller, params, body }) => ({
      status: 200,
      body: await answerReferral(contextFor(caller), params.host, params.referral, body),
    }),
  });

  const counts = {
    tag,
    params: FederationPath,
    responseDescription: 'The counts',
    allow: only(federationOwner),
  } as const;

  privateGet(app, PATH, {
    ...counts,
    operationId: 'getReferralOutcomes',
    summary: 'What became of those whom the federation sent, counted; with its token',
    answer: ReferralOutcomes,
    handler: async ({ caller, params }) => ({ body: await referralOutcomes(contextFor(caller), params.federation) }),
  });

  privateGet(app, `${PATH}.csv`, {
    ...counts,
    operationId: 'downloadReferralOutcomes',
    summary: 'The same as /referrals, for a spreadsheet: a host a line; with its token',
    answer: { content: { [CSV_TYPE]: Type.String() } },
    handler: async ({ caller, params }) => {
      const outcomes = await referralOutcomes(contextFor(caller), params.federation);
      const { bySlug } = catalogue.current();
      return csvAnswer(referralsSheet(outcomes, (slug) => bySlug.get(slug)?.name));
    },
  });

  privateGet(app, `${PATH}.xlsx`, {
    ...counts,
    operationId: 'downloadReferralOutcomesWorkbook',
    summary: 'The same as /referrals, as a workbook; with its token',
    answer: WORKBOOK_CONTENT,
    handler: async ({ caller, params }) => {
      const outcomes = await referralOutcomes(contextFor(caller), params.federation);
      const { bySlug } = catalogue.current();
      return await workbookOfCsv(
        referralsSheet(outcomes, (slug) => bySlug.get(slug)?.name),
        'Referrals',
      );
    },
  });

  privateGet(app, AT_HOST, {
    operationId: 'listWaitingReferrals',
    summary: 'Who was sent to the host and waits for an answer; with its token',
    tag,
    params: HostPath,
    query: WaitingQuery,
    answer: WaitingReferrals,
    responseDescription: 'Those that wait',
    allow: only(hostOwner),
    errors: ['invalid-cursor'],
    handler: async ({ caller, params, query }) => {
      const asked = { path: `/v1/hosts/${params.host}/referrals`, query };
      const [sentOn, id] = readCursor(asked, isReferralCursor) ?? [];
      const after = sentOn && id ? { sentOn, id } : undefined;
      const { items, total, hasMore } = await waitingReferrals(
        contextFor(caller),
        params.host,
        query.limit ?? 20,
        after,
      );
      const last = items.at(-1);
      const next = hasMore && last ? nextAddress(asked, [last.sentOn, last.id]) : null;
      return { body: { items, total, next }, next };
    },
  });
};
