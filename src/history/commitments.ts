import { measureUtility } from '../documents/evidence.ts';
import type { Host } from '../documents/host.ts';
import type { Claim, EvidencePage, Statement } from '../documents/statement.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Measure } from '../vocabulary/shapes.ts';
import type { CommitmentPast } from './schema.ts';
import type { HostEvent } from './words/sentences.ts';

/*
 * Documents show the strongest evidence first, but a host is responsible for its own statements (and those imported in
 * its name): only these are followed here.
 */

/**
 * A promise stated by the host itself; `service` is the slug of the service that it is about. `isAgreed`: the host
 * named as successor has agreed.
 */
interface OwnCommitment {
  kind: string;
  service: string | undefined;
  value: Measure;
  isAgreed: boolean;
}

const ownStatement = <S extends Statement>(statements: readonly S[]): S | undefined =>
  statements.find(({ by }) => by === 'host' || by === 'import');

const keyOf = ({ kind, service }: Pick<OwnCommitment, 'kind' | 'service'>): string => `${service ?? ''} ${kind}`;

function ownCommitments({ commitments, services }: Host): Map<string, OwnCommitment> {
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

/** Events when a promised successor agrees or withdraws, while the host names the same successor. */
export function promisedSuccessorEvents(before: Host, after: Host): HostEvent[] {
  const old = ownCommitments(before);
  return [...ownCommitments(after)].flatMap(([key, { service, value, isAgreed }]): HostEvent[] => {
    const was = old.get(key);
    if (was?.value !== value || was.isAgreed === isAgreed) return [];
    const of = after.services.find(({ slug }) => slug === service);
    const params = { ...(of && { service: of.name, serviceSlug: of.slug }), successor: String(value) };
    return [{ code: isAgreed ? 'succession-promise-agreed' : 'succession-promise-left', params }];
  });
}

/** The answers of a host by criterion, with the version of a federation's own criterion that it answered. */
export const ownClaims = ({ claims }: Host): Map<string, { value: Claim['value']; version: number | undefined }> =>
  new Map(
    claims.flatMap(({ criterion, statements }) => {
      const statement = ownStatement(statements);
      return statement ? [[criterion, { value: statement.value, version: statement.criterionVersion }] as const] : [];
    }),
  );

/** The page that a host gives as evidence for one of its statements, and the subject of the statement. */
interface OwnPage {
  about: { criterion: string } | { kind: string; service?: string };
  page: EvidencePage;
}

/** Evidence pages with the result of their last check, by address and statement. */
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

type Judgement = 'strengthened' | 'weakened' | 'changed';

const judge = (before: number | null | undefined, after: number | null | undefined): Judgement => {
  if (before == null || after == null || before === after) return 'changed';
  return after > before ? 'strengthened' : 'weakened';
};

/** Whether a promise is worth more or less than before, by the curve of matching; dates are compared with `day`. */
function judgeMeasures(
  kind: string,
  before: Measure,
  after: Measure,
  { commitmentKinds }: Reference,
  day: string,
): Judgement {
  const known = commitmentKinds.get(kind);
  return known ? judge(measureUtility(known, before, day), measureUtility(known, after, day)) : 'changed';
}

/** Whether a promise has any value. */
function isWorthSomething(kind: string, value: Measure, { commitmentKinds }: Reference, day: string): boolean {
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

/** The history of one promise. */
interface Track extends Omit<CommitmentPast, 'text' | 'service' | 'earlier'> {
  service: string | undefined;
  /** Number of values before the listed ones. */
  earlier: number;
  /** The latest name of the service. */
  serviceName: string | undefined;
  /** The value with which the next one is compared when there is no present promise; unset once its loss counted. */
  last: Measure | undefined;
}

/** The day of a document, and the vocabulary for judging its promises. */
interface Moment {
  day: string;
  reference: Reference;
}

/** Follows the promises of a host from document to document. */
export interface CommitmentTracks {
  /** Adds the document published on a day (null: the host was withdrawn), and returns the events of promises. */
  follow(document: Host | null, day: string, reference: Reference): HostEvent[];
  past(): Omit<Track, 'last'>[];
}

/** Whether two parts of documents are equal as JSON. */
export const areSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Maximum number of listed values of a promise; older ones are only counted. */
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

  /** Replaces one value by another; in between, the host or the service may have been absent. */
  const replace = (track: Track, before: Measure, value: Measure, { day, reference }: Moment): HostEvent[] => {
    end(track, day);
    addValue(track, value, day);
    if (areSame(before, value)) return [];
    const judgement = judgeMeasures(track.kind, before, value, reference, day);
    if (judgement === 'weakened') track.weakened += 1;
    return [{ code: `commitment-${judgement}`, params: { ...subjectOf(track), from: before, to: value } }];
  };

  const recordValue = (track: Track, value: Measure, moment: Moment): HostEvent[] => {
    const before = current(track);
    if (before !== undefined) return areSame(before, value) ? [] : replace(track, before, value, moment);
    const { last } = track;
    track.last = undefined;
    if (last !== undefined) return replace(track, last, value, moment);
    addValue(track, value, moment.day);
    return [{ code: 'commitment-made', params: { ...subjectOf(track), value } }];
  };

  /** Taking a promise back counts as weakening it. */
  const takeBack = (track: Track, value: Measure, { day, reference }: Moment): HostEvent[] => {
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
        // The host or service was removed, which has its own event. If it comes back, the new value is compared with
        // this one.
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
