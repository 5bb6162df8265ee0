import { capital } from '../ground/texts.ts';
import type { Params, Topic } from '../matching/words/topic.ts';
import type { Measure } from '../vocabulary/shapes.ts';
import type { Speaker } from '../vocabulary/speaker.ts';

export const MOST_WORDS = 25;

/** Words of a list that a sentence may hold beside two others; a longer one is counted. */
export const MOST_OF_A_LIST = 6;

export const MOST_OF_A_NAME = 60;

export const wordsOf = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

export const short = (name: string): string =>
  name.length > MOST_OF_A_NAME ? `${name.slice(0, MOST_OF_A_NAME).trimEnd()}…` : name;

export const quoted = (name: string, { language }: Speaker): string =>
  language === 'fr' ? `«\u00a0${short(name)}\u00a0»` : `“${short(name)}”`;

/** What a sentence is about comes first, when it is not the host as a whole. */
export const about = ({ service, plan }: Params, say: Speaker): string => {
  if (service === undefined) return '';
  const [ofService, ofPlan] = say.language === 'fr' ? ['Service', 'formule'] : ['Service', 'plan'];
  return `${ofService} ${quoted(service, say)}${plan === undefined ? '' : `, ${ofPlan} ${quoted(plan, say)}`}. `;
};

export function measure(kind: string, value: Measure, say: Speaker): string {
  const text = say.measure(kind, value);
  if (!Array.isArray(value) || wordsOf(text) <= MOST_OF_A_LIST) return text;
  return say.language === 'fr' ? `liste de ${value.length}` : `list of ${value.length}`;
}

/** `Préavis avant fermeture : 90 jours, puis 30 jours.`; a long label stands in a sentence of its own. */
export function labelled(label: string, values: readonly string[], { language }: Speaker): string {
  const then = values.join(language === 'fr' ? ', puis ' : ', then ');
  const one = `${capital(label)}${language === 'fr' ? '\u00a0' : ''}: ${then}.`;
  return wordsOf(one) <= MOST_WORDS ? one : `${capital(label)}. ${capital(then)}.`;
}

export const promise = (params: Params, values: readonly Measure[], say: Speaker): string => {
  const told = values.map((value) => measure(params.kind, value, say));
  return about(params, say) + labelled(say.commitment(params.kind), told, say);
};

export const ANSWERS = {
  fr: { yes: 'oui', partial: 'en partie', no: 'non' },
  en: { yes: 'yes', partial: 'in part', no: 'no' },
};

export const claim = (
  { criterion, version }: Params,
  values: readonly ('yes' | 'partial' | 'no')[],
  say: Speaker,
): string => {
  const told = values.map((value) => ANSWERS[say.language][value]);
  return labelled(say.criterion(criterion, version), told, say);
};

/** A sentence in each language that is the same but for its ending. */
export const ending = (start: (params: Params, say: Speaker) => string, fr: string, en: string): Topic[string] => ({
  fr: (params, say) => `${start(params, say)} ${fr}`,
  en: (params, say) => `${start(params, say)} ${en}`,
});
