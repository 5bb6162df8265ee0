import type { Database } from '../../database/open.ts';
import { Host, HostPath } from '../../documents/host.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { write } from '../../http/write.ts';
import type { Outgoing } from '../../outgoing/fetch.ts';
import type { Routes } from '../../record/writer.ts';
import type { RateLimits } from '../rate-limits.ts';
import { hostSpokesperson } from '../rights.ts';
import { checkDomain, claimOwnership, domainProver, stopOwnership } from './commands.ts';
import { ClaimedOwnership, DomainCheck, OwnershipClaim } from './schema.ts';
import { sayDomainCheck } from './words.ts';

export const ownershipRoutes: Routes<
  'only' | 'contextFor' | 'remove',
  { rateLimits: RateLimits; outgoing: Outgoing }
> = (app, { only, rateLimits, contextFor, remove, outgoing }) => {
  const tag = 'Writing';

  write(app, 'POST', '/v1/hosts/:host/domain-checks', {
    operationId: 'checkDomain',
    summary: 'Look for the challenge of this token on the website and in the domain; sixty times an hour',
    tag,
    params: HostPath,
    answers: { 200: DomainCheck },
    allow: only(domainProver),
    // The answer may contain a new challenge.
    holdsSecret: true,
    version: 'returned',
    errors: ['not-claimable', 'too-many-requests'],
    handler: async (request) => {
      const checked = await checkDomain(contextFor(request.caller), outgoing, request.params.host, (db: Database) =>
        rateLimits.check(db, senderOf(request.caller, request.ip)),
      );
      const { version } = checked;
      return { status: 200, body: sayDomainCheck(checked, languageOf(request)), version };
    },
  });

  write(app, 'POST', '/v1/hosts/:host/ownership', {
    operationId: 'claimOwnership',
    summary: 'Say that an entry is one’s own: a challenge to prove it by; five an hour',
    tag,
    params: HostPath,
    body: OwnershipClaim,
    takesAnyMeaning: true,
    holdsSecret: true,
    answers: { 201: ClaimedOwnership },
    errors: ['host-not-found', 'not-claimable'],
    handler: async ({ caller, params, body, ip }) => {
      const {
        host,
        tokenId: _,
        ...claimed
      } = await claimOwnership(contextFor(caller), params.host, body, (db: Database) =>
        rateLimits.claim(db, senderOf(caller, ip)),
      );
      return { status: 201, body: { host: host.slug, ...claimed }, location: `/v1/hosts/${host.slug}` };
    },
  });

  remove(app, '/v1/hosts/:host/ownership', {
    operationId: 'stopOwnership',
    summary: 'Keep an entry from changing hands: its holder, its federation or an administrator',
    tag,
    params: HostPath,
    answers: Host,
    allow: hostSpokesperson,
    errors: ['no-claim'],
    command: (context, { host }, ifMatch) => stopOwnership(context, host, ifMatch),
  });
};
