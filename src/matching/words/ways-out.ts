import { inEnglish } from './english.ts';
import { inFrench } from './french.ts';
import type { Topic } from './topic.ts';

/** Conditions to give up that are named; of more, nobody keeps the list in mind. All stand in the parameters. */
const MOST_NAMED = 4;

/** What one accepts instead, where nobody would call it giving something up. */
const INSTEAD: Record<string, { readonly fr: string; readonly en: string }> = {
  'too-small': { fr: 'Si une formule plus petite vous suffit', en: 'If a smaller plan is enough for you' },
  budget: { fr: 'Si vous pouvez payer plus', en: 'If you can pay more' },
};

/** Hosts that almost fit, and what to give up when none does. */
export const WAYS_OUT = {
  'near-miss-amount': {
    fr: ({ host, unit, has, wanted, confirmed }, say) =>
      `${host} : ${say.amount(unit, has)} au plus, pour vos ${say.number(wanted)}. ${inFrench.bigger(confirmed)}`,
    en: ({ host, unit, has, wanted, confirmed }, say) =>
      `${host}: ${say.amount(unit, has)} at most, for your ${say.number(wanted)}. ${inEnglish.bigger(confirmed)}`,
  },
  'near-miss-storage': {
    fr: ({ host, has, wanted, counted, confirmed }, say) =>
      `${host} : ${say.gigabytes(has)} au plus, ${counted ? 'et nous comptons' : 'pour vos'} ${say.gigabytes(wanted)}. ${inFrench.bigger(confirmed)}`,
    en: ({ host, has, wanted, counted, confirmed }, say) =>
      `${host}: ${say.gigabytes(has)} at most, ${counted ? 'and we count' : 'for your'} ${say.gigabytes(wanted)}. ${inEnglish.bigger(confirmed)}`,
  },
  'near-miss-budget': {
    fr: ({ host, missing, confirmed }, say) =>
      `${host} : il vous manque ${say.euros(missing)} par an.${confirmed ? '' : ` ${inFrench.cheaper}`}`,
    en: ({ host, missing, confirmed }, say) =>
      `${host}: you are ${say.euros(missing)} a year short.${confirmed ? '' : ` ${inEnglish.cheaper}`}`,
  },
  'near-miss-commitment': {
    fr: ({ host, key, has, wanted }, say) =>
      `Un seul obstacle chez ${host} : ${say.commitment(key)}. Il promet ${say.measure(key, has)}, vous demandez ${say.measure(key, wanted)}.`,
    en: ({ host, key, has, wanted }, say) =>
      `A single obstacle with ${host}: ${say.commitment(key)}. It promises ${say.measure(key, has)}, you ask for ${say.measure(key, wanted)}.`,
  },
  'near-miss-need': {
    fr: (params, say) => `Il ne manque qu’une chose chez ${params.host} : ${inFrench.need(params, say)}.`,
    en: (params, say) => `Only one thing is missing with ${params.host}: ${inEnglish.need(params, say)}.`,
  },
  'relax-one': {
    fr: (params, say) => {
      const giveUp = INSTEAD[params.name]?.fr ?? `Si vous renoncez à ceci (${inFrench.need(params, say)})`;
      return `${giveUp} : ${inFrench.hosts(params.count)} possible${params.count > 1 ? 's' : ''}.`;
    },
    en: (params, say) => {
      const giveUp = INSTEAD[params.name]?.en ?? `If you give this up (${inEnglish.need(params, say)})`;
      return `${giveUp}: ${inEnglish.hosts(params.count)} possible.`;
    },
  },
  'relax-several': {
    fr: ({ needs, count }, say) => {
      const possible = `${inFrench.hosts(count)} possible${count > 1 ? 's' : ''}`;
      const named = inFrench.needs(needs.slice(0, MOST_NAMED), say);
      return needs.length > MOST_NAMED
        ? `Il faudrait renoncer à ${needs.length} conditions, dont celles-ci : ${named}. ${possible}.`
        : `${possible} si vous renoncez à tout ceci : ${named}.`;
    },
    en: ({ needs, count }, say) => {
      const named = inEnglish.needs(needs.slice(0, MOST_NAMED), say);
      return needs.length > MOST_NAMED
        ? `You would have to give up ${needs.length} conditions, among them: ${named}. ${inEnglish.hosts(count)} possible.`
        : `${inEnglish.hosts(count)} possible if you give all this up: ${named}.`;
    },
  },
  'step-budget': {
    fr: ({ missing, count }, say) => `${say.euros(missing)} de plus par an suffisent pour ${inFrench.hosts(count)}.`,
    en: ({ missing, count }, say) => `${say.euros(missing)} more a year is enough for ${inEnglish.hosts(count)}.`,
  },
  'step-amount': {
    fr: ({ unit, missing, count }, say) =>
      `${say.amount(unit, missing)} de moins ${missing < 2 ? 'suffit' : 'suffisent'} pour ${inFrench.hosts(count)}.`,
    en: ({ unit, missing, count }, say) =>
      `${say.number(missing)} fewer ${say.unit(unit, missing)} ${missing === 1 ? 'is' : 'are'} enough for ${inEnglish.hosts(count)}.`,
  },
  'step-commitment': {
    fr: ({ key, has, count }, say) => `En acceptant ${say.measure(key, has)} : ${inFrench.hosts(count)}.`,
    en: ({ key, has, count }, say) => `If you accept ${say.measure(key, has)}: ${inEnglish.hosts(count)}.`,
  },
  'step-storage': {
    fr: ({ missing, count }, say) => `${say.gigabytes(missing)} de moins suffisent pour ${inFrench.hosts(count)}.`,
    en: ({ missing, count }, say) => `${say.gigabytes(missing)} less is enough for ${inEnglish.hosts(count)}.`,
  },
} satisfies Topic;
