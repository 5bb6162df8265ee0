import { measureUtility } from '../documents/evidence.ts';
import type { Host } from '../documents/host.ts';
import type { Claim, EvidencePage, Statement } from '../documents/statement.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Measure } from '../vocabulary/shapes.ts';
import type { CommitmentPast } from './schema.ts';
import type { Happening } from './words/sentences.ts';

/* A document shows the best evidence first; what a host must answer for is what it said itself. */

/**
 * A promise in the host's own words; `service` is the slug of the service that it is about. `isAgreed`: so does the host
 * that it names.
 */
export interface OwnCommitment {
  kind: string;
  service: string | undefined;
  value: Measure;
  isAgreed: boolean;
}

const ownStatement = <S extends Statement>(statements: readonly S[]): S | undefined =>
  statements.find(({ by }) => by === 'host' || by === 'import');

export const keyOf = ({ kind, service }: Pick<OwnCommitment, 'kind' | 'service'>): string => `${service ?? ''} ${kind}`;

export function ownCommitments({ commitments, services }: Host): Map<string, OwnCommitment> {
  const places = [
    { service: undefined, commitments },
    ...services.map(({ slug, commitments }) => ({ service: slug, commitments })),
  ];
  const own = places.flatMap(({ service, commitments }) =>
    commitments.flatMap(({ kind, statements }) => {
      const statement = ownStatement(statements);
      return statement ? [{ kind, service, value: statement.value, isAgreed: statement.agreedOn !== undefined }] : [];
    }),
  );
  return new Map(own.map((commitment) => [keyOf(commitment), commitment]));
}

/** Who agreed to take over if the host closes, or does so no more, while the host names them as before. */
export function promisedSuccessorEvents(before: Host, after: Host): Happening[] {
  const old = ownCommitments(before);
  return [...ownCommitments(after)].flatMap(([key, { service, value, isAgreed }]): Happening[] => {
    const was = old.get(key);
    if (was?.value !== value || was.isAgreed === isAgreed) return [];
    const of = after.services.find(({ slug }) => slug === service);
    const params = { ...(of && { service: of.name, serviceSlug: of.slug }), successor: String(value) };
    return [{ code: isAgreed ? 'succession-promise-agreed' : 'succession-promise-left', params }];
  });
}

/** What a host answered, and to which version of a federation's own criterion. */
export const ownClaims = ({ claims }: Host): Map<string, { value: Claim['value']; version: number | undefined }> =>
  new Map(
    claims.flatMap(({ criterion, statements }) => {
      const statement = ownStatement(statements);
      return statement ? [[criterion, { value: statement.value, version: statement.criterionVersion }] as const] : [];
    }),
  );

/** The page that a host gives as evidence of one of its statements, and what that statement is about. */
export interface OwnPage {
  about: { criterion: string } | { kind: string; service?: string };
  page: EvidencePage;
}

/** Pages that were looked at, by the address and the statement that cites them. */
export function ownPages({ claims, commitments, services }: Host): Map<string, OwnPage> {
  const cited = [
    ...claims.map(({ criterion, statements }) => ({ about: { criterion }, statement: ownStatement(statements) })),
    ...commitments.map(({ kind, statements }) => ({ about: { kind }, statement: ownStatement(statements) })),
    ...services.flatMap(({ name, commitments }) =>
      commitments.map(({ kind, statements }) => ({
        about: { kind, service: name },
        statement: ownStatement(statements),
      })),
    ),
  ];
  return new Map(
    cited.flatMap(({ about, statement }) =>
      statement?.page
        ? [[`${JSON.stringify(about)} ${statement.evidenceUrl}`, { about, page: statement.page }] as const]
        : [],
    ),
  );
}

export type Judgement = 'strengthened' | 'weakened' | 'changed';

const judge = (before: number | null | undefined, after: number | null | undefined): Judgement => {
  if (before == null || after == null || before === after) return 'changed';
  return after > before ? 'strengthened' : 'weakened';
};

/** Whether a promise is worth more or less than before, on the curve that matches use; ages are counted to `day`. */
export function judgeMeasures(
  kind: string,
  before: Measure,
  after: Measure,
  { commitmentKinds }: Reference,
  day: string,
): Judgement {
  const known = commitmentKinds.get(kind);
  return known ? judge(measureUtility(known, before, day), measureUtility(known, after, day)) : 'changed';
}

/** Whether a promise promised anything. */
export function isWorthSomething(kind: string, value: Measure, { commitmentKinds }: Reference, day: string): boolean {
  const known = commitmentKinds.get(kind);
  return known === undefined || measureUtility(known, value, day) !== 0;
}

export function judgeClaims(
  criterion: string,
  before: Claim['value'],
  after: Claim['value'],
  { criteria }: Reference,
): Judgement {
  const utilities = criteria.get(criterion)?.utilities;
  return judge(utilities?.[before], utilities?.[after]);
}

/** A promise through time. */
interface Track extends Omit<CommitmentPast, 'text' | 'service' | 'earlier'> {
  service: string | undefined;
  /** How many values came before those that are listed. */
  earlier: number;
  /** The last name of the service. */
  serviceName: string | undefined;
  /** What a new value is compared with when nothing is promised now; forgotten once its loss was counted. */
  last: Measure | undefined;
}

/** When a document was made public, and what its promises are judged by. */
interface Moment {
  day: string;
  reference: Reference;
}

/** Follows the promises of a host from one document to the next. */
export interface CommitmentTracks {
  /** The host as it was made public on a day, null once it has left; what that changed for each promise. */
  follow(document: Host | null, day: string, reference: Reference): Happening[];
  past(): Omit<Track, 'last'>[];
}

/** Whether two parts of documents are the same JSON. */
export const areSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Values that are listed of a promise; older ones are counted. */
const VALUES_LISTED = 100;

function addValue(track: Track, value: Measure, from: string): void {
  track.values.push({ value, from, until: null });
  if (track.values.length <= VALUES_LISTED) return;
  track.values.shift();
  track.earlier++;
}

export function trackCommitments(): CommitmentTracks {
  const tracks = new Map<string, Track>();
  const current = ({ values }: Track): Measure | undefined => {
    const latest = values.at(-1);
    return latest?.until === null ? latest.value : undefined;
  };
  const end = ({ values }: Track, day: string): void => {
    const latest = values.at(-1);
    if (latest) latest.until = day;
  };
  const subjectOf = ({ kind, service: serviceSlug, serviceName: service }: Track) => ({
    kind,
    ...(service !== undefined && { service }),
    ...(serviceSlug !== undefined && { serviceSlug }),
  });

  /** A value in the place of another one, of which the host may have left or lost the service in between. */
  const replace = (track: Track, before: Measure, value: Measure, { day, reference }: Moment): Happening[] => {
    end(track, day);
    addValue(track, value, day);
    if (areSame(before, value)) return [];
    const judgement = judgeMeasures(track.kind, before, value, reference, day);
    if (judgement === 'weakened') track.weakened += 1;
    return [{ code: `commitment-${judgement}`, params: { ...subjectOf(track), from: before, to: value } }];
  };

  const recordValue = (track: Track, value: Measure, moment: Moment): Happening[] => {
    const before = current(track);
    if (before !== undefined) return areSame(before, value) ? [] : replace(track, before, value, moment);
    const { last } = track;
    track.last = undefined;
    if (last !== undefined) return replace(track, last, value, moment);
    addValue(track, value, moment.day);
    return [{ code: 'commitment-made', params: { ...subjectOf(track), value } }];
  };

  /** Taking a promise back is the most it can be weakened, and counts as such. */
  const takeBack = (track: Track, value: Measure, { day, reference }: Moment): Happening[] => {
    end(track, day);
    if (isWorthSomething(track.kind, value, reference, day)) track.weakened += 1;
    return [{ code: 'commitment-taken-back', params: { ...subjectOf(track), value } }];
  };

  const trackOf = (key: string, { kind, service }: OwnCommitment): Track => {
    const track = tracks.get(key) ?? {
      kind,
      service,
      serviceName: undefined,
      values: [],
      earlier: 0,
      weakened: 0,
      last: undefined,
    };
    tracks.set(key, track);
    return track;
  };

  return {
    follow: (document, day, reference) => {
      const moment = { day, reference };
      const promises = document ? ownCommitments(document) : new Map<string, OwnCommitment>();
      const names = new Map(document?.services.map(({ slug, name }) => [slug, name]));
      const lost = [...tracks.values()].flatMap((track) => {
        const value = current(track);
        if (value === undefined || promises.has(keyOf(track))) return [];
        const isThere = document && (track.service === undefined || names.has(track.service));
        if (isThere) return takeBack(track, value, moment);
        // It went with its host or its service: that is told, and what comes back is compared with it.
        end(track, day);
        track.last = value;
        return [];
      });
      const kept = [...promises].flatMap(([key, commitment]) => {
        const track = trackOf(key, commitment);
        track.serviceName = commitment.service && names.get(commitment.service);
        return recordValue(track, commitment.value, moment);
      });
      return [...lost, ...kept];
    },
    past: () => [...tracks.values()].map(({ last: _, ...track }) => track),
  };
}
