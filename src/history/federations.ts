import type { Host, Membership } from '../documents/host.ts';
import type { Certificate, Reply, Statement } from '../documents/statement.ts';
import { known } from '../ground/texts.ts';
import { areSame } from './commitments.ts';
import type { Told } from './words.ts';

/* What federations say of a host as one of theirs, from one document to the next. */

/** What a membership is worth to a reader: an uncertain one is a state of its own. */
const statusShown = ({ status, toCheck }: Membership) => (status === 'member' && toCheck ? 'uncertain' : status);

function statusEvent(membership: Membership): Told {
  const { federation, since, until, askedOn } = membership;
  switch (statusShown(membership)) {
    case 'member':
      return { code: 'membership-confirmed', params: { federation, ...known({ since, askedOn }) } };
    case 'uncertain':
      return { code: 'membership-uncertain', params: { federation } };
    case 'former':
      return { code: 'membership-ended', params: { federation, ...known({ until }) } };
    case 'follower':
      return { code: 'membership-followed', params: { federation } };
  }
}

const removalEvent = ({ federation, status }: Membership): Told => ({
  code: status === 'follower' ? 'membership-unfollowed' : 'membership-erased',
  params: { federation },
});

const charterOf = ({ charter, charterVersion }: Membership) => [charter, charterVersion];

function exceptionEvents({ exceptions: old }: Membership, { federation, exceptions: now }: Membership): Told[] {
  if (areSame(old, now)) return [];
  const code = !old ? 'exceptions-noted' : now ? 'exceptions-changed' : 'exceptions-lifted';
  return [{ code, params: { federation } }];
}

function changeEvents(before: Membership, after: Membership): Told[] {
  const { federation, lastReviewedOn } = after;
  if (statusShown(before) !== statusShown(after)) return [statusEvent(after)];
  const events = [
    ...(areSame(charterOf(before), charterOf(after)) ? [] : [{ code: 'charter-changed', params: { federation } }]),
    ...exceptionEvents(before, after),
    ...(lastReviewedOn === undefined || lastReviewedOn === before.lastReviewedOn
      ? []
      : [{ code: 'membership-reviewed', params: { federation, on: lastReviewedOn } }]),
  ];
  return events.length > 0 || areSame(before, after)
    ? events
    : [{ code: 'membership-corrected', params: { federation } }];
}

export function membershipEvents(before: Host, after: Host): Told[] {
  const byFederation = (host: Host) => new Map(host.memberships.map((one) => [one.federation, one]));
  const [old, now] = [byFederation(before), byFederation(after)];
  return [
    ...before.memberships.filter(({ federation }) => !now.has(federation)).map(removalEvent),
    ...after.memberships.flatMap((membership) => {
      const was = old.get(membership.federation);
      return was ? changeEvents(was, membership) : [statusEvent(membership)];
    }),
  ];
}

/* What federations said after a look at a host, and what it replied, from one document to the next. */

/** One review, and what it is of. */
interface Review {
  of: { federation: string } & ({ criterion: string } | { kind: string });
  statement: Statement;
  contested: boolean;
}

function reviewsIn({ claims, commitments }: Host): Map<string, Review> {
  const subjects = [
    ...claims.map(({ criterion, contested, statements }) => ({ subject: { criterion }, contested, statements })),
    ...commitments.map(({ kind, contested, statements }) => ({ subject: { kind }, contested, statements })),
  ];
  return new Map(
    subjects.flatMap(({ subject, contested, statements }) =>
      statements.flatMap((statement: Statement) => {
        const { by, federation } = statement;
        if (by !== 'federation' || federation === undefined) return [];
        const of = { federation, ...subject };
        return [[JSON.stringify(of), { of, statement, contested }] as const];
      }),
    ),
  );
}

function replyEvents(old: Reply | undefined, now: Reply | undefined, of: Review['of']): Told[] {
  const replyItself = (reply: Reply | undefined) => reply && { ...reply, toEarlier: undefined };
  if (areSame(replyItself(old), replyItself(now))) return [];
  return [{ code: !old ? 'reply-made' : now ? 'reply-changed' : 'reply-taken-back', params: of }];
}

const certificateEvent = ({ issuer, expiresOn }: Certificate, of: Review['of'], value: Statement['value']): Told => ({
  code: 'review-certified',
  params: { ...of, value, issuer, until: expiresOn },
});

/** What was said, without what the day makes of it and the reply: that is told apart. */
const reviewItself = ({ evidence: _evidence, aged: _aged, level: _level, reply: _reply, ...review }: Statement) =>
  review;

function reviewEvent(was: Review | undefined, { of, statement, contested }: Review): Told[] {
  const { value, asOf, certificate } = statement;
  if (was && areSame(reviewItself(was.statement), reviewItself(statement))) return [];
  if (certificate && !areSame(was?.statement.certificate, certificate))
    return [certificateEvent(certificate, of, value)];
  const isNews = !was || !areSame(was.statement.value, value);
  if (isNews && contested && !was?.contested) return [{ code: 'review-contests', params: { ...of, value } }];
  if (!was) return [{ code: 'reviewed', params: { ...of, value, on: asOf } }];
  if (isNews) return [{ code: 'review-changed', params: { ...of, from: was.statement.value, to: value } }];
  if (was.statement.asOf !== asOf) return [{ code: 'review-renewed', params: { ...of, value, on: asOf } }];
  return [{ code: 'review-detailed', params: { ...of, value } }];
}

/** A federation's own criterion is called as it was called then. */
const inVersion = (params: Told['params'], { criterionVersion }: Statement): Told['params'] =>
  criterionVersion === undefined ? params : { ...params, version: criterionVersion };

export function reviewEvents(before: Host, after: Host): Told[] {
  const [old, now] = [reviewsIn(before), reviewsIn(after)];
  const removed = [...old].flatMap(([key, { of, statement }]): Told[] =>
    now.has(key) ? [] : [{ code: 'review-removed', params: inVersion({ ...of, value: statement.value }, statement) }],
  );
  return [
    ...removed,
    ...[...now].flatMap(([key, review]) => {
      const was = old.get(key);
      const events = [
        ...reviewEvent(was, review),
        ...replyEvents(was?.statement.reply, review.statement.reply, review.of),
      ];
      return events.map(({ code, params }) => ({ code, params: inVersion(params, review.statement) }));
    }),
  ];
}
