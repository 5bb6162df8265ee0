import { stageText } from '../closings/words.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { ClosingStage, Language } from '../vocabulary/terms.ts';

/** The words of feeds and calendars of hosts; the history provides the sentences about events. */
const FRENCH = {
  title: (host: string) => `Suivre ${host}\u00a0: fermetures, prix, parole`,
  of: (host: string, service: string) => `${host}, ${service}`,
  closing: (whose: string, stage: ClosingStage, say: Speaker) => `${whose}, fermeture\u00a0: ${stageText(stage, say)}.`,
  price: (whose: string, plan: string, amount: string | null) =>
    `${whose}, nouveau prix de la formule «\u00a0${plan}\u00a0»${amount === null ? '' : `\u00a0: ${amount}`}.`,
  raised: (whose: string, plan: string) => `${whose}, prix plus élevé pour la formule «\u00a0${plan}\u00a0».`,
  per: {
    month: (amount: string) => `${amount} par mois`,
    quarter: (amount: string) => `${amount} par trimestre`,
    year: (amount: string) => `${amount} par an`,
  },
};

const ENGLISH: typeof FRENCH = {
  title: (host) => `Following ${host}: closings, prices, its word`,
  of: (host, service) => `${host}, ${service}`,
  closing: (whose, stage, say) => `${whose}, closing: ${stageText(stage, say)}.`,
  price: (whose, plan, amount) => `${whose}, new price of the plan “${plan}”${amount === null ? '' : `: ${amount}`}.`,
  raised: (whose, plan) => `${whose}, higher price of the plan “${plan}”.`,
  per: {
    month: (amount) => `${amount} a month`,
    quarter: (amount) => `${amount} a quarter`,
    year: (amount) => `${amount} a year`,
  },
};

export const FOLLOWING: Record<Language, typeof FRENCH> = { fr: FRENCH, en: ENGLISH };
