import { inEnglish } from './english.ts';
import { inFrench } from './french.ts';
import type { Topic } from './topic.ts';

/** What was assumed or left out for a need. */
export const NOTES = {
  'default-wishes': {
    fr: ({ names }, say) =>
      `Vous n’avez pas dit ce qui compte. Nous regardons ceci : ${inFrench.criteria(names, say)}.`,
    en: ({ names }, say) => `You did not say what matters. We look at this: ${inEnglish.criteria(names, say)}.`,
  },
  'storage-margin-needs-storage': {
    fr: () => 'Sans nombre de gigaoctets, la place en réserve n’est pas comptée.',
    en: () => 'Without a number of gigabytes, spare space is not counted.',
  },
  'proximity-needs-territory': {
    fr: () => 'Vous n’avez pas dit où vous êtes : l’endroit où l’hébergeur est installé ne compte donc pas.',
    en: () => 'You did not say where you are, so the place where a host is based does not count.',
  },
  'budget-assumed': {
    fr: ({ euros }, say) => `Sans budget, les prix sont comparés à ${say.euros(euros)} par an.`,
    en: ({ euros }, say) => `Without a budget, prices are compared with ${say.euros(euros)} a year.`,
  },
  'amounts-assumed': {
    fr: (params, say) =>
      `Là où vous ne dites rien, nous comptons ${inFrench.size(params, say)}. Dites ${
        params.accounts === null
          ? 'la place qu’il vous faut'
          : `combien vous êtes${params.gigabytes === null ? '' : ' et la place qu’il vous faut'}`
      }.`,
    en: (params, say) =>
      `Where you say nothing, we count ${inEnglish.size(params, say)}. Say ${
        params.accounts === null
          ? 'how much space you need'
          : `how many you are${params.gigabytes === null ? '' : ' and how much space you need'}`
      }.`,
  },
  'mail-storage-assumed': {
    fr: ({ gigabytes }, say) => `Pour le mail, nous comptons ${say.gigabytes(gigabytes)} par boîte.`,
    en: ({ gigabytes }, say) => `For email, we count ${say.gigabytes(gigabytes)} per mailbox.`,
  },
  'domain-name-apart': {
    fr: ({ euros }, say) =>
      `Une adresse à votre nom demande un nom de domaine : environ ${say.euros(euros)} par an en plus.`,
    en: ({ euros }, say) => `An address in your name needs a domain name: about ${say.euros(euros)} more a year.`,
  },
  'one-family-leads': {
    fr: ({ family }) =>
      `Avec vos souhaits, ${inFrench.families[family]} plus que tout le reste réuni. Si ce n’est pas voulu, changez l’importance d’un souhait.`,
    en: ({ family }) =>
      `With your wishes, ${inEnglish.families[family]} more than all the rest together. If you did not mean it, change how much one of them matters.`,
  },
  'combinations-too-many': {
    fr: ({ hosts, usages }) =>
      `Nous n’avons pas cherché de groupes d’hébergeurs. ${usages} usages chez ${inFrench.hosts(hosts)}, c’est trop de groupes à comparer. Demandez moins d’usages indispensables.`,
    en: ({ hosts, usages }) =>
      `We did not look for groups of hosts. ${usages} usages among ${inEnglish.hosts(hosts)} make too many groups to compare. Ask for fewer usages that must be there.`,
  },
  'combinations-busy': {
    fr: () => 'Nous n’avons pas cherché de groupes d’hébergeurs : trop de recherches sont en cours. Réessayez bientôt.',
    en: () => 'We did not look for groups of hosts: too many searches are under way. Try again soon.',
  },
  'combinations-stopped': {
    fr: () => 'La recherche de groupes d’hébergeurs n’a pas abouti. Le reste de la réponse est complet.',
    en: () => 'The search for groups of hosts did not end. The rest of the answer is complete.',
  },
  'health-data-not-proven': {
    fr: ({ count }) =>
      count > 0
        ? `Données de santé : ${inFrench.hosts(count)} écarté${count > 1 ? 's' : ''}, faute de certificat vérifié. Demandez-${count > 1 ? 'leur' : 'lui'} son numéro et sa date de fin.`
        : 'Données de santé : seuls les hébergeurs dont le certificat est vérifié sont montrés.',
    en: ({ count }) =>
      count > 0
        ? `Health data: ${inEnglish.hosts(count)} left out, for want of a checked certificate. Ask for its number and end date.`
        : 'Health data: only hosts whose certificate was checked are shown.',
  },
  'closing-successor': {
    fr: ({ host, service, successorName, agreed, closesOn, isOver }, say) =>
      `${service === null ? host : `Le service «\u00a0${service}\u00a0» ${inFrench.of(host)}`} ${isOver ? 'a fermé' : 'ferme'}${
        closesOn ? ` (${say.date(closesOn)})` : ''
      }. ${
        agreed
          ? `${successorName} prend la suite.`
          : `${successorName} est proposé pour prendre la suite\u00a0; il n’a pas encore dit oui.`
      }`,
    en: ({ host, service, successorName, agreed, closesOn, isOver }, say) =>
      `${service === null ? host : `The service “${service}” of ${host}`} ${isOver ? 'has closed' : 'is closing'}${
        closesOn ? ` (${say.date(closesOn)})` : ''
      }. ${
        agreed ? `${successorName} takes over.` : `${successorName} is proposed to take over; it has not said yes yet.`
      }`,
  },
  'nothing-wished': {
    fr: () => 'Rien ne compte plus que le reste : les hébergeurs sont donc à égalité, avec leur prix.',
    en: () => 'Nothing matters more than the rest: hosts are equal, shown with their price.',
  },
} satisfies Topic;
