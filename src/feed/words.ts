import type { Speaker } from '../vocabulary/speaker.ts';
import type { Language } from '../vocabulary/terms.ts';

interface Words {
  title: string;
  newHost(host: string): string;
  newFederation(federation: string): string;
  /** @param on null: the day is not said */
  closing(host: string, on: string | null, say: Speaker): string;
  closingChanged(host: string, on: string | null, say: Speaker): string;
  closingCancelled(host: string): string;
  brokenPromise(host: string, commitment: string): string;
  /** @param host null: it is not named any more */
  left(host: string | null): string;
}

/** What the feed of the whole catalogue says. */
export const FEED: Record<Language, Words> = {
  fr: {
    title: 'Le catalogue\u00a0: arrivées, fermetures, départs',
    newHost: (host) => `${host} est dans le catalogue.`,
    newFederation: (federation) => `Nouvelle fédération\u00a0: ${federation}.`,
    closing: (host, on, say) => `${host} annonce sa fermeture${on === null ? '' : `\u00a0: ${say.date(on)}`}.`,
    closingChanged: (host, on, say) =>
      `${host} change l’annonce de sa fermeture${on === null ? '' : `\u00a0: ${say.date(on)}`}.`,
    closingCancelled: (host) => `${host} ne ferme plus.`,
    brokenPromise: (host, commitment) => `${host} ne tient pas un engagement\u00a0: ${commitment}.`,
    left: (host) => (host === null ? 'Un hébergeur a quitté le catalogue.' : `${host} a quitté le catalogue.`),
  },
  en: {
    title: 'The catalogue: arrivals, closings, departures',
    newHost: (host) => `${host} is in the catalogue.`,
    newFederation: (federation) => `New federation: ${federation}.`,
    closing: (host, on, say) => `${host} announces its closing${on === null ? '' : `: ${say.date(on)}`}.`,
    closingChanged: (host, on, say) =>
      `${host} changes the announcement of its closing${on === null ? '' : `: ${say.date(on)}`}.`,
    closingCancelled: (host) => `${host} no longer closes.`,
    brokenPromise: (host, commitment) => `${host} breaks a promise: ${commitment}.`,
    left: (host) => (host === null ? 'A host has left the catalogue.' : `${host} has left the catalogue.`),
  },
};
