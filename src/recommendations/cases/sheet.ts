import { Type } from 'typebox';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { Model } from '../../catalogue/model.ts';
import type { Speakers } from '../../catalogue/writer.ts';
import { FederationPath } from '../../documents/federation.ts';
import { federationOfficer } from '../../federations/rights.ts';
import { parisDay } from '../../ground/clock.ts';
import { curved } from '../../ground/texts.ts';
import { frenchDate } from '../../ground/written-dates.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { Lang, privateGet } from '../../http/get.ts';
import type { Context } from '../../record/context.ts';
import type { Routes } from '../../record/writer.ts';
import { CSV_TYPE, longCsv, type Separator, SeparatorQuery } from '../../spreadsheets/csv.ts';
import { strictObject } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { caseItems } from './answer.ts';
import { listOwnCases } from './commands.ts';
import type { CaseItem } from './schema.ts';
import type { CaseCursor } from './time.ts';

/*
 * The cases of a federation as a table for a spreadsheet: by their numbers, with their labels only when somebody asks for
 * them. Never what officers note, where an association is, or whose turn it is: a file goes further than its desk.
 */

const WORDS = {
  fr: {
    columns: [
      'numéro',
      'arrivé le',
      'par',
      'où elle en est',
      'depuis le',
      'chez',
      'usages',
      'avant le',
      'à reprendre le',
      'supprimé le',
    ],
    label: 'nom',
    sources: { phone: 'téléphone', link: 'lien', file: 'fichier', diagnosis: 'état des lieux' },
    states: {
      ...{ received: 'pas encore de nouvelle', 'written-to': 'a écrit à un hébergeur', answered: 'a reçu une réponse' },
      ...{ chosen: 'a choisi', moved: 'a déménagé', 'gave-up': 'a renoncé' },
    },
  },
  en: {
    columns: [
      'number',
      'came on',
      'by',
      'how far it is',
      'since',
      'with',
      'usages',
      'before',
      'to be taken up on',
      'deleted on',
    ],
    label: 'name',
    sources: { phone: 'telephone', link: 'link', file: 'file', diagnosis: 'look at its tools' },
    states: {
      ...{ received: 'no news yet', 'written-to': 'wrote to a host', answered: 'got an answer' },
      ...{ chosen: 'chose', moved: 'moved', 'gave-up': 'gave up' },
    },
  },
} as const;

const AT_A_TIME = 500;

/** All cases of a federation, what is due first; none of those that were put aside. */
async function allItems(context: Context, federation: string): Promise<CaseItem[]> {
  const items: CaseItem[] = [];
  for (let after: CaseCursor | undefined; ; ) {
    const { rows, next } = await listOwnCases(context, federation, { discarded: false }, AT_A_TIME, after);
    items.push(...(await caseItems(context, rows)));
    if (!next) return items;
    after = next;
  }
}

interface CaseSheetAsked {
  labels?: boolean | undefined;
  separator?: Separator | undefined;
}

/**
 * The table. @param federation its slug or id
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export async function caseSheet(
  context: Context,
  federation: string,
  { labels = false, separator = 'comma' }: CaseSheetAsked,
  { bySlug }: Model,
  say: Speaker,
): Promise<string> {
  const words = WORDS[say.language];
  const [number, ...others] = words.columns;
  const columns = [number, ...(labels ? [words.label] : []), ...others];
  const day = (one: string | null | undefined): string =>
    separator === 'semicolon' ? frenchDate(one ?? '') : (one ?? '');
  return await longCsv(
    columns,
    await allItems(context, federation),
    (item) => {
      const { outcome } = item;
      const cells = [
        item.number ?? '',
        ...(labels ? [item.label] : []),
        day(parisDay(new Date(item.createdAt))),
        words.sources[item.receivedBy],
        words.states[outcome?.state ?? 'received'],
        day(outcome?.on),
        outcome?.host === undefined ? '' : curved(bySlug.get(outcome.host)?.name ?? outcome.host),
        item.usages.map((usage) => say.usageShort(usage)).join(', '),
        ...[item.dueOn, item.waitsOn, item.endsOn].map(day),
      ];
      return Object.fromEntries(columns.map((column, at) => [column, cells[at]]));
    },
    separator,
  );
}

/** What the file is called. */
export const caseSheetName = (language: Language): string =>
  language === 'fr' ? 'liste-des-dossiers.csv' : 'list-of-cases.csv';

/** The table for programs; with labels only when it is asked. */
export const caseSheetRoutes: Routes<'only' | 'contextFor', { catalogue: Catalogue; speakers: Speakers }> = (
  app,
  { only, catalogue, speakers, contextFor },
) => {
  privateGet(app, '/v1/federations/:federation/cases.csv', {
    operationId: 'downloadCases',
    summary: 'The cases of a federation for a spreadsheet, by their numbers; their labels only with `labels=true`',
    tag: 'Federations',
    params: FederationPath,
    query: strictObject({
      lang: Lang,
      separator: SeparatorQuery,
      labels: Type.Optional(Type.Boolean({ description: 'true: with the labels of the cases' })),
    }),
    answer: { content: { [CSV_TYPE]: Type.String() } },
    responseDescription: 'A case a line, what is due first',
    allow: only(federationOfficer),
    handler: async (request) => {
      const language = languageOf(request);
      const { caller, params, query } = request;
      const model = catalogue.current();
      return {
        body: await caseSheet(contextFor(caller), params.federation, query, model, speakers[language]),
        type: `${CSV_TYPE}; charset=utf-8`,
        fileName: caseSheetName(language),
        isLocalized: true,
      };
    },
  });
};
