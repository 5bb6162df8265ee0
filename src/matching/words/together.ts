import { inEnglish } from './english.ts';
import { inFrench } from './french.ts';
import type { Topic } from './topic.ts';

/** Several hosts for one need. */
export const TOGETHER = {
  'one-host': {
    fr: (params, say) => `${params.host} couvre tout, avec un seul contact. ${inFrench.price(params, say)}`,
    en: (params, say) => `${params.host} covers everything, with one contact. ${inEnglish.price(params, say)}`,
  },
  'several-hosts': {
    fr: (params, say) =>
      `${inFrench.parts(params.shares, say)}. ${params.contacts} contacts. ${inFrench.price(params, say)}${params.saved > 0 ? ` C’est ${say.euros(params.saved)} de moins par an qu’avec un seul contact.` : ''}`,
    en: (params, say) =>
      `${inEnglish.parts(params.shares, say)}. ${params.contacts} contacts. ${inEnglish.price(params, say)}${params.saved > 0 ? ` That is ${say.euros(params.saved)} less a year than with one contact.` : ''}`,
  },
  'several-hosts-to-check': {
    fr: (params, say) =>
      `${params.contacts > 1 ? 'Ensemble, ils pourraient tout couvrir.' : 'Il pourrait tout couvrir.'} ${inFrench.parts(params.shares, say)}. ${inFrench.price(params, say)}`,
    en: (params, say) =>
      `${params.contacts > 1 ? 'Together they could cover everything.' : 'It could cover everything.'} ${inEnglish.parts(params.shares, say)}. ${inEnglish.price(params, say)}`,
  },
} satisfies Topic;
