import { type TSchema, Type } from 'typebox';
import { parseTerritory } from '../catalogue/filters.ts';
import type { Catalogue } from '../catalogue/follow.ts';
import { jsonOf, listJson, madeFrom } from '../catalogue/list-json.ts';
import { helpersOf } from '../federations/helpers/commands.ts';
import { CatalogueError } from '../ground/errors.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { Lang, publicGet } from '../http/get.ts';
import { nextAddress, readCursor } from '../http/pagination.ts';
import { nearness } from '../matching/answer/help.ts';
import type { Routes } from '../record/writer.ts';
import type { Criterion, Helper, Reference } from '../vocabulary/reference.ts';
import { inSchemaOrder, LICENCE, NO_NUL, strictObject, TERRITORY_NAME, type Territory } from '../vocabulary/shapes.ts';
import {
  CharterEntry,
  CommitmentKindEntry,
  CommitmentKindList,
  CriterionEntry,
  CriterionList,
  HelperEntry,
  HelperList,
  TerritoryList,
  ToolEntry,
  ToolList,
  UnitEntry,
  UsageEntry,
  UsageList,
} from './schema.ts';

const TERRITORIES = 20;

const TerritoryQuery = strictObject({
  q: Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: NO_NUL,
    description: 'Beginning or part of a name; accents and case are forgiven',
    examples: ['creuse'],
  }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(Type.String({ maxLength: 4000, description: 'From `next`; belongs to this list' })),
  lang: Lang,
});

const HelperQuery = strictObject({
  territory: Type.Optional(
    Type.String({
      pattern: TERRITORY_NAME,
      description: 'Only who helps there, the nearest first: level:code, such as departement:23',
      examples: ['departement:23'],
    }),
  ),
  lang: Lang,
});

const keyOf = ({ level, code }: Territory): string => `${level}:${code}`;

const labelled = (labels: ReadonlyMap<string, object>) => [...labels].map(([key, label]) => ({ key, label }));

/** Entries with a position first, in that order; the others keep their order. */
const placedFirst = <T>(entries: Iterable<T>, place: (entry: T) => number | undefined): T[] =>
  [...entries].sort((a, b) => (place(a) ?? Number.POSITIVE_INFINITY) - (place(b) ?? Number.POSITIVE_INFINITY) || 0);

/** A criterion in the form of the API, without internal fields; undefined for a retired criterion. */
function criterionEntry({ federationFacts, ...criterion }: Criterion): object | undefined {
  if (!federationFacts) return criterion;
  const { retired, definedIn: _in, labels: _labels, ...facts } = federationFacts;
  return retired ? undefined : { ...criterion, ...facts };
}

/** Helpers whose area contains a territory: the smallest area first, then those with a telephone. */
function helpersFor(helpers: readonly Helper[], territory: string, { territories }: Reference): Helper[] {
  const line = territories.lineage(parseTerritory(territory));
  return helpers
    .map((helper) => ({ helper, near: nearness(helper, line) }))
    .filter(({ near }) => near >= 0)
    .sort((a, b) => b.near - a.near || Number(Boolean(b.helper.phone)) - Number(Boolean(a.helper.phone)))
    .map(({ helper }) => helper);
}

/** The vocabularies of the field, with labels in both languages. */
export const referenceRoutes: Routes<never, { catalogue: Catalogue; reference: Reference }> = (
  app,
  { catalogue, reference },
) => {
  const tag = 'Vocabularies';
  const { territories } = reference;
  /** A vocabulary. Fields that the engine alone needs are left out. */
  const list = (Entry: TSchema, entries: readonly object[], more: object = {}) => ({
    body: listJson(inSchemaOrder(Type.Array(Entry), entries).map(jsonOf), {
      total: entries.length,
      next: null,
      licence: LICENCE,
      ...more,
    }),
  });

  const usages = placedFirst(reference.usages.values(), ({ startHere }) => startHere);
  const families = labelled(reference.families);
  const units = inSchemaOrder(Type.Array(UnitEntry), [...reference.units.values()]);
  publicGet(app, '/v1/usages', {
    dependsOn: 'build',
    operationId: 'listUsages',
    comesWhole: true,
    summary: 'What people want to do; those to start with come first',
    tag,
    answer: UsageList,
    handler: () => list(UsageEntry, usages, { families, units }),
  });

  const tools = [...reference.tools.values()];
  publicGet(app, '/v1/tools', {
    dependsOn: 'build',
    operationId: 'listTools',
    comesWhole: true,
    summary: 'Tools of today, and free software that may replace them',
    tag,
    answer: ToolList,
    handler: () => list(ToolEntry, tools),
  });

  const criteriaOf = ({ criteria }: Reference) =>
    placedFirst(criteria.values(), ({ firstAsked }) => firstAsked).flatMap(
      (criterion) => criterionEntry(criterion) ?? [],
    );
  const charters = inSchemaOrder(Type.Array(CharterEntry), [...reference.charters.values()]);
  publicGet(app, '/v1/criteria', {
    dependsOn: catalogue,
    operationId: 'listCriteria',
    comesWhole: true,
    summary: 'Testable statements of ethical hosting, and the charters that ask for them',
    tag,
    answer: CriterionList,
    handler: (_request, model) => list(CriterionEntry, criteriaOf(model.reference), { ...madeFrom(model), charters }),
  });

  const kinds = placedFirst(reference.commitmentKinds.values(), ({ firstAsked }) => firstAsked).map(
    ({ utility: worth, ...kind }) => ({
      ...kind,
      ...(Array.isArray(worth)
        ? { utility: worth.map(([value, utility]) => ({ value, utility })) }
        : { utilities: worth }),
    }),
  );
  publicGet(app, '/v1/commitment-kinds', {
    dependsOn: 'build',
    operationId: 'listCommitmentKinds',
    comesWhole: true,
    summary: 'Durability promises and their measures',
    tag,
    answer: CommitmentKindList,
    handler: () => list(CommitmentKindEntry, kinds),
  });

  publicGet(app, '/v1/territories', {
    dependsOn: 'build',
    operationId: 'listTerritories',
    isData: false,
    summary: 'Countries, régions, départements and communes by name',
    tag,
    answer: TerritoryList,
    query: TerritoryQuery,
    errors: ['invalid-cursor'],
    reading: { byLanguage: true },
    handler: (request) => {
      const language = languageOf(request);
      const { query } = request;
      const { q, limit = TERRITORIES } = query;
      const asked = { path: '/v1/territories', query };
      const after = readCursor(asked);
      const found = territories.search(q);
      const from = after ? found.findIndex((territory) => keyOf(territory) === after[0]) + 1 : 0;
      const page = found.slice(from, from + limit);
      const items = page.map((territory) => ({
        ...territory,
        name: territories.name(territory, language),
        within: territories
          .lineage(territory)
          .slice(1)
          .map((wider) => ({ ...wider, name: territories.name(wider, language) })),
      }));
      const last = page.at(-1);
      const next = last && from + limit < found.length ? nextAddress(asked, [keyOf(last)]) : null;
      const body = listJson(items.map(jsonOf), {
        total: found.length,
        next,
        licence: territories.list.licence,
        list: territories.list,
      });
      return { body, ...(next && { link: `<${next}>; rel="next"` }) };
    },
  });

  publicGet(app, '/v1/helpers', {
    dependsOn: catalogue,
    operationId: 'listHelpers',
    comesWhole: true,
    summary: 'Organisations that accompany associations: those of the catalogue, and those that federations add',
    tag,
    answer: HelperList,
    query: HelperQuery,
    errors: ['meaningless-request'],
    handler: ({ query: { territory } }, model) => {
      const helpers = [...reference.helpers, ...helpersOf(model.federations)];
      if (territory === undefined) return list(HelperEntry, helpers, madeFrom(model));
      if (territories.find(parseTerritory(territory)))
        return list(HelperEntry, helpersFor(helpers, territory, reference), madeFrom(model));
      throw new CatalogueError(
        'meaningless-request',
        { fr: 'Ce territoire n’existe pas.', en: 'This territory does not exist.' },
        {
          faults: [
            {
              in: 'query',
              pointer: '/territory',
              code: 'unknown-territory',
              message: { fr: 'Voir /v1/territories.', en: 'See /v1/territories.' },
            },
          ],
        },
      );
    },
  });
};
