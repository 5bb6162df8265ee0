import type { Host } from '../../../documents/host.ts';
import type { Statement } from '../../../documents/statement.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { type CommitmentKind, type Criterion, isMeasuredAlone, type Reference } from '../../../vocabulary/reference.ts';
import type { Measure } from '../../../vocabulary/shapes.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { REVIEWS_DESK } from '../../words/federation-reviews.ts';

/* What may be reviewed: `criterion:<key>` or `commitment:<kind>`. */

export type Subject = { name: string } & ({ criterion: Criterion } | { kind: CommitmentKind });

/** A subject by its name. @throws CatalogueError review-not-found */
export function subjectIn(name: string, { criteria, commitmentKinds }: Reference): Subject {
  const key = name.slice(name.indexOf(':') + 1);
  const criterion = name === `criterion:${key}` ? criteria.get(key) : undefined;
  if (criterion) return { name, criterion };
  const kind = name === `commitment:${key}` ? commitmentKinds.get(key) : undefined;
  if (kind) return { name, kind };
  throw new CatalogueError('review-not-found', { fr: REVIEWS_DESK.fr.noSuch, en: REVIEWS_DESK.en.noSuch });
}

/** The names of all that a federation may review: criteria in force, its own and common ones, then commitments. */
export const subjectNames = ({ criteria, commitmentKinds }: Reference, federation: string): readonly string[] => [
  ...[...criteria.values()]
    .filter(({ federationFacts: own }) => !own || (!own.retired && own.federation.slug === federation))
    .map(({ key }) => `criterion:${key}`),
  ...[...commitmentKinds.values()].filter((kind) => !isMeasuredAlone(kind)).map(({ key }) => `commitment:${key}`),
];

/** What a subject asks, in a few words. */
export function subjectText(name: string, say: Speaker): string {
  const key = name.slice(name.indexOf(':') + 1);
  return name.startsWith('criterion:') ? say.criterion(key) : say.commitment(key);
}

/** A value of a subject, as people read it. */
export function valueText(name: string, value: Measure, say: Speaker): string {
  const { values } = REVIEWS_DESK[say.language];
  if (name.startsWith('criterion:')) return (values[value as 'yes'] ?? String(value)).toLowerCase();
  return say.measure(name.slice(name.indexOf(':') + 1), value);
}

/** What is said of a subject of a host, and by whom. */
export const statementsOf = ({ claims, commitments }: Host, name: string): readonly Statement[] => {
  const key = name.slice(name.indexOf(':') + 1);
  const about = name.startsWith('criterion:')
    ? claims.find(({ criterion }) => criterion === key)
    : commitments.find(({ kind }) => kind === key);
  return (about?.statements ?? []) as readonly Statement[];
};

/** The subjects of which a host says something itself. */
export const saidBy = ({ claims, commitments }: Host): ReadonlySet<string> => {
  const own = (statements: readonly { by: string }[]) => statements.some(({ by }) => by === 'host');
  return new Set([
    ...claims.filter(({ statements }) => own(statements)).map(({ criterion }) => `criterion:${criterion}`),
    ...commitments.filter(({ statements }) => own(statements)).map(({ kind }) => `commitment:${kind}`),
  ]);
};
