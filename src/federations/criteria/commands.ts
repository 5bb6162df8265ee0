import { sameDocument } from '../../catalogue/documents/document.ts';
import type { Context, Written } from '../../context.ts';
import { CatalogueError, type Fault } from '../../errors.ts';
import type { IfMatch } from '../../preconditions.ts';
import { fault, isSlug, pathFault, today } from '../../vocabulary/meaning.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { changeFederation } from '../own.ts';
import type { Federation } from '../schema.ts';
import type { Asked, OwnCriterion, OwnCriterionDraft } from './schema.ts';
import { insertCriterion } from './store.ts';

export interface CriterionRef {
  federation: string;
  key: string;
}

const LONGEST_KEY = 80;
/** What a volunteer can still read, and every member be asked. */
const MOST_CRITERIA = 30;

function keyFaults(key: string, slug: string, { criteria }: Reference): Fault[] {
  if (!isSlug(key) || key.length > LONGEST_KEY)
    return [
      pathFault('/key', 'not-a-slug', {
        fr: 'La clé d’un critère prend des minuscules, des chiffres et des tirets simples.',
        en: 'The key of a criterion takes lower-case letters, digits and single hyphens.',
      }),
    ];
  const holder = criteria.get(key);
  if (!holder || holder.own?.federation.slug === slug) return [];
  const free = `${slug}-${key}`;
  return [
    pathFault('/key', 'key-taken', {
      fr: `${holder.own?.federation.name ?? 'La liste commune'} a déjà un critère « ${key} ». Prenez une autre clé, comme « ${free} ».`,
      en: `${holder.own?.federation.name ?? 'The common list'} already has a criterion “${key}”. Take another key, such as “${free}”.`,
    }),
  ];
}

/** A label stands inside sentences: “Infini: open accounts, documented.” */
const labelFaults = ({ label }: OwnCriterionDraft): Fault[] =>
  Object.entries(label)
    .filter(([, words]) => /[.:;!?]\s*$/.test(words))
    .map(([language]) =>
      fault(`/label/${language}`, 'label-in-a-sentence', {
        fr: 'Le nom d’un critère se lit au milieu d’une phrase : retirez la ponctuation finale.',
        en: 'The label of a criterion is read inside a sentence: leave out its final punctuation.',
      }),
    );

const countFaults = (criteria: readonly OwnCriterion[]): Fault[] =>
  criteria.filter(({ retired }) => !retired).length < MOST_CRITERIA
    ? []
    : [
        fault('', 'too-many-criteria', {
          fr: `Une fédération a ${MOST_CRITERIA} critères à elle au plus. Retirez-en un.`,
          en: `A federation has ${MOST_CRITERIA} criteria of its own at most. Retire one.`,
        }),
      ];

const MEANT = ['question', 'definition', 'howToProve'] as const;

/** What a criterion asks, as it is kept: one order of keys, no level that goes without saying. */
const askedIn = ({ label, question, askHost, definition, howToProve, level = 'recommended' }: Asked): Asked => ({
  label,
  question,
  ...(askHost && { askHost }),
  ...(definition && { definition }),
  howToProve,
  level,
});

const meansTheSame = (a: Asked, b: Asked): boolean =>
  MEANT.every((part) => sameDocument({ of: textOf(a[part]) }, { of: textOf(b[part]) }));
const textOf = (text: Asked['definition']) => [text?.fr, text?.en];
const saysTheSame = (a: Asked, b: Asked): boolean =>
  meansTheSame(a, b) &&
  a.level === b.level &&
  (['label', 'askHost'] as const).every((part) => sameDocument(textOf(a[part]), textOf(b[part])));

/**
 * Makes a criterion, changes it or takes it up again: each is its next version. The same one again changes nothing.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request, slug-taken, version-required, version-stale
 */
export const putCriterion = (
  context: Context,
  { federation, key }: CriterionRef,
  { sameMeaning = false, ...draft }: OwnCriterionDraft,
  ifMatch: IfMatch,
): Promise<Written<Federation>> =>
  changeFederation(context, federation, ifMatch, ({ document: { id, slug, criteria = [] } }) => {
    const before = criteria.find((criterion) => criterion.key === key);
    const asked = askedIn(draft);
    const row = {
      ...{
        federationId: id,
        key,
        version: (before?.version ?? 0) + 1,
        adoptedOn: today(context),
        asked,
        retired: false,
      },
      sameMeaning: before !== undefined && (sameMeaning || meansTheSame(asked, before)),
    };
    const isAsBefore = before && !before.retired && saysTheSame(asked, before);
    return {
      creates: !before,
      faults: [
        ...keyFaults(key, slug, context.reference),
        ...labelFaults(draft),
        ...(before && !before.retired ? [] : countFaults(criteria)),
      ],
      apply: async (db) => {
        if (!isAsBefore) await insertCriterion(db, row);
      },
    };
  });

/**
 * Asks a criterion no longer. What names it still works, and what was said of it still counts.
 * @throws CatalogueError no-token, federation-not-found, not-yours, criterion-not-found, version-required, version-stale
 */
export const retireCriterion = (
  context: Context,
  { federation, key }: CriterionRef,
  ifMatch: IfMatch,
): Promise<Written<Federation>> =>
  changeFederation(context, federation, ifMatch, ({ document }) => {
    const criterion = criterionIn(document, key);
    const { version } = criterion;
    const row = { federationId: document.id, key, version: version + 1, adoptedOn: today(context) };
    return {
      apply: async (db) => {
        if (!criterion.retired)
          await insertCriterion(db, { ...row, asked: askedIn(criterion), sameMeaning: true, retired: true });
      },
    };
  });

/** One of a federation's own criteria. @throws CatalogueError criterion-not-found */
export function criterionIn({ criteria = [] }: Federation, key: string): OwnCriterion {
  const found = criteria.find((criterion) => criterion.key === key);
  if (found) return found;
  throw new CatalogueError('criterion-not-found', {
    fr: 'Cette fédération n’a pas de critère à elle qui porte cette clé.',
    en: 'This federation has no criterion of its own with this key.',
  });
}
