import type { Speaker } from './speaker.ts';
import type { Language } from './terms.ts';

/**
 * The sentences of one language, by code; each is a function of its parameters. `S` lists the codes of a room with
 * their parameters: a language in which a code is missing, or has other parameters, does not compile.
 */
export type SentencesOf<S> = { readonly [C in keyof S]: (params: S[C], say: Speaker) => string };

/** A sentence as data: a code of `S` with its parameters. */
export type Coded<S, C extends keyof S = keyof S> = { [K in C]: { readonly code: K; readonly params: S[K] } }[C];

/** The parameters of a sentence that has none. */
export type NoParameters = Readonly<Record<string, never>>;

/** Returns the function that writes the sentences of a room in a speaker's language. */
export const sayer =
  <S>(catalogues: Readonly<Record<Language, SentencesOf<S>>>) =>
  <C extends keyof S>({ code, params }: Coded<S, C>, say: Speaker): string =>
    catalogues[say.language][code](params, say);

/**
 * French « de » before words, contracted where necessary: « de sites », « d’adresses », « de YouTube », « du Réseau »
 */
export function frenchOf(words: string): string {
  if (words.startsWith('Le ')) return `du ${words.slice('Le '.length)}`;
  if (words.startsWith('Les ')) return `des ${words.slice('Les '.length)}`;
  return /^([aeéèêiouh]|y(?![aeiou]))/i.test(words) ? `d’${words}` : `de ${words}`;
}

/** French « à » before the name of an organisation, contracted where necessary: « au Réseau », « aux Communs » */
export function frenchTo(name: string): string {
  if (name.startsWith('Le ')) return `au ${name.slice('Le '.length)}`;
  return name.startsWith('Les ') ? `aux ${name.slice('Les '.length)}` : `à ${name}`;
}
