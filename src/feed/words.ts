import type { Speaker } from '../vocabulary/speaker.ts';
import type { Language } from '../vocabulary/terms.ts';

/** A host, or one of its services; null: the host as a whole. */
export interface FeedSubject {
  host: string;
  service: string | null;
}

/** What a feed tells of memberships; their days and reviews are in the histories of hosts. */
export type MembershipNews = 'membership-confirmed' | 'membership-uncertain' | 'membership-ended' | 'membership-erased';

interface Words {
  title: string;
  newHost(host: string): string;
  newFederation(federation: string): string;
  /** @param on null: the day is unknown */
  closing(of: FeedSubject, on: string | null, say: Speaker): string;
  closingChanged(of: FeedSubject, on: string | null, say: Speaker): string;
  closingCancelled(of: FeedSubject): string;
  brokenPromise(of: FeedSubject, commitment: string): string;
  /** Follows a broken promise: the rise was taken back on a day. */
  takenBack(on: string): string;
  /** Follows a broken promise: the closing was cancelled or postponed. */
  putRight: string;
  raiseTakenBack(of: FeedSubject): string;
  /** What happens to the members of one federation. */
  ofFederation(federation: string): string;
  membership: Record<MembershipNews, (host: string, federation: string) => string>;
  /** @param host null: its name must not be given */
  left(host: string | null): string;
}

/** The sentences of the feed of the whole catalogue. */
export const FEED: Record<Language, Words> = {
  fr: {
    title: 'Le catalogue\u00a0: arrivées, fermetures, départs',
    ofFederation: (federation) => `${federation}\u00a0: membres, fermetures, engagements`,
    membership: {
      'membership-confirmed': (host, federation) => `${host} est membre de ${federation}.`,
      'membership-uncertain': (host, federation) => `${host} est peut-être membre de ${federation}\u00a0: à vérifier.`,
      'membership-ended': (host, federation) => `${host} n’est plus membre de ${federation}.`,
      'membership-erased': (host, federation) => `${host} n’est plus donné pour membre de ${federation}.`,
    },
    newHost: (host) => `${host} est dans le catalogue.`,
    newFederation: (federation) => `Nouvelle fédération\u00a0: ${federation}.`,
    closing: ({ host, service }, on, say) =>
      `${host} annonce ${service === null ? 'sa fermeture' : `la fermeture du service «\u00a0${service}\u00a0»`}${on === null ? '' : `\u00a0: ${say.date(on)}`}.`,
    closingChanged: ({ host, service }, on, say) =>
      `${host} change l’annonce de ${service === null ? 'sa fermeture' : `la fermeture du service «\u00a0${service}\u00a0»`}${on === null ? '' : `\u00a0: ${say.date(on)}`}.`,
    closingCancelled: ({ host, service }) =>
      service === null ? `${host} ne ferme plus.` : `${host} ne ferme plus son service «\u00a0${service}\u00a0».`,
    brokenPromise: ({ host, service }, commitment) =>
      `${host}${service === null ? '' : `, service «\u00a0${service}\u00a0»,`} ne tient pas un engagement\u00a0: ${commitment}.`,
    takenBack: (on) => `L’hébergeur a renoncé à cette hausse de prix ${on}\u00a0: cela ne compte plus.`,
    putRight: 'L’annonce a été annulée ou changée depuis\u00a0: cela ne compte plus.',
    raiseTakenBack: ({ host, service }) =>
      `${host} renonce à une hausse de prix${service === null ? '' : ` de son service «\u00a0${service}\u00a0»`}\u00a0: l’engagement non tenu ne compte plus.`,
    left: (host) => (host === null ? 'Un hébergeur a quitté le catalogue.' : `${host} a quitté le catalogue.`),
  },
  en: {
    title: 'The catalogue: arrivals, closings, departures',
    ofFederation: (federation) => `${federation}: members, closings, promises`,
    membership: {
      'membership-confirmed': (host, federation) => `${host} is a member of ${federation}.`,
      'membership-uncertain': (host, federation) => `${host} may be a member of ${federation}: to be checked.`,
      'membership-ended': (host, federation) => `${host} is no longer a member of ${federation}.`,
      'membership-erased': (host, federation) => `${host} is no longer named as a member of ${federation}.`,
    },
    newHost: (host) => `${host} is in the catalogue.`,
    newFederation: (federation) => `New federation: ${federation}.`,
    closing: ({ host, service }, on, say) =>
      `${host} announces ${service === null ? 'its closing' : `the closing of its service “${service}”`}${on === null ? '' : `: ${say.date(on)}`}.`,
    closingChanged: ({ host, service }, on, say) =>
      `${host} changes the announcement of ${service === null ? 'its closing' : `the closing of its service “${service}”`}${on === null ? '' : `: ${say.date(on)}`}.`,
    closingCancelled: ({ host, service }) =>
      service === null ? `${host} no longer closes.` : `${host} no longer closes its service “${service}”.`,
    brokenPromise: ({ host, service }, commitment) =>
      `${host}${service === null ? '' : `, service “${service}”,`} breaks a promise: ${commitment}.`,
    takenBack: (on) => `The host gave up that raised price ${on}: it counts no more.`,
    putRight: 'The announcement was cancelled or changed since: it counts no more.',
    raiseTakenBack: ({ host, service }) =>
      `${host} gives up a raised price${service === null ? '' : ` of its service “${service}”`}: the broken promise counts no more.`,
    left: (host) => (host === null ? 'A host has left the catalogue.' : `${host} has left the catalogue.`),
  },
};
