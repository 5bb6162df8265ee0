import { isClaimNo, isDenial, isMeasureNo } from '../documents/evidence.ts';
import type { Host, Membership } from '../documents/host.ts';
import type { Certificate, Reply, Statement } from '../documents/statement.ts';
import { definedOnly } from '../ground/texts.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { areSame } from './commitments.ts';
import type { HostEvent } from './words/sentences.ts';

/* Events for statements of federations about membership, between two documents. */

/** The state shown to readers: an uncertain membership has a state of its own. */
const stateShown = ({ state, toCheck }: Membership) => (state === 'member' && toCheck ? 'uncertain' : state);

function stateEvent(membership: Membership): HostEvent {
  const { federation, since, until, askedOn } = membership;
  switch (stateShown(membership)) {
    case 'member':
      return { code: 'membership-confirmed', params: { federation, ...definedOnly({ since, askedOn }) } };
    case 'uncertain':
      return { code: 'membership-uncertain', params: { federation } };
    case 'former':
      return { code: 'membership-ended', params: { federation, ...definedOnly({ until }) } };
    case 'follower':
      return { code: 'membership-followed', params: { federation } };
  }
}

const removalEvent = ({ federation, state }: Membership): HostEvent => ({
  code: state === 'follower' ? 'membership-unfollowed' : 'membership-erased',
  params: { federation },
});

const charterOf = ({ charter, charterVersion }: Membership) => [charter, charterVersion];

function exceptionEvents({ exceptions: old }: Membership, { federation, exceptions: now }: Membership): HostEvent[] {
  if (areSame(old, now)) return [];
  const code = !old ? 'exceptions-noted' : now ? 'exceptions-changed' : 'exceptions-lifted';
  return [{ code, params: { federation } }];
}

function changeEvents(before: Membership, after: Membership): HostEvent[] {
  const { federation, lastReviewedOn } = after;
  if (stateShown(before) !== stateShown(after)) return [stateEvent(after)];
  const events: HostEvent[] = [];
  if (!areSame(charterOf(before), charterOf(after))) events.push({ code: 'charter-changed', params: { federation } });
  events.push(...exceptionEvents(before, after));
  if (lastReviewedOn !== undefined && lastReviewedOn !== before.lastReviewedOn)
    events.push({ code: 'membership-reviewed', params: { federation, on: lastReviewedOn } });
  return events.length > 0 || areSame(before, after)
    ? events
    : [{ code: 'membership-corrected', params: { federation } }];
}

export function membershipEvents(before: Host, after: Host): HostEvent[] {
  const byFederation = (host: Host) => new Map(host.memberships.map((one) => [one.federation, one]));
  const [old, now] = [byFederation(before), byFederation(after)];
  return [
    ...before.memberships.filter(({ federation }) => !now.has(federation)).map(removalEvent),
    ...after.memberships.flatMap((membership) => {
      const was = old.get(membership.federation);
      return was ? changeEvents(was, membership) : [stateEvent(membership)];
    }),
  ];
}

/* Events for federations' reviews of a host and for the host's replies, between two documents. */

/** One review with its subject. */
interface Review {
  of: { federation: string } & ({ criterion: string } | { kind: string });
  statement: Statement;
  /** The review is a no with evidence, and the host does not say no. A yes never contests. */
  contests: boolean;
}

function reviewsIn({ claims, commitments }: Host, { criteria, commitmentKinds }: Reference): Map<string, Review> {
  const subjects = [
    ...claims.map(({ criterion, ...said }) => ({
      subject: { criterion },
      ...said,
      isNo: ({ value }: Statement) => isClaimNo(criteria.get(criterion), value),
    })),
    ...commitments.map(({ kind, ...said }) => ({
      subject: { kind },
      ...said,
      isNo: ({ value, asOf }: Statement) => isMeasureNo(commitmentKinds.get(kind), value, asOf!),
    })),
  ];
  return new Map(
    subjects.flatMap(({ subject, contested, statements, isNo }) =>
      statements.flatMap((statement: Statement) => {
        const { by, federation } = statement;
        if (by !== 'federation' || federation === undefined) return [];
        const of = { federation, ...subject };
        const contests = contested && isDenial(statement, () => isNo(statement));
        return [[JSON.stringify(of), { of, statement, contests }] as const];
      }),
    ),
  );
}

function replyEvents(old: Reply | undefined, now: Reply | undefined, of: Review['of']): HostEvent[] {
  const replyItself = (reply: Reply | undefined) => reply && { ...reply, toEarlier: undefined };
  if (areSame(replyItself(old), replyItself(now))) return [];
  return [{ code: !old ? 'reply-made' : now ? 'reply-changed' : 'reply-taken-back', params: of }];
}

const certificateEvent = (
  { issuer, expiresOn }: Certificate,
  of: Review['of'],
  value: Statement['value'],
): HostEvent => ({
  code: 'review-certified',
  params: { ...of, value, issuer, until: expiresOn },
});

/** The review itself, without values computed for the day, and without the reply, which has its own events. */
const reviewItself = ({ evidence: _evidence, aged: _aged, level: _level, reply: _reply, ...review }: Statement) =>
  review;

function reviewEvent(was: Review | undefined, { of, statement, contests }: Review): HostEvent[] {
  const { value, asOf, certificate } = statement;
  if (was && areSame(reviewItself(was.statement), reviewItself(statement))) return [];
  if (certificate && !areSame(was?.statement.certificate, certificate))
    return [certificateEvent(certificate, of, value)];
  const isNews = !was || !areSame(was.statement.value, value);
  if (isNews && contests && !was?.contests) return [{ code: 'review-contests', params: { ...of, value } }];
  if (!was) return [{ code: 'reviewed', params: { ...of, value, on: asOf! } }];
  if (isNews) return [{ code: 'review-changed', params: { ...of, from: was.statement.value, to: value } }];
  if (was.statement.asOf !== asOf) return [{ code: 'review-renewed', params: { ...of, value, on: asOf! } }];
  return [{ code: 'review-detailed', params: { ...of, value } }];
}

/** Adds the version of a federation's own criterion, so that the criterion has the name that it had then. */
const inVersion = (happening: HostEvent, { criterionVersion: version }: Statement): HostEvent =>
  version === undefined ? happening : ({ ...happening, params: { ...happening.params, version } } as HostEvent);

export function reviewEvents(before: Host, after: Host, reference: Reference): HostEvent[] {
  const [old, now] = [reviewsIn(before, reference), reviewsIn(after, reference)];
  const removed = [...old].flatMap(([key, { of, statement }]): HostEvent[] =>
    now.has(key) ? [] : [inVersion({ code: 'review-removed', params: { ...of, value: statement.value } }, statement)],
  );
  return [
    ...removed,
    ...[...now].flatMap(([key, review]) => {
      const was = old.get(key);
      const events = [
        ...reviewEvent(was, review),
        ...replyEvents(was?.statement.reply, review.statement.reply, review.of),
      ];
      return events.map((event) => inVersion(event, review.statement));
    }),
  ];
}
