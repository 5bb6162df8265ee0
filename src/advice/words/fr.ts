import { inFrench } from '../../matching/words/parts-fr.ts';
import { measured } from './parts.ts';
import type { AdviceWords } from './sentences.ts';

const needsIn = (count: number): string => `${count} besoin${count > 1 ? 's' : ''}`;
const places = (most: number): string => (most > 1 ? `jusqu’à ${most} places` : `${most} place`);
/** « pour 3 des 27 besoins essayés » */
const tried = (count: number, of: number): string => {
  if (of === 1) return 'pour le besoin essayé';
  return count === of ? `pour les ${of} besoins essayés` : `pour ${count} des ${of} besoins essayés`;
};
const IF_YES = () => 'Si la réponse est oui';
const ONCE_PUBLISHED = () => 'Une fois la page en ligne';
const IF_CHECKED = () => 'Si c’est confirmé';
const ONCE_DONE = () => 'Une fois que c’est fait';

/** Sentences for a host about its own entry, in French. */
export const FRENCH: AdviceWords = {
  actions: {
    'answer-criterion': ({ key }, say) => `Répondez à cette question : ${say.criterionQuestion(key)}`,
    'answer-commitment': ({ key }, say) => `Répondez à cette question : ${say.commitmentQuestion(key)}`,
    'confirm-entry': ({ confirmed }) =>
      confirmed
        ? 'Relisez votre fiche et dites qu’elle est toujours vraie.'
        : 'Complétez votre fiche, puis confirmez-la.',
    'say-audience': ({ audience }) => `Dites si vous accueillez ce public : ${inFrench.audiences[audience]}.`,
    'say-data-country': ({ country }, say) => `Dites si les données restent dans ce pays : ${say.country(country)}.`,
    'say-language': ({ language }, say) => `Dites si vous parlez cette langue : ${say.languageName(language)}.`,
    'say-open': () => 'Dites s’il reste des places.',
    'say-price': () => 'Dites le prix de chaque service.',
    'say-price-within': ({ perYear }, say) =>
      perYear === 0
        ? 'Si c’est gratuit, dites-le.'
        : `Si chaque service coûte au plus ${say.euros(perYear)} par an, dites-le.`,
    'say-room': () => 'Dites combien de comptes et de place comprend chaque formule.',
    'say-seat': () => 'Dites où est votre siège.',
    'say-support': ({ key }, say) => `Dites si vous proposez cette aide : ${say.support(key)}.`,
    'say-territory': ({ territory }, say) => `Dites si vous travaillez aussi ici : ${say.territory(territory)}.`,
    'say-usage': ({ key }, say) => `Dites si vous proposez aussi ceci : ${say.usage(key)}.`,
    'publish-criterion': ({ key }, say) => `Publiez une page qui le montre : ${say.criterion(key)}.`,
    'publish-commitment': ({ key, value }, say) =>
      `Publiez une page qui le dit : ${say.commitment(key)}${measured(key, value, say)}.`,
    'extend-commitment': ({ key, from, value }, say) =>
      `Passez de ${say.measure(key, from)} à ${say.measure(key, value)} : ${say.commitment(key)}.`,
    'renew-commitment': ({ key }, say) => `Refaites-le et dites-en la date : ${say.commitment(key)}.`,
    'check-criterion': ({ key, federationName }, say) =>
      `Faites-le vérifier par ${federationName ?? 'une fédération'} : ${say.criterion(key)}.`,
    'check-commitment': ({ key, federationName }, say) =>
      `Faites-le vérifier par ${federationName ?? 'une fédération'} : ${say.commitment(key)}.`,
  },
  conditions: {
    'answer-criterion': IF_YES,
    'answer-commitment': ({ key, value }, say) =>
      typeof value === 'number'
        ? `Si vous répondez ${say.measure(key, value)}`
        : value === true
          ? 'Si la réponse est oui'
          : 'Si la réponse est bonne',
    'confirm-entry': ONCE_DONE,
    'say-audience': IF_YES,
    'say-data-country': IF_YES,
    'say-language': IF_YES,
    'say-open': IF_YES,
    'say-price': () => 'À un prix habituel',
    'say-price-within': ONCE_DONE,
    'say-room': (params, say) => `Avec au moins ${inFrench.size(params, say)}`,
    'say-seat': ({ territory }, say) => `S’il est ici (${say.territory(territory)})`,
    'say-support': IF_YES,
    'say-territory': IF_YES,
    'say-usage': IF_YES,
    'publish-criterion': ONCE_PUBLISHED,
    'publish-commitment': ONCE_PUBLISHED,
    'extend-commitment': ONCE_DONE,
    'renew-commitment': ONCE_DONE,
    'check-criterion': IF_CHECKED,
    'check-commitment': IF_CHECKED,
  },
  effects: {
    'moves-to-fits': ({ count, of }) => `vous passeriez de « à vérifier » à « convient » ${tried(count, of)}`,
    'is-listed': ({ count, of }) => `vous apparaîtriez aussi ${tried(count, of)}`,
    'gains-places': ({ count, of, most }) => `vous gagneriez ${places(most)} ${tried(count, of)}`,
    'gains-points': ({ count, of }) => `vous auriez plus de points ${tried(count, of)}, sans changer de place`,
  },
  sentences: {
    'moves-out': ({ count }) => `Mais vous ne seriez plus proposé pour ${needsIn(count)}.`,
    today: ({ needs, confirmed, fits, toCheck, leftOut, unknown }) =>
      [
        `Nous avons essayé ${needsIn(needs)} parmi les plus courants.`,
        fits > 0
          ? `Vous ${confirmed ? `convenez pour ${fits}` : `semblez convenir pour ${fits}, à confirmer`}.`
          : 'Vous n’êtes encore sûr de convenir pour aucun.',
        ...(toCheck > 0 ? [`Vous êtes à vérifier pour ${toCheck}.`] : []),
        ...(leftOut > 0 ? [`Vous êtes écarté pour ${leftOut}.`] : []),
        ...(unknown > 0 ? [`Pour ${unknown}, nous n’en savons pas assez sur vous.`] : []),
      ].join(' '),
    'target-reached': ({ actions, rank }) =>
      actions > 1
        ? `Si tout va bien, ces ${actions} actions vous mettraient à la ${inFrench.place(rank)} place pour ce besoin.`
        : `Si tout va bien, cette action vous mettrait à la ${inFrench.place(rank)} place pour ce besoin.`,
    'target-out-of-reach': () => 'Rien de ce que nous avons essayé ne suffit pour ce besoin.',
    'draft-as-published': () => 'Votre fiche n’est pas encore publiée : nous avons fait comme si elle l’était.',
    'takes-no-part': () => 'Votre fiche est fermée ou suspendue : elle ne prend part à aucune recherche.',
  },
};
