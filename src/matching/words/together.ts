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
    fr: ({ shares, ...params }, say) =>
      `${inFrench.parts(shares, say)}. ${inFrench.contacts(params, say)} ${inFrench.price(params, say)}`,
    en: ({ shares, ...params }, say) =>
      `${inEnglish.parts(shares, say)}. ${inEnglish.contacts(params, say)} ${inEnglish.price(params, say)}`,
  },
  'one-host-to-check': {
    fr: (params, say) => `${params.host} pourrait tout couvrir, avec un seul contact. ${inFrench.price(params, say)}`,
    en: (params, say) => `${params.host} could cover everything, with one contact. ${inEnglish.price(params, say)}`,
  },
  'several-hosts-to-check': {
    fr: ({ shares, ...params }, say) =>
      `Ensemble, ils pourraient tout couvrir. ${inFrench.parts(shares, say)}. ${inFrench.contacts(params, say)} ${inFrench.price(params, say)}`,
    en: ({ shares, ...params }, say) =>
      `Together they could cover everything. ${inEnglish.parts(shares, say)}. ${inEnglish.contacts(params, say)} ${inEnglish.price(params, say)}`,
  },
} satisfies Topic;
