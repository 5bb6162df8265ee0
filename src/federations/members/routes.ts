import { Type } from 'typebox';
import { federationGet } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { listJson, madeFrom } from '../../catalogue/list-json.ts';
import { findHost } from '../../catalogue/model.ts';
import type { Database } from '../../database/open.ts';
import { Federation, FederationPath, MemberDraft, MemberPath } from '../../documents/federation.ts';
import { answerJson } from '../../ground/absent.ts';
import { mapInSlices } from '../../ground/slices.ts';
import { hostNotFound } from '../../hosts/rights.ts';
import { prefers } from '../../http/asking/negotiation.ts';
import { write } from '../../http/write.ts';
import type { Routes } from '../../record/writer.ts';
import { CSV_TYPE, csvAnswer } from '../../spreadsheets/csv.ts';
import { byFederation, byFederationOrHost } from '../statement.ts';
import { answerMembership } from './answers.ts';
import { memberNotFound, putMember, removeMember } from './commands.ts';
import { applicant, askMembership, requestsFor } from './requests.ts';
import {
  EndQuery,
  ListedMember,
  listedMembers,
  MemberList,
  MembershipAnswerDraft,
  MembershipRequest,
  MembershipRequestDraft,
} from './schema.ts';
import { membersSheet } from './sheet.ts';

const LIST = '/v1/federations/:federation/members';
const ONE = `${LIST}/:host`;
const tag = 'Federations';

/** Members of a federation: hosts ask, federations accept, either side ends it. */
export const memberRoutes: Routes<
  'only' | 'contextFor' | 'answer' | 'change',
  { catalogue: Catalogue; db: Database }
> = (app, { only, catalogue, db, contextFor, answer, change }) => {
  const common = { tag, params: MemberPath } as const;

  federationGet(app, catalogue, LIST, {
    operationId: 'listMembers',
    comesWhole: true,
    summary: 'Members, former members and followers, all in one page; requests to join, for those concerned',
    answer: { content: { 'application/json': MemberList, [CSV_TYPE]: Type.String() } },
    reading: { byFormat: 'text/csv' },
    errors: ['database-unavailable'],
    handler: async (federation, { caller, headers }, model) => {
      const members = listedMembers(model, federation);
      if (prefers('text/csv', headers.accept)) return csvAnswer(await membersSheet(members));
      const items = await mapInSlices(members, (member) => Buffer.from(answerJson(member)));
      const requests = caller.role === 'anonymous' ? undefined : await requestsFor(db, caller, federation);
      const rest = { total: items.length, next: null, ...madeFrom(model), ...(requests && { requests }) };
      return { body: listJson(items, rest) };
    },
  });

  write(app, 'POST', LIST, {
    operationId: 'askMembership',
    summary:
      'Ask to join, with the token of a host; asking again replaces what was asked, and says yes to who spoke first',
    tag,
    params: FederationPath,
    body: MembershipRequestDraft,
    answers: { 200: MembershipRequest, 201: MembershipRequest },
    allow: only(applicant),
    errors: ['host-withdrawn', 'not-published', 'already-member'],
    handler: async ({ caller, params, body }) => {
      const { request, created } = await askMembership(contextFor(caller), params.federation, body);
      return { status: created ? 201 : 200, body: request, location: `/v1/federations/${request.federation}/members` };
    },
  });

  federationGet(app, catalogue, ONE, {
    operationId: 'getMember',
    summary: 'A host as a federation lists it: member, former member or follower',
    params: MemberPath,
    answer: ListedMember,
    errors: ['host-not-found', 'member-not-found'],
    handler: (federation, { params }, model) => {
      const host = findHost(model, params.host);
      if (!host) throw hostNotFound();
      const member = listedMembers(model, federation).find((one) => one.host === host.slug);
      if (!member) throw memberNotFound();
      return { body: answerJson(member) };
    },
  });

  write(app, 'PUT', `${ONE}/answer`, {
    operationId: 'answerMembership',
    summary: 'Answer a host that asked to join: it is accepted, more is to be said, or it is refused',
    description:
      'The host alone reads why, and where the federation spoke of it. That is kept with the request, and may be corrected after the host was accepted. `If-Match` is needed only to accept a host that was in the list before.',
    tag,
    params: MemberPath,
    body: MembershipAnswerDraft,
    version: 'accepted',
    answers: { 200: MembershipRequest },
    allow: only(byFederation),
    errors: ['member-not-found', 'version-required'],
    handler: async ({ caller, params, body, headers }) => {
      const { request, version } = await answerMembership(contextFor(caller), params, body, headers['if-match']);
      return { status: 200, body: request, ...(version !== undefined && { version }) };
    },
  });

  change(app, 'PUT', ONE, {
    ...common,
    operationId: 'putMember',
    summary: 'Say that a host is, was, or follows; the request of a host that asked ends',
    body: MemberDraft,
    answers: Federation,
    allow: byFederation,
    command: putMember,
  });

  write(app, 'DELETE', ONE, {
    ...common,
    version: 'needed',
    operationId: 'removeMember',
    summary: 'End a membership, or refuse one: the federation does it, or the host itself',
    query: EndQuery,
    answers: { 200: Federation },
    allow: only(byFederationOrHost),
    errors: ['member-not-found', 'membership-ended'],
    handler: ({ caller, params, query, headers }) =>
      answer(caller, (context) => removeMember(context, params, headers['if-match'], query)),
  });
};
