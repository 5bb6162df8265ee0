import type { Routes } from '../../bercail.ts';
import type { Host } from '../../documents/host.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import { compareKeys, nextAddress, readPlace } from '../../http/pagination.ts';
import { administrator } from '../../record/context.ts';
import { duplicatesIn, keyOfDuplicate } from './alike.ts';
import { DuplicateList, DuplicateQuery } from './schema.ts';
import { tellDuplicate } from './words.ts';

const PATH = '/v1/duplicates';

const entryOf = ({ id, slug, name, website, state, confirmedByHost }: Host) => ({
  ...{ id, slug, name, state, confirmedByHost },
  website: website ?? null,
});

/** Entries that may be of one organisation, for administrators. */
export const duplicateRoutes: Routes = (app, { only, catalogue }) => {
  privateGet(
    app,
    PATH,
    {
      operationId: 'listDuplicates',
      summary:
        'Pairs of entries that may be of one organisation, with the request that merges them: for administrators',
      tag: 'Catalogue',
      query: DuplicateQuery,
      answer: DuplicateList,
      allow: only(administrator),
      errors: ['invalid-cursor'],
    },
    (request) => {
      const { query } = request;
      const { limit = 20 } = query;
      const asked = { path: PATH, query };
      const after = readPlace(asked, (place) => place.length === 3);
      const all = duplicatesIn(catalogue.current());
      const rest = after ? all.filter((one) => compareKeys(keyOfDuplicate(one), after) > 0) : all;
      const page = rest.slice(0, limit);
      const next = rest.length > limit ? nextAddress(asked, keyOfDuplicate(page.at(-1)!)) : null;
      const language = languageOf(request);
      const items = page.map((duplicate) => ({
        how: duplicate.how,
        kept: entryOf(duplicate.kept),
        other: entryOf(duplicate.other),
        text: tellDuplicate(duplicate, language),
        merge: {
          method: 'POST' as const,
          path: `/v1/hosts/${duplicate.kept.slug}/merges`,
          body: { from: duplicate.other.slug },
        },
      }));
      return { body: { items, total: all.length, next }, next, isLocalized: true };
    },
  );
};
