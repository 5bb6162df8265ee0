import type { FastifyInstance } from 'fastify';
import type { TObject } from 'typebox';
import { type Federation, FederationPath } from '../documents/federation.ts';
import { CatalogueError } from '../ground/errors.ts';
import { nearestTo } from '../ground/texts.ts';
import { versionTag } from '../http/answering/conditional.ts';
import type { PublicAnswer } from '../http/answering/public-answers.ts';
import { type OnlyLang, type PublicGet, publicGet, type TypedRequest } from '../http/get.ts';
import type { Caller } from '../requests/caller.ts';
import { suggestion } from '../requests/meaning.ts';
import type { Catalogue } from './follow.ts';
import { findFederation, type Model } from './model.ts';

/**
 * Finds a federation of the read model by slug or id.
 * @throws CatalogueError federation-not-found
 */
export function requireFederation(model: Model, slugOrId: string): Federation {
  const federation = findFederation(model, slugOrId);
  if (federation) return federation;
  throw federationNotFound(nearestTo(slugOrId, model.federationBySlug.keys()));
}

interface FederationGet<P extends TObject, Q extends TObject>
  extends Pick<
    PublicGet<P, Q, Catalogue>,
    'operationId' | 'summary' | 'answer' | 'query' | 'errors' | 'comesWhole' | 'reading'
  > {
  /** The names in the path; absent: that of the federation alone. */
  params?: P;
  handler: (federation: Federation, request: TypedRequest<P, Q>, model: Model) => PublicAnswer | Promise<PublicAnswer>;
}

/** Adds a public GET below the address of a federation, which tells its version to those who may write it. */
export const federationGet = <P extends TObject = typeof FederationPath, Q extends TObject = typeof OnlyLang>(
  app: FastifyInstance,
  catalogue: Catalogue,
  path: string,
  { params = FederationPath as unknown as P, errors = [], handler, ...spec }: FederationGet<P, Q>,
): void =>
  publicGet<Catalogue, P, Q>(app, path, {
    ...spec,
    ...{ dependsOn: catalogue, tag: 'Federations', params, errors: ['federation-not-found', ...errors] },
    handler: (request, model) => {
      const federation = requireFederation(model, (request.params as { federation: string }).federation);
      const version = federationVersionTag(request.caller, federation);
      const answer = handler(federation, request, model);
      return answer instanceof Promise ? answer.then((made) => ({ ...made, ...version })) : { ...answer, ...version };
    },
  });

/** @param nearest slug of the federation that was probably meant */
export function federationNotFound(nearest?: string): CatalogueError {
  const { fr, en } = suggestion(nearest);
  return new CatalogueError('federation-not-found', {
    fr: `Aucune fédération ne porte ce nom.${fr}`,
    en: `There is no federation by this name.${en}`,
  });
}

/** Whether the caller is this federation or an administrator. */
export const ownsFederation = (caller: Caller, { id }: { id: string }): boolean =>
  caller.role === 'admin' || (caller.role === 'federation' && caller.federationId === id);

/** The version tag of a federation, only for a caller who may write it. */
export const federationVersionTag = (caller: Caller, federation: Federation): { versionTag?: string } =>
  ownsFederation(caller, federation) ? { versionTag: versionTag(federation.version) } : {};
