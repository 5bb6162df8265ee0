import { closingText } from '../../closings/words.ts';
import { frenchOf, type SentencesOf, sayer } from '../../vocabulary/sentences.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { type DueWords, dueWordsOf } from '../open-items.ts';
import type { DueFact, DueKind } from './schema.ts';

/** All sentences have the same parameter type; the kind determines which parameters are present. */
export type DueSentences = Record<DueKind, DueFact & Required<Pick<DueFact, 'host' | 'name'>> & DueWords>;

const about = ({ subject = '' }: Pick<DueFact, 'subject'>, say: Speaker): string => {
  const key = subject.slice(subject.indexOf(':') + 1);
  return subject.startsWith('criterion:') ? say.criterion(key) : say.commitment(key);
};

/** Dates, broken promises and successor of a closing, as on the page of the host; that page also shows the others. */
function leaving({ closing }: Pick<DueFact, 'closing'>, say: Speaker): string {
  return closingText({ ...closing!, promises: closing!.promises ?? [] }, say, () => closing?.successor?.name);
}

/** The promised notice, and the notice actually given. */
const given = (
  { promise }: Pick<DueFact, 'promise'>,
  say: Speaker,
): readonly [commitment: string, promised: string, actual: string] => {
  const { commitment, promised, actual } = promise!;
  return [say.commitment(commitment), say.measure(commitment, promised), say.measure(commitment, actual)];
};

const vouchedFor = (vouched: DueFact['vouched']): string =>
  vouched!.website === null ? vouched!.name : `${vouched!.name} (${vouched!.website})`;

const FRENCH: SentencesOf<DueSentences> = {
  closing: (due, say) => {
    const { name, closing } = due;
    const what = closing?.service ? `Le service «\u00a0${closing.service.name}\u00a0» ${frenchOf(name)}` : name;
    return `${what} va fermer. ${leaving(due, say)}${closing!.successor ? '' : ' Personne n’est nommé pour la suite\u00a0: voyez qui propose la même chose.'}`;
  },
  'promise-broken': (due, say) => {
    const [commitment, promised, actual] = given(due, say);
    const { service } = due.promise!;
    return `${due.name}${service === null ? '' : `, service «\u00a0${service.name}\u00a0»,`} n’a pas tenu un engagement\u00a0: ${commitment}. Il avait promis ${promised}, et donne ${actual}.`;
  },
  'membership-request': ({ name, since }, say) => `${name} demande à vous rejoindre ${say.since(since!)}.`,
  'membership-review': ({ name, due, isDated }) =>
    isDated
      ? `${name}\u00a0: adhésion à revoir avant le ${due}.`
      : `${name}\u00a0: adhésion sans date connue, à revoir.`,
  review: ({ name, due, isPast, isDated, ...of }, say) => {
    if (!isDated) return `${name}\u00a0: votre revue n’a pas de date. À refaire.`;
    const counts = isPast ? `ne compte plus en entier depuis le ${due}, à refaire` : `compte en entier jusqu’au ${due}`;
    return `${name}\u00a0: votre revue ${counts}. Sujet\u00a0: ${about(of, say)}.`;
  },
  'selection-review': ({ name, due }) => `${name}, dans votre liste\u00a0: choix à revoir avant le ${due}.`,
  'selection-gone': ({ name }) => `${name} est dans votre liste, mais n’est plus proposé.`,
  'vouch-lapsed': ({ name, vouched }) =>
    `Vous vous étiez portés garants de ${vouchedFor(vouched)}. Le nom, le site ou l’identifiant a changé depuis, et votre garantie ne compte plus. La fiche s’appelle maintenant ${name}. Si c’est bien la même organisation, redites-le. Sinon, retirez votre garantie.`,
  'site-unanswered': ({ name, due, isPast, site }, say) =>
    `${name}\u00a0: son site ne répond plus depuis le ${say.date(site!.failingSince!)}. ${isPast ? `Sa fiche dit depuis le ${due} que l’on est sans nouvelles.` : `À partir du ${due}, sa fiche dira que l’on est sans nouvelles.`} S’il est là, dites-le.`,
  'site-parked': ({ name, site }, say) =>
    `${name}\u00a0: depuis le ${say.date(site!.since!)}, son site montre une page de nom à vendre ou en attente.`,
  'site-moved': ({ name, site }, say) =>
    `${name}\u00a0: depuis le ${say.date(site!.since!)}, son site mène ailleurs${site!.url ? `, à ${site!.url}` : ''}.`,
  'site-certificate': ({ name, site }, say) =>
    `${name}\u00a0: depuis le ${say.date(site!.since!)}, le certificat de son site n’est pas valable.`,
  'site-robots': ({ name, site }, say) =>
    `${name}\u00a0: depuis le ${say.date(site!.since!)}, le fichier robots.txt de son site est en panne, et personne ne regarde plus ce site.`,
  cases: ({ cases, due, since }, say) => {
    const count = cases!.count;
    if (since === null)
      return count === 1
        ? `Un dossier est à reprendre le ${due}. Qu’est-il devenu\u00a0?`
        : `${say.number(count)} dossiers sont à reprendre le ${due}. Que sont-ils devenus\u00a0?`;
    return count === 1
      ? `Un dossier attend un mot de vous ${say.since(since)}.`
      : `${say.number(count)} dossiers attendent un mot de vous, le plus ancien ${say.since(since)}.`;
  },
};

const ENGLISH: SentencesOf<DueSentences> = {
  closing: (due, say) => {
    const { name, closing } = due;
    const what = closing?.service ? `The service “${closing.service.name}” of ${name}` : name;
    return `${what} is going to close. ${leaving(due, say)}${closing!.successor ? '' : ' Nobody is named to take over: see who offers the same.'}`;
  },
  'promise-broken': (due, say) => {
    const [commitment, promised, actual] = given(due, say);
    const { service } = due.promise!;
    return `${due.name}${service === null ? '' : `, service “${service.name}”,`} has broken a promise: ${commitment}. It had promised ${promised} and gives ${actual}.`;
  },
  'membership-request': ({ name, since }, say) => `${name} has asked to join you ${say.since(since!)}.`,
  'membership-review': ({ name, due, isDated }) =>
    `Membership of ${name}: ${isDated ? `to be looked at before ${due}` : 'no date is known. To be looked at'}.`,
  review: ({ name, due, isPast, isDated, ...of }, say) => {
    if (!isDated) return `Your review of ${name} has no date. To be done again.`;
    const counts = isPast
      ? `has no longer counted in full since ${due}. To be done again`
      : `counts in full until ${due}`;
    return `Your review of ${name} ${counts}. Subject: ${about(of, say)}.`;
  },
  'selection-review': ({ name, due }) => `${name}, in your list: a choice to be looked at before ${due}.`,
  'selection-gone': ({ name }) => `${name} is in your list, but is no longer proposed.`,
  'vouch-lapsed': ({ name, vouched }) =>
    `You vouched for ${vouchedFor(vouched)}. Its name, site or slug has changed since, and your vouch no longer counts. The entry is now called ${name}. If it is the same organisation, say so again. Else take it back.`,
  'site-unanswered': ({ name, due, isPast, site }, say) =>
    `${name}: its site has not answered since ${say.date(site!.failingSince!)}. ${isPast ? `Since ${due} its entry says that there is no news.` : `From ${due} on, its entry will say that there is no news.`} If it is there, say so.`,
  'site-parked': ({ name, site }, say) =>
    `${name}: since ${say.date(site!.since!)} its site shows a page for names that are for sale or unused.`,
  'site-moved': ({ name, site }, say) =>
    `${name}: since ${say.date(site!.since!)} its site leads elsewhere${site!.url ? `, to ${site!.url}` : ''}.`,
  'site-certificate': ({ name, site }, say) =>
    `${name}: since ${say.date(site!.since!)} the certificate of its site is not valid.`,
  'site-robots': ({ name, site }, say) =>
    `${name}: since ${say.date(site!.since!)} the robots.txt file of its site is out of order, and nobody looks at that site any more.`,
  cases: ({ cases, due, since }, say) => {
    const count = cases!.count;
    if (since === null)
      return count === 1
        ? `One case is to be taken up again on ${due}. What became of it?`
        : `${say.number(count)} cases are to be taken up again on ${due}. What became of them?`;
    return count === 1
      ? `One case has waited for a word from you ${say.since(since)}.`
      : `${say.number(count)} cases wait for a word from you, the oldest ${say.since(since)}.`;
  },
};

/** Puts an item into words by its kind, in the speaker's language. */
export const sayDue = sayer<DueSentences>({ fr: FRENCH, en: ENGLISH });

/** An item as a sentence. */
export const tellDue = (due: DueFact, say: Speaker): string =>
  sayDue({ code: due.kind, params: { host: '', name: '', ...due, ...dueWordsOf(due, say) } }, say);
