import { addDays, addMonths } from '../../ground/clock.ts';
import { known } from '../../ground/texts.ts';
import { DRAFT_DAYS } from '../../hosts/leaving.ts';
import { DAYS_TO_OBJECT } from '../../hosts/ownership/challenge.ts';
import { addressOf, DAYS_AHEAD, isNear, type TodoFact, type TodoSources } from './waiting.ts';

/* Pure: what waits because of the entry itself, and of what others ask of its host. */

/** An entry is read again by its host once a year. */
const CONFIRMED_FOR_MONTHS = 12;
const TOKEN_DAYS_AHEAD = 30;

/** Somebody else is about to take over. */
export const ownershipWaits = ({ host }: TodoSources): TodoFact[] =>
  host.ownerChangesOn === undefined
    ? []
    : [
        {
          kind: 'owner-changes',
          due: host.ownerChangesOn,
          since: addDays(host.ownerChangesOn, -DAYS_TO_OBJECT),
          call: { method: 'DELETE', path: `${addressOf(host)}/ownership` },
        },
      ];

export function draftWaits({ host, registeredOn }: TodoSources): TodoFact[] {
  if (host.state !== 'draft') return [];
  const call = { method: 'POST', path: `${addressOf(host)}/publication` } as const;
  return [{ kind: 'draft-expires', due: addDays(registeredOn, DRAFT_DAYS), since: registeredOn, call }];
}

/** Never proven, or another website since. */
export const domainWaits = ({ host, registeredOn }: TodoSources): TodoFact[] =>
  host.website === undefined || host.domainVerifiedAt !== null
    ? []
    : [
        {
          kind: 'domain-unproven',
          due: null,
          since: registeredOn,
          call: { method: 'POST', path: `${addressOf(host)}/domain-checks` },
        },
      ];

/** Publishing confirms, so a draft has nothing to confirm yet. */
export function confirmationWaits({ host, registeredOn }: TodoSources, day: string): TodoFact[] {
  const due = host.confirmedAt && addMonths(host.confirmedAt, CONFIRMED_FOR_MONTHS);
  if (host.state === 'draft' || !isNear(due, day)) return [];
  const call = { method: 'POST', path: `${addressOf(host)}/confirmations` } as const;
  return [{ kind: 'confirmation', due, since: due === null ? registeredOn : addDays(due, -DAYS_AHEAD), call }];
}

export const tokenWaits = ({ host, tokens }: TodoSources, day: string): TodoFact[] =>
  tokens
    .filter(({ expiresOn }) => isNear(expiresOn, day, TOKEN_DAYS_AHEAD))
    .map(({ id, label, expiresOn }) => ({
      kind: 'token-expires',
      subject: `token:${id}`,
      due: expiresOn,
      since: addDays(expiresOn, -TOKEN_DAYS_AHEAD),
      name: label,
      call: {
        method: 'POST',
        path: '/v1/tokens',
        body: { role: 'host', host: host.state === 'draft' ? host.id : host.slug, label },
      },
    }));

/** The words of a report are in the list of reports only: this list may leave the catalogue as a calendar. */
export const reportWaits = ({ host, reports }: TodoSources): TodoFact[] =>
  reports.map(({ id, kind, about, reportedOn }) => {
    const [what, name] = about?.split(':') ?? [];
    const service = what === 'service' ? host.services.find(({ slug }) => slug === name)?.name : undefined;
    return {
      kind: 'report',
      subject: `report:${id}`,
      due: null,
      since: reportedOn,
      report: kind,
      about: known({
        service,
        criterion: what === 'criterion' ? name : undefined,
        commitment: what === 'commitment' ? name : undefined,
      }),
      call: { method: 'POST', path: `${addressOf(host)}/reports/${id}/answer`, body: { outcome: 'noted' } },
    };
  });

/** A closing that is over presses no more, but the question stays. */
export const successionWaits = ({ host, registeredOn, successions }: TodoSources, day: string): TodoFact[] =>
  successions.map(({ host: other, name, announcedOn, closesOn }) => ({
    kind: 'succession',
    subject: `host:${other}`,
    due: closesOn !== null && closesOn >= day ? closesOn : null,
    since: announcedOn ?? registeredOn,
    name,
    call: { method: 'PUT', path: `${addressOf(host)}/successions/${other}` },
  }));
