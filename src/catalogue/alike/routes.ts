import type { Database } from '../../database/open.ts';
import type { Host } from '../../documents/host.ts';
import { definedOnly } from '../../ground/texts.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import { compareKeys, nextAddress, readCursor } from '../../http/pagination.ts';
import { write } from '../../http/write.ts';
import { administrator } from '../../record/context.ts';
import type { Routes } from '../../record/writer.ts';
import type { Catalogue } from '../follow.ts';
import { dismissedIn, duplicatesIn, keyOfDuplicate, keyOfPair, tellDuplicate } from './alike.ts';
import { aboutPair, dismissDuplicate, readDismissals, restoreDuplicate } from './commands.ts';
import { DismissalDraft, DuplicateList, DuplicatePair, DuplicateQuery } from './schema.ts';

const PATH = '/v1/duplicates';

const entryOf = ({ id, slug, name, website, state, confirmedByHost }: Host) => ({
  ...{ id, slug, name, state, confirmedByHost },
  website: website ?? null,
});

/** Possible duplicates, for administrators. */
export const duplicateRoutes: Routes<'only' | 'contextFor', { catalogue: Catalogue; db: Database }> = (
  app,
  { only, catalogue, contextFor, db },
) => {
  privateGet(app, PATH, {
    operationId: 'listDuplicates',
    summary: 'Pairs of entries that may be of one organisation, with the request that merges them: for administrators',
    tag: 'Catalogue',
    query: DuplicateQuery,
    answer: DuplicateList,
    allow: only(administrator),
    errors: ['invalid-cursor'],
    handler: async (request) => {
      const { query } = request;
      const { limit = 20, state = 'open' } = query;
      const asked = { path: PATH, query };
      const after = readCursor(asked, (place) => place.length === 3);
      const dismissals = await readDismissals(db);
      const all = (state === 'open' ? duplicatesIn : dismissedIn)(catalogue.current(), dismissals);
      const rest = after ? all.filter((one) => compareKeys(keyOfDuplicate(one), after) > 0) : all;
      const page = rest.slice(0, limit);
      const next = rest.length > limit ? nextAddress(asked, keyOfDuplicate(page.at(-1)!)) : null;
      const language = languageOf(request);
      const items = page.map((duplicate) => {
        const { likeness, kept, other } = duplicate;
        const said = dismissals.get(keyOfPair(kept.id, other.id));
        return {
          ...{ likeness, kept: entryOf(kept), other: entryOf(other), text: tellDuplicate(duplicate, language) },
          merge: { method: 'POST', path: `/v1/hosts/${kept.slug}/merges`, body: { from: other.slug } } as const,
          dismissed: said ? { on: said.on, ...definedOnly({ reason: said.reason }) } : null,
          dismissal: { method: said ? 'DELETE' : 'PUT', path: `${PATH}/${kept.slug}/${other.slug}` } as const,
        };
      });
      return { body: { items, total: all.length, next }, next, isLocalized: true };
    },
  });

  const pair = { tag: 'Writing', params: DuplicatePair, answers: { 204: null }, allow: only(aboutPair) } as const;
  write(app, 'PUT', `${PATH}/:host/:other`, {
    ...pair,
    operationId: 'dismissDuplicate',
    summary: 'Say that two entries are of two organisations, in whichever order: they are no longer listed',
    body: DismissalDraft,
    bodyMayLack: true,
    handler: async ({ caller, params, body }) => {
      await dismissDuplicate(contextFor(caller), params, body);
      return { status: 204 };
    },
  });
  write(app, 'DELETE', `${PATH}/:host/:other`, {
    ...pair,
    operationId: 'restoreDuplicate',
    summary: 'Take back that two entries are of two organisations',
    handler: async ({ caller, params }) => {
      await restoreDuplicate(contextFor(caller), params);
      return { status: 204 };
    },
  });
};
