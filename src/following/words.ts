import { stageText } from '../closings/words.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { ClosingStage, Language } from '../vocabulary/terms.ts';

interface Words {
  /** The title of a feed or a calendar. */
  title(host: string): string;
  /** A service of a host, by both names. */
  of(host: string, service: string): string;
  closing(whose: string, stage: ClosingStage, say: Speaker): string;
  /** @param amount null: there is no single amount */
  price(whose: string, plan: string, amount: string | null): string;
  raised(whose: string, plan: string): string;
  per: Record<'month' | 'quarter' | 'year', (amount: string) => string>;
}

/** The words of feeds and calendars of hosts; the history provides the sentences about events. */
export const FOLLOWING: Record<Language, Words> = {
  fr: {
    title: (host) => `Suivre ${host}\u00a0: fermetures, prix, parole`,
    of: (host, service) => `${host}, ${service}`,
    closing: (whose, stage, say) => `${whose}, fermeture\u00a0: ${stageText(stage, say)}.`,
    price: (whose, plan, amount) =>
      `${whose}, nouveau prix de la formule «\u00a0${plan}\u00a0»${amount === null ? '' : `\u00a0: ${amount}`}.`,
    raised: (whose, plan) => `${whose}, prix plus élevé pour la formule «\u00a0${plan}\u00a0».`,
    per: {
      month: (amount) => `${amount} par mois`,
      quarter: (amount) => `${amount} par trimestre`,
      year: (amount) => `${amount} par an`,
    },
  },
  en: {
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
  },
};
