import { inEnglish } from './english.ts';
import { inFrench } from './french.ts';
import type { Topic } from './topic.ts';

/** Why a host is proposed. */
export const REASONS = {
  'one-contact': {
    fr: ({ usages }, say) => `Un seul contact pour tout : ${inFrench.usages(usages, say)}.`,
    en: ({ usages }, say) => `One contact for everything: ${inEnglish.usages(usages, say)}.`,
  },
  free: {
    fr: ({ confirmed }) => (confirmed ? 'C’est gratuit.' : 'La formule connue est gratuite, à confirmer.'),
    en: ({ confirmed }) => (confirmed ? 'It is free.' : 'The known plan is free, to be confirmed.'),
  },
  'pay-what-you-can': {
    fr: ({ advised, floor }, say) => {
      if (advised === null)
        return floor > 0
          ? `Vous choisissez le prix : ${say.euros(floor)} par an au moins.`
          : 'Vous choisissez le prix. L’hébergeur ne conseille aucun montant.';
      return floor > 0 && floor !== advised
        ? `Vous choisissez le prix : ${say.euros(floor)} par an au moins, ${say.euros(advised)} conseillés.`
        : `Vous choisissez le prix. L’hébergeur conseille ${say.euros(advised)} par an.`;
    },
    en: ({ advised, floor }, say) => {
      if (advised === null)
        return floor > 0
          ? `You choose the price: at least ${say.euros(floor)} a year.`
          : 'You choose the price. The host suggests no amount.';
      return floor > 0 && floor !== advised
        ? `You choose the price: at least ${say.euros(floor)} a year, ${say.euros(advised)} suggested.`
        : `You choose the price. The host suggests ${say.euros(advised)} a year.`;
    },
  },
  'price-within-budget': {
    fr: ({ perYear, left, confirmed }, say) => {
      if (!confirmed)
        return `Le prix connu est de ${say.euros(perYear)} par an, à confirmer : il tient dans votre budget.`;
      return left > 0
        ? `Le prix est de ${say.euros(perYear)} par an. Il vous reste ${say.euros(left)}.`
        : `Le prix est de ${say.euros(perYear)} par an : tout juste votre budget.`;
    },
    en: ({ perYear, left, confirmed }, say) => {
      if (!confirmed)
        return `The known price is ${say.euros(perYear)} a year, to be confirmed: it is within your budget.`;
      return left > 0
        ? `The price is ${say.euros(perYear)} a year. You have ${say.euros(left)} left.`
        : `The price is ${say.euros(perYear)} a year: just your budget.`;
    },
  },
  'price-known': {
    fr: ({ perYear, confirmed }, say) =>
      confirmed
        ? `Le prix est de ${say.euros(perYear)} par an.`
        : `Le prix connu est de ${say.euros(perYear)} par an, à confirmer.`,
    en: ({ perYear, confirmed }, say) =>
      confirmed
        ? `The price is ${say.euros(perYear)} a year.`
        : `The known price is ${say.euros(perYear)} a year, to be confirmed.`,
  },
  'room-to-grow': {
    fr: ({ gigabytes, wanted, counted, usages }, say) =>
      gigabytes === null
        ? 'La place n’est pas limitée.'
        : usages.length > 0
          ? `Place la plus juste (${inFrench.usages(usages, say)}) : ${say.gigabytes(gigabytes)}, pour ${say.gigabytes(wanted)} ${counted ? 'comptés' : 'demandés'}.`
          : `Vous aurez ${say.gigabytes(gigabytes)}, pour ${say.gigabytes(wanted)} ${counted ? 'comptés' : 'demandés'}.`,
    en: ({ gigabytes, wanted, counted, usages }, say) =>
      gigabytes === null
        ? 'Space is not limited.'
        : usages.length > 0
          ? `Tightest space (${inEnglish.usages(usages, say)}): ${say.gigabytes(gigabytes)}, for ${say.gigabytes(wanted)} ${counted ? 'counted' : 'asked'}.`
          : `You will have ${say.gigabytes(gigabytes)}, for ${say.gigabytes(wanted)} ${counted ? 'counted' : 'asked'}.`,
  },
  'near-you': {
    fr: ({ territory }, say) => `L’hébergeur est près de chez vous : ${say.territory(territory)}.`,
    en: ({ territory }, say) => `The host is close to you: ${say.territory(territory)}.`,
  },
  'wished-usage-covered': {
    fr: ({ usage }, say) => `Il propose aussi ce que vous souhaitez en plus : ${say.usage(usage)}.`,
    en: ({ usage }, say) => `It also offers what you would like as well: ${say.usage(usage)}.`,
  },
  'support-offered': {
    fr: ({ key }, say) => `Il propose l’aide que vous souhaitez : ${say.support(key)}.`,
    en: ({ key }, say) => `It offers the help you would like: ${say.support(key)}.`,
  },
  'criterion-met': {
    fr: (params, say) =>
      `${say.criterion(params.key)}${params.value === 'partial' ? ', en partie' : ''} : ${inFrench.evidence(params, say)}.`.replace(
        /^./,
        (c) => c.toUpperCase(),
      ),
    en: (params, say) =>
      `${say.criterion(params.key)}${params.value === 'partial' ? ', in part' : ''}: ${inEnglish.evidence(params, say)}.`.replace(
        /^./,
        (c) => c.toUpperCase(),
      ),
  },
  'commitment-met': {
    fr: (params, say) =>
      `${say.commitment(params.key)} (${say.measure(params.key, params.value)}) : ${inFrench.evidence(params, say)}.`.replace(
        /^./,
        (c) => c.toUpperCase(),
      ),
    en: (params, say) =>
      `${say.commitment(params.key)} (${say.measure(params.key, params.value)}): ${inEnglish.evidence(params, say)}.`.replace(
        /^./,
        (c) => c.toUpperCase(),
      ),
  },
} satisfies Topic;
