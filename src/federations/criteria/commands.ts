import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { Federation } from '../../documents/federation.ts';
import type { CriterionWording, OwnCriterion, OwnCriterionDraft } from '../../documents/federation-policy.ts';
import { CatalogueError, type Fault, fault, oneFault, pathFault } from '../../ground/errors.ts';
import { editDistance } from '../../ground/texts.ts';
import type { Context, WriteResult } from '../../record/context.ts';
import { lockCriterion } from '../../record/federations.ts';
import type { OwnCriterionRow } from '../../record/rows.ts';
import { claims, federationPolicies, ownCriteria, recommendations, reviews } from '../../record/tables.ts';
import { isSlug, today } from '../../requests/meaning.ts';
import type { IfMatch } from '../../requests/version.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { changeFederation } from '../commands.ts';

/** Stores a version of a criterion. */
async function insertCriterion(db: Database, row: OwnCriterionRow): Promise<void> {
  await db.insert(ownCriteria).values(row);
}

/** Deletes all versions of a criterion. */
async function removeCriterion(db: Database, federationId: string, key: string): Promise<void> {
  await db.delete(ownCriteria).where(and(eq(ownCriteria.federationId, federationId), eq(ownCriteria.key, key)));
}

/** Whether a criterion was ever answered, or is named in a present or past policy, or in a recommendation. */
async function isCriterionNamed(db: Database, key: string): Promise<boolean> {
  const holds = (text: unknown) =>
    sql`(${text}::text like ${`%"${key}"%`} or ${text}::text like ${`%"criterion:${key}"%`})`;
  const named = sql<boolean>`exists (select 1 from ${claims} where ${claims.criterion} = ${key})
    or exists (select 1 from ${reviews} where ${reviews.subject} = ${`criterion:${key}`})
    or exists (select 1 from ${federationPolicies} where ${holds(federationPolicies.rules)})
    or exists (select 1 from ${recommendations} where ${holds(recommendations.need)})`;
  const [found] = await db.select({ named }).from(sql`(select 1) as one`);
  return found!.named;
}

interface CriterionRef {
  federation: string;
  key: string;
}

const LONGEST_KEY = 80;
/** As many as a volunteer can read, and members can be asked. */
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
  if (!holder || holder.federationFacts?.federation.slug === slug) return [];
  const free = `${slug}-${key}`;
  return [
    pathFault('/key', 'key-taken', {
      fr: `${holder.federationFacts?.federation.name ?? 'La liste commune'} a déjà un critère « ${key} ». Prenez une autre clé, comme « ${free} ».`,
      en: `${holder.federationFacts?.federation.name ?? 'The common list'} already has a criterion “${key}”. Take another key, such as “${free}”.`,
    }),
  ];
}

/** Labels are used inside sentences: “Infini: open accounts, documented.” */
const labelFaults = ({ label }: OwnCriterionDraft): Fault[] =>
  Object.entries(label)
    .filter(([, words]) => /[.:;!?]\s*$/.test(words))
    .map(([language]) =>
      fault(`/label/${language}`, 'label-in-a-sentence', {
        fr: 'Le nom d’un critère se lit au milieu d’une phrase : retirez la ponctuation finale.',
        en: 'The label of a criterion is read inside a sentence: leave out its final punctuation.',
      }),
    );

/** Limits, because keys that were answered are never freed, and a federation's document contains all versions. */
const MOST_KEYS = 60;
const MOST_VERSIONS = 20;

function countFaults(criteria: readonly OwnCriterion[], before: OwnCriterion | undefined): Fault[] {
  const inUse = criteria.filter(({ retired }) => !retired).length;
  if ((!before || before.retired) && inUse >= MOST_CRITERIA)
    return oneFault('', 'too-many-criteria', {
      fr: `Une fédération a ${MOST_CRITERIA} critères à elle au plus. Retirez-en un.`,
      en: `A federation has ${MOST_CRITERIA} criteria of its own at most. Retire one.`,
    });
  if (!before && criteria.length >= MOST_KEYS)
    return oneFault('', 'too-many-criteria', {
      fr: `Une fédération fait ${MOST_KEYS} critères au plus, retirés compris. Reprenez-en un.`,
      en: `A federation makes ${MOST_KEYS} criteria at most, retired ones included. Take one up again.`,
    });
  if (before && before.version >= MOST_VERSIONS)
    return oneFault('', 'too-many-versions', {
      fr: `Ce critère a changé ${MOST_VERSIONS} fois, c’est assez. Retirez-le et faites-en un autre.`,
      en: `This criterion has changed ${MOST_VERSIONS} times, which is enough. Retire it and make another one.`,
    });
  return [];
}

/** The wording of a criterion as it is stored: keys in one order, the default level written out. */
const askedIn = ({
  label,
  question,
  askHost,
  definition,
  howToProve,
  level = 'recommended',
}: CriterionWording): CriterionWording => ({
  label,
  question,
  ...(askHost && { askHost }),
  ...(definition && { definition }),
  howToProve,
  level,
});

/**
 * All parts that people read when they answer, or next to an answer: even a new label can turn a yes into something
 * else.
 */
const WORDS = ['label', 'question', 'askHost', 'definition', 'howToProve'] as const;
const LANGUAGES = ['fr', 'en'] as const;

const saysTheSame = (a: CriterionWording, b: CriterionWording): boolean =>
  WORDS.every((part) => LANGUAGES.every((language) => a[part]?.[language] === b[part]?.[language]));

/** At most this many letters, because “sans” and “avec” are four letters apart. */
const MOST_CORRECTED = 3;

/**
 * Faults of a version that claims to be a mere correction: each text may change by a few letters, and a missing
 * language may be added. It is compared with the first version of the same meaning, so that repeated corrections cannot
 * turn it into another question.
 */
const correctionFaults = (asked: CriterionWording, { earlier = [], ...before }: OwnCriterion): Fault[] =>
  WORDS.flatMap((part) =>
    LANGUAGES.flatMap((language) => {
      const is = asked[part]?.[language];
      const was = [...earlier, before]
        .filter(({ version }) => version >= before.definedIn)
        .flatMap((version) => version[part]?.[language] ?? [])[0];
      if (is === undefined || was === undefined || editDistance(was, is, MOST_CORRECTED) <= MOST_CORRECTED) return [];
      return oneFault(`/${part}/${language}`, 'not-a-correction', {
        fr: `C’est plus qu’une faute corrigée (${MOST_CORRECTED} lettres au plus). Sans sameMeaning, ce sera une autre question, à laquelle chacun répondra de nouveau.`,
        en: `This is more than a corrected slip (${MOST_CORRECTED} letters at most). Without sameMeaning it is another question, which everybody answers again.`,
      });
    }),
  );

/**
 * Creates a criterion, changes it or reinstates a retired one: each adds a version. An unchanged criterion adds none.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request, slug-taken, version-required,
 * version-stale
 */
export const putOwnCriterion = (
  context: Context,
  { federation, key }: CriterionRef,
  { sameMeaning = false, ...draft }: OwnCriterionDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Federation>> =>
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
      sameMeaning: before !== undefined && (sameMeaning || saysTheSame(asked, before)),
    };
    const isAsBefore = before && !before.retired && saysTheSame(asked, before) && asked.level === before.level;
    return {
      creates: !before,
      faults: [
        ...keyFaults(key, slug, context.reference),
        ...labelFaults(draft),
        ...(isAsBefore ? [] : countFaults(criteria, before)),
        ...(before && sameMeaning ? correctionFaults(asked, before) : []),
      ],
      apply: async (db) => {
        if (!isAsBefore) await insertCriterion(db, row);
      },
    };
  });

/**
 * Retires a criterion: it is no longer asked, but references to it stay valid, and answers still count. A criterion
 * that was never answered or named is deleted, and its key is free again.
 * @throws CatalogueError no-token, federation-not-found, not-yours, criterion-not-found, version-required,
 * version-stale
 */
export const retireOwnCriterion = (
  context: Context,
  { federation, key }: CriterionRef,
  ifMatch: IfMatch,
): Promise<WriteResult<Federation>> =>
  changeFederation(context, federation, ifMatch, ({ document }) => {
    const criterion = criterionIn(document, key);
    const { version } = criterion;
    const row = { federationId: document.id, key, version: version + 1, adoptedOn: today(context) };
    return {
      apply: async (db) => {
        await lockCriterion(db, document.id, key);
        if (!(await isCriterionNamed(db, key))) await removeCriterion(db, document.id, key);
        else if (!criterion.retired)
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
