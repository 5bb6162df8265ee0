import type { Speaker } from './speaker.ts';
import type { Language } from './terms.ts';

/**
 * The sentences of one language: for each code, what its parameters say. `S` names the codes of a room and the
 * parameters of each: a language that lacks one, or reads other parameters, does not compile.
 */
export type Catalogue<S> = { readonly [C in keyof S]: (params: S[C], say: Speaker) => string };

/** A sentence that is not written yet: a code of `S` and the parameters of that code. */
export type Coded<S, C extends keyof S = keyof S> = { [K in C]: { readonly code: K; readonly params: S[K] } }[C];

/** Parameters of a sentence that is always the same. */
export type NoParameters = Readonly<Record<string, never>>;

/** Makes the function that writes the sentences of a room in the language of the speaker. */
export const sayer =
  <S>(catalogues: Readonly<Record<Language, Catalogue<S>>>) =>
  <C extends keyof S>({ code, params }: Coded<S, C>, say: Speaker): string =>
    catalogues[say.language][code](params, say);

/** French « de » before words, contracted where needed: « de sites », « d’adresses », « de YouTube », « du Réseau » */
export function frenchOf(words: string): string {
  if (words.startsWith('Le ')) return `du ${words.slice('Le '.length)}`;
  if (words.startsWith('Les ')) return `des ${words.slice('Les '.length)}`;
  return /^([aeéèêiouh]|y(?![aeiou]))/i.test(words) ? `d’${words}` : `de ${words}`;
}

/** French « à » before the name of an organisation, contracted where needed: « au Réseau », « aux Communs » */
export function frenchTo(name: string): string {
  if (name.startsWith('Le ')) return `au ${name.slice('Le '.length)}`;
  return name.startsWith('Les ') ? `aux ${name.slice('Les '.length)}` : `à ${name}`;
}
