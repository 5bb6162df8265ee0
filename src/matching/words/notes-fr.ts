import type { SentencesOf } from '../../vocabulary/sentences.ts';
import type { Notes } from '../engine/need/parameters.ts';
import { inFrench } from './parts-fr.ts';

/** Notes about what was assumed or left out for a need, in French. */
export const FRENCH_NOTES: SentencesOf<Notes> = {
  'default-wishes': ({ names }, say) =>
    `Vous n’avez pas dit ce qui compte. Nous regardons ceci : ${inFrench.criteria(names, say)}.`,
  'storage-margin-needs-storage': () => 'Sans nombre de gigaoctets, la place en réserve n’est pas comptée.',
  'proximity-needs-territory': () =>
    'Vous n’avez pas dit où vous êtes : l’endroit où l’hébergeur est installé ne compte donc pas.',
  'budget-assumed': ({ euros }, say) => `Sans budget, les prix sont comparés à ${say.euros(euros)} par an.`,
  'audience-assumed': ({ audience }) =>
    `Nous cherchons parmi les hébergeurs qui accueillent ${inFrench.audiences[audience]}.`,
  'amounts-assumed': (params, say) =>
    `Là où vous ne dites rien, nous comptons ${inFrench.assumed(params, say)}. Dites ${
      params.accounts === null
        ? 'la place qu’il vous faut'
        : `combien de personnes s’en serviront${params.gigabytes === null ? '' : ' et la place qu’il vous faut'}`
    }.`,
  'mailboxes-assumed': ({ mailboxes }) =>
    `Pour le mail, nous comptons ${mailboxes} boîte${mailboxes > 1 ? 's' : ''}. Dites combien il vous en faut.`,
  'mail-storage-assumed': ({ gigabytes }, say) => `Pour le mail, nous comptons ${say.gigabytes(gigabytes)} par boîte.`,
  'domain-name-apart': ({ euros }, say) =>
    `Une adresse à votre nom demande un nom de domaine : environ ${say.euros(euros)} par an en plus.`,
  'growth-needs-storage': () =>
    'Dites aussi la place qu’il vous faut aujourd’hui : sans elle, nous ne comptons pas celle des années à venir.',
  'one-family-leads': ({ family }) =>
    `Avec vos souhaits, ${inFrench.families[family]} plus que tout le reste réuni. Si ce n’est pas voulu, changez l’importance d’un souhait.`,
  'combinations-too-many': ({ hosts, usages }) =>
    `Nous n’avons pas cherché de groupes d’hébergeurs. ${usages} usages chez ${inFrench.hosts(hosts)}, c’est trop de groupes à comparer. Demandez moins d’usages indispensables.`,
  'combinations-cut': ({ hosts, taken }) =>
    `Pour les groupes d’hébergeurs, nous avons comparé ${taken} hébergeurs sur ${hosts} : ceux qui peuvent convenir le mieux.`,
  'combinations-busy': () =>
    'Nous n’avons pas cherché de groupes d’hébergeurs : trop de recherches sont en cours. Réessayez bientôt.',
  'combinations-stopped': () =>
    'La recherche de groupes d’hébergeurs n’a pas abouti. Le reste de la réponse est complet.',
  'kept-together': ({ usages }, say) =>
    `Nous laissons ceci chez un même hébergeur : ${inFrench.usages(usages, say)}. On modifie un document là où il est rangé.`,
  'health-data-not-proven': ({ count }) =>
    count > 0
      ? `Données de santé : ${inFrench.hosts(count)} écarté${count > 1 ? 's' : ''}, faute de certificat vérifié. Demandez-${count > 1 ? 'leur' : 'lui'} le numéro du certificat et sa date de fin.`
      : 'Données de santé : seuls les hébergeurs dont le certificat est vérifié sont montrés.',
  'closing-successor': ({ host, service, successorName, agreed, closesOn, isOver }, say) =>
    `${service === null ? host : `Le service «\u00a0${service}\u00a0» ${inFrench.of(host)}`} ${isOver ? 'a fermé' : 'ferme'}${
      closesOn ? ` (${say.date(closesOn)})` : ''
    }. ${
      agreed
        ? `${successorName} prend la suite.`
        : `${successorName} est proposé pour prendre la suite\u00a0; il n’a pas encore dit oui.`
    }`,
  'nothing-wished': () => 'Rien ne compte plus que le reste : les hébergeurs sont donc à égalité, avec leur prix.',
};
