import { definedOnly } from '../../ground/texts.ts';
import { textFact } from '../../vocabulary/shapes.ts';
import { addressOf, type Found, type TodoSources } from './facts.ts';

/* Pure: items about statements of federations, or about people whom they refer to this host. */

/** Without a prepared body: an answer is final and is counted, so none is suggested. */
export const referralWaits = ({ host, referrals }: TodoSources): Found[] =>
  referrals.map(({ id, federation, sentOn }) => ({
    kind: 'referral',
    subject: `referral:${id}`,
    due: null,
    since: sentOn,
    name: federation,
    call: { method: 'PUT', path: `${addressOf(host)}/referrals/${id}` },
  }));

/** Without a prepared body: the right answer cannot be guessed. */
export const requiredWaits = ({ host, required }: TodoSources): Found[] =>
  required.map(({ criterion, federation, definedOn }) => ({
    kind: 'criterion-required',
    subject: `criterion:${criterion}`,
    about: { criterion },
    due: null,
    since: definedOn,
    name: federation,
    call: { method: 'PUT', path: `${addressOf(host)}/claims/${criterion}` },
  }));

/** A request for more information is answered by a new membership request; the body is the present one. */
export const questionWaits = ({ host, questions }: TodoSources): Found[] =>
  questions.map(({ row: { since, charter, charterVersion, note, askedOn, answeredOn }, federation, name }) => {
    const path = `/v1/federations/${federation}/members`;
    return {
      kind: 'membership-question',
      subject: `federation:${federation}`,
      due: null,
      since: answeredOn ?? askedOn,
      name,
      call: { method: 'POST', path, body: definedOnly({ since, charter, charterVersion, note: textFact(note) }) },
      otherwise: { method: 'DELETE', path: `${path}/${host.slug}` },
    };
  });

/** A federation may list a member that never asked: the host should say whether that is true. */
export const membershipWaits = ({ host, registeredOn, unasked }: TodoSources): Found[] =>
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

/** The vouching was for the earlier data of the draft; only the federation can renew it. */
export const vouchWaits = ({ host, registeredOn, lapsed }: TodoSources): Found[] =>
  lapsed.map(({ federation, name }) => ({
    kind: 'vouch-lapsed',
    subject: `federation:${federation}`,
    due: null,
    since: registeredOn,
    name,
    call: { method: 'PUT', path: `/v1/federations/${federation}/vouches/${host.id}` },
  }));
