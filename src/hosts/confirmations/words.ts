import { AUDIENCE_LABELS, COMPLETE_LIST_LABELS } from '../../vocabulary/labels.ts';
import { type Coded, type SentencesOf, sayer } from '../../vocabulary/sentences.ts';
import type { Territory, Zone } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Audience, CompleteList, SupportKind } from '../../vocabulary/terms.ts';

type Lacking<K> = { listed: readonly K[]; missing: readonly K[] };

/**
 * Parameters of the sentences about things that a complete list turns into a "no". `missing`: these things, for
 * programs.
 */
export interface ListChangeSentences {
  'other-usages': Lacking<string>;
  'other-places': { zones: readonly Zone[] };
  /** The largest capacity of any known plan of the service; null: unknown, so no limit is stated. */
  'more-room': { service: string; accounts: number | null; gigabytes: number | null };
  'other-support': Lacking<SupportKind>;
  'other-visits': { zones: readonly Zone[] };
  'other-audiences': Lacking<Audience>;
  'other-languages': { listed: readonly string[] };
  'not-said': { list: CompleteList };
  'taken-back': { list: CompleteList };
}
export type ListChange = Coded<ListChangeSentences>;

/** How many things a sentence names; the rest is counted. */
const MOST_NAMED = 4;

/** How the rest is counted: singular and plural. */
type Others = readonly [one: string, several: string];
const AUTRES: Others = ['autre', 'autres'];
const MORE: Others = ['more', 'more'];

function named(names: readonly string[], [one, several]: Others, say: Speaker): string {
  const others = names.length - MOST_NAMED;
  if (others <= 0) return say.list(names);
  return `${names.slice(0, MOST_NAMED).join(', ')}, ${say.number(others)} ${others === 1 ? one : several}`;
}

const places = (zones: readonly Zone[], others: Others, say: Speaker): string =>
  named(
    zones.map((zone) => say.territory(zone as Territory)),
    others,
    say,
  );

const audiences = (keys: readonly Audience[], say: Speaker): string =>
  say.list(keys.map((key) => AUDIENCE_LABELS[key][say.language].toLowerCase()));

const label = (list: CompleteList, say: Speaker): string => COMPLETE_LIST_LABELS[list][say.language];

const sizes = (accounts: number | null, gigabytes: number | null, say: Speaker): string[] => [
  ...(accounts === null ? [] : [say.amount('accounts', accounts)]),
  ...(gigabytes === null ? [] : [say.gigabytes(gigabytes)]),
];

const FRENCH: SentencesOf<ListChangeSentences> = {
  'other-usages': ({ listed }, say) =>
    listed.length === 0
      ? 'Aucun service n’est décrit : tout usage deviendrait un non.'
      : `Tout autre usage deviendrait un non. Vous proposez\u00a0: ${named(listed.map(say.usage), AUTRES, say)}.`,
  'other-places': ({ zones }, say) =>
    `Travailler ailleurs deviendrait un non. Vous travaillez pour\u00a0: ${places(zones, AUTRES, say)}.`,
  'more-room': ({ service, accounts, gigabytes }, say) =>
    `Service «\u00a0${service}\u00a0». Au-delà de ${sizes(accounts, gigabytes, say).join(' ou de ')}, ce serait un non.`,
  'other-support': ({ listed }, say) =>
    listed.length === 0
      ? 'Toute aide en plus de l’hébergement deviendrait un non.'
      : `Toute autre aide deviendrait un non. Vous proposez\u00a0: ${named(
          listed.map((key) => say.support(key)),
          AUTRES,
          say,
        )}.`,
  'other-visits': ({ zones }, say) =>
    `Venir en personne ailleurs deviendrait un non. Vous vous déplacez ici\u00a0: ${places(zones, AUTRES, say)}.`,
  'other-audiences': ({ listed }, say) =>
    listed.length === 0
      ? 'Tout public deviendrait un non.'
      : `Tout autre public deviendrait un non. Vous accueillez\u00a0: ${audiences(listed, say)}.`,
  'other-languages': ({ listed }, say) =>
    listed.length === 0
      ? 'Toute langue deviendrait un non.'
      : `Toute autre langue deviendrait un non. Vous parlez\u00a0: ${say.list(listed.map(say.languageName))}.`,
  'not-said': ({ list }, say) =>
    `Vous n’avez encore rien dit sur ceci\u00a0: ${label(list, say)}. Cela reste inconnu. S’il n’y en a pas, dites-le par une liste vide.`,
  'taken-back': ({ list }, say) =>
    `Cette liste ne serait plus dite entière\u00a0: ${label(list, say)}. Ce qui y manque redeviendrait inconnu.`,
};

const ENGLISH: SentencesOf<ListChangeSentences> = {
  'other-usages': ({ listed }, say) =>
    listed.length === 0
      ? 'No service is described: any usage would become a no.'
      : `Any other usage would become a no. You offer: ${named(listed.map(say.usage), MORE, say)}.`,
  'other-places': ({ zones }, say) => `Working elsewhere would become a no. You work for: ${places(zones, MORE, say)}.`,
  'more-room': ({ service, accounts, gigabytes }, say) =>
    `Service “${service}”. Above ${sizes(accounts, gigabytes, say).join(' or ')}, it would be a no.`,
  'other-support': ({ listed }, say) =>
    listed.length === 0
      ? 'Any help beside hosting would become a no.'
      : `Any other help would become a no. You offer: ${named(
          listed.map((key) => say.support(key)),
          MORE,
          say,
        )}.`,
  'other-visits': ({ zones }, say) =>
    `Coming in person elsewhere would become a no. You come here: ${places(zones, MORE, say)}.`,
  'other-audiences': ({ listed }, say) =>
    listed.length === 0
      ? 'Any audience would become a no.'
      : `Any other audience would become a no. You serve: ${audiences(listed, say)}.`,
  'other-languages': ({ listed }, say) =>
    listed.length === 0
      ? 'Any language would become a no.'
      : `Any other language would become a no. You speak: ${say.list(listed.map(say.languageName))}.`,
  'not-said': ({ list }, say) =>
    `You have said nothing about this yet: ${label(list, say)}. It stays unknown. If there are none, say so with an empty list.`,
  'taken-back': ({ list }, say) =>
    `This list would no longer be called whole: ${label(list, say)}. What it lacks would be unknown again.`,
};

/** What becomes of things that a list does not contain, in the reader's language. */
export const sayListChange = sayer<ListChangeSentences>({ fr: FRENCH, en: ENGLISH });
