import { addressOf, type Desk, type Waiting } from './waiting.ts';

/* Pure: what waits because of what federations say of a host, or whom they send. */

/** No answer is given in its place: each is final, and counted. */
export const referralWaits = ({ host, referrals }: Desk): Waiting[] =>
  referrals.map(({ id, federation, sentOn }) => ({
    kind: 'referral',
    subject: `referral:${id}`,
    due: null,
    since: sentOn,
    name: federation,
    call: { method: 'PUT', path: `${addressOf(host)}/referrals/${id}` },
  }));

/** Yes, partial or no: what its federations ask of it has no answer that could be guessed. */
export const requiredWaits = ({ host, required }: Desk): Waiting[] =>
  required.map(({ criterion, federation, definedOn }) => ({
    kind: 'criterion-required',
    subject: `criterion:${criterion}`,
    about: { criterion },
    due: null,
    since: definedOn,
    name: federation,
    call: { method: 'PUT', path: `${addressOf(host)}/claims/${criterion}` },
  }));

/** A federation may confirm before the host asks: the host says whether it is true. */
export const membershipWaits = ({ host, registeredOn, unasked }: Desk): Waiting[] =>
  unasked.map(({ federation, name }) => {
    const path = `/v1/federations/${federation}/members`;
    return {
      kind: 'membership-unasked',
      subject: `federation:${federation}`,
      due: null,
      since: registeredOn,
      name,
      call: { method: 'POST', path, body: {} },
      otherwise: { method: 'DELETE', path: `${path}/${host.slug}?never=true` },
    };
  });
