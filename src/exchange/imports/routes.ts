import { FederationPath } from '../../documents/federation.ts';
import { Host, HostPath } from '../../documents/host.ts';
import { federationOwner } from '../../federations/rights.ts';
import { privateGet } from '../../http/get.ts';
import { nextAddress, readCursor } from '../../http/pagination.ts';
import { write } from '../../http/write.ts';
import type { Routes } from '../../record/writer.ts';
import { isId } from '../../requests/meaning.ts';
import { acceptProposals, readProposals, readProposed, refuseProposals } from './commands.ts';
import { proposalJudge } from './rights.ts';
import {
  Acceptances,
  ProposalList,
  ProposalListQuery,
  ProposedEntryList,
  ProposedListQuery,
  Refusals,
  Refused,
} from './schema.ts';

const PAGE = 20;

/** Proposals of external files for an entry, and the decisions on them. */
export const proposalRoutes: Routes<'only' | 'answer' | 'contextFor' | 'catchUp'> = (
  app,
  { only, answer, contextFor, catchUp },
) => {
  const tag = 'Exchange';
  const path = '/v1/hosts/:host/proposals';
  const allow = only(proposalJudge);

  privateGet(app, path, {
    operationId: 'listProposals',
    summary: 'What files say otherwise than an entry, and services that it lacks: for the host and its federations',
    tag,
    params: HostPath,
    query: ProposalListQuery,
    answer: ProposalList,
    responseDescription: 'The proposals, in the order of their places',
    allow,
    errors: ['invalid-cursor'],
    handler: async ({ caller, params, query }) => {
      const asked = { path: `/v1/hosts/${params.host}/proposals`, query };
      const [pointer, id] = readCursor(asked, (place) => place.length === 2) ?? [];
      const after = pointer !== undefined && id !== undefined ? ([pointer, id] as const) : undefined;
      const limit = query.limit ?? PAGE;
      const { items, total, last } = await readProposals(contextFor(caller), params.host, { limit, after });
      const next = last && nextAddress(asked, last);
      return { body: { items, total, next }, next };
    },
  });

  privateGet(app, '/v1/federations/:federation/proposals', {
    operationId: 'listFederationProposals',
    summary: 'Entries at which something waits that the files of a federation brought: drafts, and differences',
    tag,
    params: FederationPath,
    query: ProposedListQuery,
    answer: ProposedEntryList,
    responseDescription: 'The entries, by slug; what waits is read and judged at each of them',
    allow: only(federationOwner),
    errors: ['invalid-cursor'],
    handler: async ({ caller, params, query }) => {
      const asked = { path: `/v1/federations/${params.federation}/proposals`, query };
      const [slug, id] = readCursor(asked, ([, one = '', ...rest]) => isId(one) && rest.length === 0) ?? [];
      const after = slug !== undefined && id !== undefined ? ([slug, id] as const) : undefined;
      const limit = query.limit ?? PAGE;
      const page = { limit, after, only: query.state };
      const { items, total, last } = await readProposed(contextFor(caller), params.federation, page);
      const next = last && nextAddress(asked, last);
      return { body: { items, total, next }, next };
    },
  });

  write(app, 'POST', `${path}/acceptances`, {
    operationId: 'acceptProposals',
    summary: 'Take over what files propose, all that is named or nothing',
    description:
      'Accepted by the host it is the host’s own word; by a federation it is what the federation says, and never over the word of the host.',
    tag,
    params: HostPath,
    body: Acceptances,
    answers: { 200: Host },
    allow,
    version: 'accepted',
    errors: ['host-withdrawn'],
    handler: ({ caller, params, body, headers }) =>
      answer(caller, (context) => acceptProposals(context, params.host, body, headers['if-match'])),
  });

  write(app, 'POST', `${path}/refusals`, {
    operationId: 'refuseProposals',
    summary: 'Refuse what files propose, all that is named or nothing; it stays away until the file says another value',
    tag,
    params: HostPath,
    body: Refusals,
    answers: { 200: Refused },
    allow,
    version: 'accepted',
    errors: ['host-withdrawn'],
    handler: async ({ caller, params, body, headers }) => {
      const asked = await refuseProposals(contextFor(caller), params.host, body, headers['if-match']);
      await catchUp();
      const { version, ...refused } = asked;
      return { status: 200, body: refused, version };
    },
  });
};
