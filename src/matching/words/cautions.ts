import type { Measure } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { inEnglish } from './english.ts';
import { inFrench } from './french.ts';
import type { Topic } from './topic.ts';

const subject = (kind: string, key: string, say: Speaker): string =>
  kind === 'criterion' ? say.criterion(key) : say.commitment(key);

/** What was found of a commitment, where there is more to it than the no. */
const measured = (kind: string, key: string, value: Measure, say: Speaker): string =>
  kind === 'criterion' || value === false ? '' : ` (${say.measure(key, value)})`;

/** What to beware of with a host. */
export const CAUTIONS = {
  'stated-no-criterion': {
    fr: ({ key }, say) => `L’hébergeur dit non sur ce point : ${say.criterion(key)}.`,
    en: ({ key }, say) => `The host says no to this: ${say.criterion(key)}.`,
  },
  'stated-no-commitment': {
    fr: ({ key, value }, say) =>
      `L’hébergeur ne s’engage pas assez sur ce point : ${say.commitment(key)}${value === null ? '' : ` (${say.measure(key, value)})`}.`,
    en: ({ key, value }, say) =>
      `The host does not commit enough on this: ${say.commitment(key)}${value === null ? '' : ` (${say.measure(key, value)})`}.`,
  },
  'stated-no-support': {
    fr: ({ key }, say) => `L’hébergeur ne propose pas cette aide : ${say.support(key)}.`,
    en: ({ key }, say) => `The host does not offer this help: ${say.support(key)}.`,
  },
  contested: {
    fr: ({ kind, key, ...denial }, say) =>
      `${inFrench.reviewer(denial)} conteste ce point : ${subject(kind, key, say)}. Demandez aux deux.`,
    en: ({ kind, key, ...denial }, say) =>
      `${inEnglish.reviewer(denial)} disputes this: ${subject(kind, key, say)}. Ask both.`,
  },
  'contested-answered': {
    fr: ({ kind, key, ...denial }, say) =>
      `${inFrench.reviewer(denial)} conteste ce point : ${subject(kind, key, say)}. L’hébergeur a répondu : lisez les deux.`,
    en: ({ kind, key, ...denial }, say) =>
      `${inEnglish.reviewer(denial)} disputes this: ${subject(kind, key, say)}. The host has replied: read both.`,
  },
  'contested-unanswered': {
    fr: ({ kind, key, value, ...denial }, say) =>
      `${inFrench.reviewer(denial)} dit non sur ce point : ${subject(kind, key, say)}${measured(kind, key, value, say)}. L’hébergeur n’a pas encore répondu.`,
    en: ({ kind, key, value, ...denial }, say) =>
      `${inEnglish.reviewer(denial)} says no to this: ${subject(kind, key, say)}${measured(kind, key, value, say)}. The host has not answered yet.`,
  },
  'not-confirmed-by-host': {
    fr: ({ asOf }, say) =>
      asOf
        ? `L’hébergeur n’a pas encore relu cette fiche. Dernière trace de lui : ${say.date(asOf)}.`
        : 'L’hébergeur n’a pas encore relu cette fiche. Elle n’est pas datée.',
    en: ({ asOf }, say) =>
      asOf
        ? `The host has not read this entry yet. Last trace of it: ${say.date(asOf)}.`
        : 'The host has not read this entry yet. It has no date.',
  },
  'on-application': {
    fr: () => 'Il faut faire une demande et attendre la réponse. Gardez une autre piste.',
    en: () => 'You must apply and wait for an answer. Keep another option open.',
  },
  'places-not-confirmed': {
    fr: () => 'Les inscriptions sont ouvertes, mais rien ne dit s’il reste des places. Posez la question.',
    en: () => 'Sign-ups are open, but nothing says whether places are left. Please ask.',
  },
  'territory-assumed': {
    fr: ({ territory }, say) =>
      `Cet hébergeur n’a pas dit où il travaille. Nous supposons qu’il vous accepte (${say.territory(territory)}).`,
    en: ({ territory }, say) =>
      `This host has not said where it works. We assume it accepts you (${say.territory(territory)}).`,
  },
  'only-declared': {
    fr: () => 'C’est seulement déclaré : personne ne l’a encore vérifié.',
    en: () => 'This is only declared: nobody has checked it yet.',
  },
  'tax-added': {
    fr: () => 'Le prix annoncé est hors taxe : nous avons ajouté la TVA.',
    en: () => 'The price is given before tax: we added VAT.',
  },
  'evidence-page-lost': {
    fr: ({ kind, key }, say) =>
      `La page donnée comme preuve ne répond plus, elle ne compte plus : ${subject(kind, key, say)}.`,
    en: ({ kind, key }, say) =>
      `The page given as evidence no longer answers, it no longer counts: ${subject(kind, key, say)}.`,
  },
  'evidence-page-changed': {
    fr: ({ kind, key, on }, say) =>
      `Le texte donné comme preuve a changé (${say.date(on)}), relisez-le : ${subject(kind, key, say)}.`,
    en: ({ kind, key, on }, say) =>
      `The words given as evidence have changed (${say.date(on)}), read them again: ${subject(kind, key, say)}.`,
  },
  'evidence-aged': {
    fr: ({ kind, key, asOf }, say) =>
      `Information ancienne${asOf ? ` (${say.date(asOf)})` : ''}, elle compte moins : ${subject(kind, key, say)}.`,
    en: ({ kind, key, asOf }, say) =>
      `Old information${asOf ? ` (${say.date(asOf)})` : ''}, it counts less: ${subject(kind, key, say)}.`,
  },
} satisfies Topic;
