import { inEnglish } from './english.ts';
import { inFrench } from './french.ts';
import type { Topic } from './topic.ts';

/** Several hosts for one need. */
export const TOGETHER = {
  'one-host': {
    fr: ({ host, ...params }, say) => `${host} couvre tout, avec un seul contact. ${inFrench.price(params, say)}`,
    en: ({ host, ...params }, say) => `${host} covers everything, with one contact. ${inEnglish.price(params, say)}`,
  },
  'several-hosts': {
    fr: ({ shares, saved, contacts, ...params }, say) =>
      `${inFrench.parts(shares, say)}. ${contacts} contacts. ${inFrench.price(params, say)}${saved > 0 ? ` C’est ${say.euros(saved)} de moins par an qu’avec un seul contact.` : ''}`,
    en: ({ shares, saved, contacts, ...params }, say) =>
      `${inEnglish.parts(shares, say)}. ${contacts} contacts. ${inEnglish.price(params, say)}${saved > 0 ? ` That is ${say.euros(saved)} less a year than with one contact.` : ''}`,
  },
  'several-hosts-to-check': {
    fr: ({ shares, contacts, ...params }, say) =>
      `${contacts > 1 ? 'Ensemble, ils pourraient tout couvrir.' : 'Il pourrait tout couvrir.'} ${inFrench.parts(shares, say)}. ${inFrench.price(params, say)}`,
    en: ({ shares, contacts, ...params }, say) =>
      `${contacts > 1 ? 'Together they could cover everything.' : 'It could cover everything.'} ${inEnglish.parts(shares, say)}. ${inEnglish.price(params, say)}`,
  },
} satisfies Topic;
