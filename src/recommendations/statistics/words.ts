import type { Language } from '../../vocabulary/terms.ts';
import type { FederationStatistics } from './schema.ts';

type Groups = Pick<FederationStatistics, 'members' | 'reviews' | 'closings' | 'commitments' | 'exposure'>;

/** What each number of a federation counts. */
export const STATISTICS: { [G in keyof Groups]: { [N in keyof Groups[G]]: Record<Language, string> } } = {
  members: {
    member: { fr: 'Membres aujourd’hui', en: 'Members today' },
    toCheck: { fr: 'Dont membres à vérifier', en: 'Of these, members to check' },
    unspoken: {
      fr: 'Dont membres qui ne l’ont pas dit eux-mêmes',
      en: 'Of these, members that did not say so themselves',
    },
    former: { fr: 'Anciens membres', en: 'Former members' },
    follower: { fr: 'Hébergeurs qui suivent la charte sans être membres', en: 'Hosts that follow the charter only' },
  },
  reviews: {
    members: { fr: 'Membres à relire', en: 'Members to review' },
    membersReviewed: { fr: 'Membres avec au moins une revue à jour', en: 'Members with one review in force at least' },
    inForce: { fr: 'Revues à jour', en: 'Reviews in force' },
    aged: { fr: 'Revues anciennes, à refaire', en: 'Aged reviews, to be done again' },
    dueSoon: { fr: 'Revues à refaire dans les 90 jours', en: 'Reviews to be done again within 90 days' },
    contested: { fr: 'Revues d’un point contesté', en: 'Reviews of a point that is contested' },
    answered: { fr: 'Revues auxquelles l’hébergeur a répondu', en: 'Reviews to which the host replied' },
  },
  closings: {
    announced: {
      fr: 'Membres, anciens compris, qui ont annoncé une fermeture',
      en: 'Members, former ones too, that announced a closing',
    },
    closed: { fr: 'Dont fermés entièrement', en: 'Of these, closed altogether' },
  },
  commitments: {
    kept: { fr: 'Engagements tenus lors d’une fermeture', en: 'Commitments that a closing kept' },
    broken: { fr: 'Engagements rompus lors d’une fermeture', en: 'Commitments that a closing broke' },
    pending: { fr: 'Engagements encore à tenir', en: 'Commitments still to be kept' },
    unknown: { fr: 'Fermetures dont on ne sait pas', en: 'Closings of which it is not known' },
  },
  exposure: {
    hosts: { fr: 'Membres en activité', en: 'Members at work' },
    ofHosts: { fr: 'Hébergeurs en activité dans tout le catalogue', en: 'Hosts at work in the whole catalogue' },
    fits: { fr: 'Attention reçue parmi ceux qui conviennent', en: 'Attention among those that fit' },
    toCheck: { fr: 'Attention reçue parmi ceux à vérifier', en: 'Attention among those to check' },
    firstPlaces: { fr: 'Part des premières places, de 0 à 1', en: 'Share of the first places, 0 to 1' },
  },
};
