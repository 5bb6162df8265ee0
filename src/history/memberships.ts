import type { Host, Membership } from '../documents/host.ts';
import { known } from '../vocabulary/facts.ts';
import type { Told } from './words.ts';

/* What federations say of a host as one of theirs, from one document to the next. */

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a membership is worth to a reader: an uncertain one is a state of its own. */
const standing = ({ status, toCheck }: Membership) => (status === 'member' && toCheck ? 'uncertain' : status);

function newStanding(membership: Membership): Told {
  const { federation, since, until, askedOn } = membership;
  switch (standing(membership)) {
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

const gone = ({ federation, status }: Membership): Told => ({
  code: status === 'follower' ? 'membership-unfollowed' : 'membership-erased',
  params: { federation },
});

const charterOf = ({ charter, charterVersion }: Membership) => [charter, charterVersion];

function exceptionEvents({ exceptions: old }: Membership, { federation, exceptions: now }: Membership): Told[] {
  if (same(old, now)) return [];
  const code = !old ? 'exceptions-noted' : now ? 'exceptions-changed' : 'exceptions-lifted';
  return [{ code, params: { federation } }];
}

function changes(before: Membership, after: Membership): Told[] {
  const { federation, lastReviewedOn } = after;
  if (standing(before) !== standing(after)) return [newStanding(after)];
  const told = [
    ...(same(charterOf(before), charterOf(after)) ? [] : [{ code: 'charter-changed', params: { federation } }]),
    ...exceptionEvents(before, after),
    ...(lastReviewedOn === undefined || lastReviewedOn === before.lastReviewedOn
      ? []
      : [{ code: 'membership-reviewed', params: { federation, on: lastReviewedOn } }]),
  ];
  return told.length > 0 || same(before, after) ? told : [{ code: 'membership-corrected', params: { federation } }];
}

export function membershipEvents(before: Host, after: Host): Told[] {
  const of = (host: Host) => new Map(host.memberships.map((one) => [one.federation, one]));
  const [old, now] = [of(before), of(after)];
  return [
    ...before.memberships.filter(({ federation }) => !now.has(federation)).map(gone),
    ...after.memberships.flatMap((membership) => {
      const was = old.get(membership.federation);
      return was ? changes(was, membership) : [newStanding(membership)];
    }),
  ];
}
