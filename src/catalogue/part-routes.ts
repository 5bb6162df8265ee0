import type { FastifyInstance } from 'fastify';
import type { TObject, TSchema } from 'typebox';
import type { Database } from '../database/open.ts';
import { Closing } from '../documents/closing.ts';
import { Alias, type Host, HostPath, Suspension } from '../documents/host.ts';
import { ServicePath } from '../documents/service.ts';
import {
  Claim,
  ClaimPath,
  Commitment,
  CommitmentPath,
  Reply,
  ReplyPath,
  ServiceCommitmentPath,
} from '../documents/statement.ts';
import { answerJson } from '../ground/absent.ts';
import { CatalogueError, type ErrorCode } from '../ground/errors.ts';
import { AliasPath } from '../hosts/names/schema.ts';
import { ownsHost } from '../hosts/rights.ts';
import { versionTag } from '../http/answering/conditional.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { publicGet } from '../http/get.ts';
import type { Routes } from '../record/writer.ts';
import { speaker } from '../vocabulary/speaker.ts';
import { requireFederation } from './federations.ts';
import type { Catalogue } from './follow.ts';
import { refuseAbsent } from './gone.ts';
import { findHost } from './model.ts';
import { absentService } from './routes.ts';
import { hostWithText } from './writer.ts';

/* Parts of a host, each at the address at which it is written. */

type Names = Readonly<Record<string, string>>;

interface Part {
  path: string;
  operationId: string;
  summary: string;
  params: TObject;
  answer: TSchema;
  missing: ErrorCode;
  find: (host: Host, names: Names) => object | null | undefined;
}

const serviceIn = ({ services }: Host, { service }: Names) =>
  services.find(({ slug, id }) => slug === service || id === service);

const reviewedIn = ({ claims, commitments }: Host, subject: string) => [
  ...claims.filter(({ criterion }) => subject === `criterion:${criterion}`).flatMap(({ statements }) => statements),
  ...commitments.filter(({ kind }) => subject === `commitment:${kind}`).flatMap(({ statements }) => statements),
];

const PARTS: readonly Part[] = [
  {
    ...{ path: 'claims/:criterion', operationId: 'getClaim', params: ClaimPath, answer: Claim },
    summary: 'Where a host stands on a criterion, and what supports it',
    missing: 'claim-not-found',
    find: ({ claims }, { criterion }) => claims.find((claim) => claim.criterion === criterion),
  },
  {
    ...{ path: 'commitments/:kind', operationId: 'getCommitment', params: CommitmentPath, answer: Commitment },
    summary: 'A promise of a host, and what supports it',
    missing: 'commitment-not-found',
    find: ({ commitments }, { kind }) => commitments.find((commitment) => commitment.kind === kind),
  },
  {
    ...{ path: 'services/:service/commitments/:kind', operationId: 'getServiceCommitment' },
    ...{ params: ServiceCommitmentPath, answer: Commitment },
    summary: 'A promise of a service, and what supports it',
    missing: 'commitment-not-found',
    find: (host, names) => serviceIn(host, names)?.commitments.find(({ kind }) => kind === names.kind),
  },
  {
    ...{ path: 'replies/:federation/:subject', operationId: 'getReply', params: ReplyPath, answer: Reply },
    summary: 'What a host replies to the review of a federation',
    missing: 'reply-not-found',
    find: (host, { federation, subject }) =>
      reviewedIn(host, subject!).find((said) => said.federation === federation && said.reply)?.reply,
  },
  {
    ...{ path: 'closing', operationId: 'getClosing', params: HostPath, answer: Closing },
    summary: 'How a host ends, and what of its promises it keeps',
    missing: 'closing-not-found',
    find: ({ closing }) => closing,
  },
  {
    ...{ path: 'services/:service/closing', operationId: 'getServiceClosing', params: ServicePath, answer: Closing },
    summary: 'How a service ends',
    missing: 'closing-not-found',
    find: (host, names) => serviceIn(host, names)?.closing,
  },
  {
    ...{ path: 'suspension', operationId: 'getSuspension', params: HostPath, answer: Suspension },
    summary: 'Why a host is in no list today',
    missing: 'suspension-not-found',
    find: ({ suspension }) => suspension,
  },
  {
    ...{ path: 'aliases/:aliasKind/:value', operationId: 'getAlias', params: AliasPath, answer: Alias },
    summary: 'A former slug, name or domain of a host',
    missing: 'alias-not-found',
    find: ({ aliases = [] }, names) =>
      aliases.find(({ kind, value }) => kind === names.aliasKind && value === names.value),
  },
];

function partRoute(
  app: FastifyInstance,
  { path, missing, find, ...described }: Part,
  { catalogue, db }: Reading,
): void {
  publicGet(app, `/v1/hosts/:host/${path}`, {
    ...described,
    dependsOn: catalogue,
    tag: 'Catalogue',
    errors: [
      ...(['host-not-found', 'host-gone', missing] as const),
      ...(path.includes(':service') ? (['service-not-found'] as const) : []),
      ...(path.includes(':federation') ? (['federation-not-found'] as const) : []),
    ],
    reading: { byLanguage: true },
    handler: (request, model) => {
      const asked = request.params as Names;
      const host = findHost(model, asked.host!);
      if (!host) return refuseAbsent(db, asked.host!);
      // A path may name a federation by its identifier.
      const names =
        asked.federation === undefined
          ? asked
          : { ...asked, federation: requireFederation(model, asked.federation).slug };
      if (names.service !== undefined && !serviceIn(host, names)) throw absentService();
      const say = speaker(languageOf(request), model.reference);
      const found = find(hostWithText(host, say, model), names);
      if (!found)
        throw new CatalogueError(missing, {
          fr: `La fiche n’a rien à cette adresse : elle se lit en entier à /v1/hosts/${host.slug}.`,
          en: `The entry holds nothing at this address: the whole is read at /v1/hosts/${host.slug}.`,
        });
      return {
        body: answerJson(found),
        ...(ownsHost(request.caller, host) && { versionTag: versionTag(host.version) }),
      };
    },
  });
}

interface Reading {
  catalogue: Catalogue;
  db: Database;
}

export const partRoutes: Routes<never, Reading> = (app, reading) => {
  for (const part of PARTS) partRoute(app, part, reading);
};
