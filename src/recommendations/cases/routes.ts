import { requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { Speakers } from '../../catalogue/writer.ts';
import type { Database } from '../../database/open.ts';
import { FederationPath } from '../../documents/federation.ts';
import { federationOfficer, federationOwner } from '../../federations/rights.ts';
import { answerJson } from '../../ground/absent.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import { nextAddress, readCursor } from '../../http/pagination.ts';
import { type Write, write } from '../../http/write.ts';
import type { Matcher } from '../../matching/run.ts';
import type { Routes } from '../../record/writer.ts';
import { today } from '../../requests/meaning.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { recommendationJson } from '../answer.ts';
import { Referral } from '../referrals/schema.ts';
import { Recommendation } from '../schema.ts';
import { caseItems, caseOf } from './answer.ts';
import {
  CaseDrafts,
  CasePath,
  CaseQuery,
  CaseRecommendationDraft,
  CaseReferralDraft,
  CasesTrial,
  OpenedCases,
} from './asked.ts';
import { recommendWithin, referWithin } from './case-referrals.ts';
import { accessOf, createCase, deleteCase, listOwnCases, openOwnCase } from './commands.ts';
import { readNumber } from './need.ts';
import { patchCase } from './patch.ts';
import { caseOwner, caseReader } from './rights.ts';
import { bareOf, Case, CaseDraft, CaseList, CasePatch } from './schema.ts';
import { createCases } from './several.ts';
import { isCaseCursor, isUnopened } from './time.ts';

const PATH = '/v1/federations/:federation/cases';
const ONE = `${PATH}/:case`;
const tag = 'Federations';
const PAGE = 20;
/** No idempotency: a response is stored after its transaction, so it could outlive a case deleted in between. */
const holdsSecret = true;

/** The cases of a federation: its private work for the associations that ask it for help. */
export const caseRoutes: Routes<
  'only' | 'contextFor' | 'catchUp',
  { catalogue: Catalogue; speakers: Speakers; db: Database; matcher: Matcher }
> = (app, { only, catalogue, speakers, db, matcher, contextFor, catchUp }) => {
  const matchingIn = (language: Language) => ({ db, matcher, model: catalogue.current(), say: speakers[language] });
  /** Includes a federation or a host that another process has just written. */
  const upToDate = async (language: Language, ref: string) => {
    await catchUp();
    const matching = matchingIn(language);
    return { matching, federation: requireFederation(matching.model, ref) };
  };

  write(app, 'POST', PATH, {
    operationId: 'createCase',
    summary: 'Open a case for an association, which is not named: a need, and how it came',
    tag,
    params: FederationPath,
    body: CaseDraft,
    holdsSecret,
    answers: { 201: Case },
    allow: only(federationOfficer),
    version: 'returned',
    errors: ['invalid-request'],
    handler: async (request) => {
      const { caller, params, body } = request;
      const { matching, federation } = await upToDate(languageOf(request), params.federation);
      const context = contextFor(caller);
      const row = await createCase(context, federation, body, matching);
      return {
        status: 201,
        body: await caseOf(context, row, federation, matching),
        version: row.version,
        location: `/v1/federations/${federation.slug}/cases/${row.id}`,
      };
    },
  });

  const several =
    (dryRun: boolean): Write<typeof FederationPath, typeof CaseDrafts>['handler'] =>
    async (request) => {
      const { caller, params, body } = request;
      const { matching, federation } = await upToDate(languageOf(request), params.federation);
      const context = contextFor(caller);
      const rows = await createCases(context, federation, body, matching, { dryRun });
      if (dryRun) return { status: 200, body: { count: body.cases.length } };
      const location = PATH.replace(':federation', federation.slug);
      return { status: 201, body: { items: await caseItems(context, rows) }, location };
    };
  write(app, 'POST', `${PATH}/several`, {
    operationId: 'createCases',
    summary:
      'Open a case for each of several associations, all or none; the desk reads them from a sheet, which is not kept',
    tag,
    params: FederationPath,
    body: CaseDrafts,
    holdsSecret,
    answers: { 201: OpenedCases },
    allow: only(federationOfficer),
    errors: ['invalid-request'],
    trial: { answer: CasesTrial, handler: several(true) },
    handler: several(false),
  });

  privateGet(app, PATH, {
    operationId: 'listCases',
    summary:
      'Cases of a federation, what is due first, what waits for nothing last; for administrators how many, and until when',
    tag,
    params: FederationPath,
    query: CaseQuery,
    answer: CaseList,
    responseDescription: 'A page',
    allow: only(federationOwner),
    errors: ['invalid-cursor'],
    handler: async ({ caller, params, query }) => {
      const asked = { path: PATH.replace(':federation', params.federation), query };
      const [on = '', id = ''] = readCursor(asked, isCaseCursor) ?? [];
      const limit = query.limit ?? PAGE;
      const context = contextFor(caller);
      const filter = {
        states: query.state,
        waitingOn: query.waits ? today(context) : undefined,
        // A text that is not a number matches no case.
        number: query.number === undefined ? undefined : (readNumber(query.number) ?? ''),
        ...{ words: query.q, turn: query.turn, discarded: query.discarded },
        changed:
          query.changedSince === undefined ? undefined : { since: new Date(query.changedSince), by: accessOf(context) },
      };
      const after = id === '' ? undefined : { on, id };
      const { rows, total, reads, next: place } = await listOwnCases(context, params.federation, filter, limit, after);
      const next = place ? nextAddress(asked, [place.on, place.id]) : null;
      const items = await caseItems(context, rows);
      return { body: { items: reads ? items : items.map(bareOf), total, next }, next };
    },
  });

  privateGet(app, ONE, {
    operationId: 'getCase',
    summary: 'A case, with how its need and its shortlist stand today; with the token of its federation',
    tag,
    params: CasePath,
    answer: Case,
    responseDescription: 'The case',
    allow: only(caseReader),
    handler: async (request) => {
      const { caller, params } = request;
      const matching = matchingIn(languageOf(request));
      const context = contextFor(caller);
      const row = await openOwnCase(context, params);
      const body = await caseOf(context, row, requireFederation(matching.model, params.federation), matching);
      // Sent unchanged: a need of another version has fields that no schema of this version names.
      return { body: answerJson(body), isLocalized: true, version: row.version };
    },
  });

  write(app, 'PATCH', ONE, {
    operationId: 'patchCase',
    summary: 'Correct a case, its need or its shortlist, or say what became of it',
    tag,
    params: CasePath,
    description:
      'Who gives a turn, or puts a case aside or takes it back, and no more than that, reads nothing: a need that was sent stays unopened by it, and the answer is 204',
    body: CasePatch,
    answers: { 200: Case, 204: null },
    allow: only(caseReader),
    version: 'needed',
    errors: ['invalid-request'],
    handler: async (request) => {
      const { caller, params, body, headers } = request;
      const { matching, federation } = await upToDate(languageOf(request), params.federation);
      const asked = { ifMatch: headers['if-match'], federation, matching };
      const context = contextFor(caller);
      const row = await patchCase(context, params, body, asked);
      // Its answer would show the need, which its sender may still erase unread.
      if (isUnopened(row)) return { status: 204, version: row.version };
      return { status: 200, body: await caseOf(context, row, federation, matching), version: row.version };
    },
  });

  write(app, 'DELETE', ONE, {
    operationId: 'deleteCase',
    summary: 'Delete a case at once, with its recommendations and referrals: their addresses answer 410',
    tag,
    params: CasePath,
    answers: { 204: null },
    allow: only(caseOwner),
    version: 'needed',
    handler: async ({ caller, params, headers }) => {
      await deleteCase(contextFor(caller), params, headers['if-match']);
      return { status: 204 };
    },
  });

  write(app, 'POST', `${ONE}/recommendations`, {
    operationId: 'createCaseRecommendation',
    summary: 'Recommend hosts of the shortlist for the need of a case, wherever they stand in the answer',
    tag,
    params: CasePath,
    body: CaseRecommendationDraft,
    holdsSecret,
    answers: { 201: Recommendation },
    allow: only(caseReader),
    handler: async (request) => {
      const { caller, params, body } = request;
      const language = languageOf(request);
      const matchingNow = async () => (await upToDate(language, params.federation)).matching;
      const federation = requireFederation((await matchingNow()).model, params.federation);
      const stored = await recommendWithin(contextFor(caller), params, body, federation, matchingNow);
      const answer = await recommendationJson(stored, matchingIn(language));
      return { status: 201, body: answer, location: `/v1/recommendations/${stored.id}` };
    },
  });

  write(app, 'POST', `${ONE}/referrals`, {
    operationId: 'createCaseReferral',
    summary: 'Note that the association of a case was sent to a host, for usages of its need',
    tag,
    params: CasePath,
    body: CaseReferralDraft,
    holdsSecret,
    answers: { 201: Referral },
    allow: only(caseReader),
    handler: async (request) => {
      const { caller, params, body } = request;
      const { matching } = await upToDate(languageOf(request), params.federation);
      const referral = await referWithin(contextFor(caller), params, body, matching);
      // It is read with its case alone.
      return { status: 201, body: referral, location: `/v1/federations/${referral.federation}/cases/${params.case}` };
    },
  });
};
