import { closingText } from '../../closings/words.ts';
import { type Catalogue, frenchOf, sayer } from '../../vocabulary/sentences.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { type DueFact, type DueOfHost, isOfHost } from './schema.ts';

type Dated = DueOfHost & { on: string };
type DatedCases = DueFact & { on: string };

/** What is due for a federation: the fact that each sentence tells. */
export interface DueSentences {
  closing: DueOfHost;
  'promise-broken': DueOfHost;
  'membership-request': Dated;
  'membership-review': Dated;
  'membership-undated': DueOfHost;
  review: Dated;
  'review-late': Dated;
  'review-undated': DueOfHost;
  'selection-review': Dated;
  'selection-gone': DueOfHost;
  'vouch-lapsed': DueOfHost;
  'site-unanswered': Dated;
  'site-parked': DueOfHost;
  'site-moved': DueOfHost;
  'site-certificate': DueOfHost;
  'site-robots': DueOfHost;
  cases: DatedCases;
  'cases-waiting': DatedCases;
}

const about = ({ subject = '' }: DueFact, say: Speaker): string => {
  const key = subject.slice(subject.indexOf(':') + 1);
  return subject.startsWith('criterion:') ? say.criterion(key) : say.commitment(key);
};

/** Dates and successor of a closing, as on the page of the host; without the promises, which that page shows. */
function leaving({ closing }: DueFact, say: Speaker): string {
  return closingText({ ...closing!, promises: [] }, say, () => closing?.successor?.name);
}

/** What was promised, and what is given. */
const given = ({ promise }: DueFact, say: Speaker): readonly [commitment: string, promised: string, actual: string] => {
  const { commitment, promised, actual } = promise!;
  return [say.commitment(commitment), say.measure(commitment, promised), say.measure(commitment, actual)];
};

const vouchedFor = (vouched: DueFact['vouched']): string =>
  vouched!.website === null ? vouched!.name : `${vouched!.name} (${vouched!.website})`;

const FRENCH: Catalogue<DueSentences> = {
  closing: (due, say) => {
    const { name, closing } = due;
    const what = closing?.service ? `Le service «\u00a0${closing.service.name}\u00a0» ${frenchOf(name)}` : name;
    return `${what} va fermer. ${leaving(due, say)}${closing!.successor ? '' : ' Personne n’est nommé pour la suite\u00a0: voyez qui propose la même chose.'}`;
  },
  'promise-broken': (due, say) => {
    const [commitment, promised, actual] = given(due, say);
    const { service } = due.promise!;
    return `${due.name}${service === null ? '' : `, service «\u00a0${service}\u00a0»,`} n’a pas tenu un engagement\u00a0: ${commitment}. Il avait promis ${promised}, et donne ${actual}.`;
  },
  'membership-request': ({ name, on }, say) => `${name} demande à vous rejoindre ${say.since(on)}.`,
  'membership-review': ({ name, on }, say) => `${name}\u00a0: adhésion à revoir avant le ${say.date(on)}.`,
  'membership-undated': ({ name }) => `${name}\u00a0: adhésion sans date connue, à revoir.`,
  review: (due, say) =>
    `${due.name}\u00a0: votre revue compte en entier jusqu’au ${say.date(due.on)}. Sujet\u00a0: ${about(due, say)}.`,
  'review-late': (due, say) =>
    `${due.name}\u00a0: votre revue ne compte plus en entier depuis le ${say.date(due.on)}, à refaire. Sujet\u00a0: ${about(due, say)}.`,
  'review-undated': ({ name }) => `${name}\u00a0: votre revue n’a pas de date. À refaire.`,
  'selection-review': ({ name, on }, say) =>
    `${name}, dans votre liste\u00a0: choix à revoir avant le ${say.date(on)}.`,
  'selection-gone': ({ name }) => `${name} est dans votre liste, mais n’est plus proposé.`,
  'vouch-lapsed': ({ name, vouched }) =>
    `Vous vous étiez portés garants de ${vouchedFor(vouched)}. Le nom, le site ou l’identifiant a changé depuis, et votre garantie ne compte plus. La fiche s’appelle maintenant ${name}. Si c’est bien la même organisation, redites-le. Sinon, retirez votre garantie.`,
  'site-unanswered': ({ name, on, overdue, site }, say) =>
    `${name}\u00a0: son site ne répond plus depuis le ${say.date(site!.failingSince!)}. ${overdue ? `Sa fiche dit depuis le ${say.date(on)} que l’on est sans nouvelles.` : `À partir du ${say.date(on)}, sa fiche dira que l’on est sans nouvelles.`} S’il est là, dites-le.`,
  'site-parked': ({ name, site }, say) =>
    `${name}\u00a0: depuis le ${say.date(site!.since!)}, son site montre une page de nom à vendre ou en attente.`,
  'site-moved': ({ name, site }, say) =>
    `${name}\u00a0: depuis le ${say.date(site!.since!)}, son site mène ailleurs${site!.url ? `, à ${site!.url}` : ''}.`,
  'site-certificate': ({ name, site }, say) =>
    `${name}\u00a0: depuis le ${say.date(site!.since!)}, le certificat de son site n’est pas valable.`,
  'site-robots': ({ name, site }, say) =>
    `${name}\u00a0: depuis le ${say.date(site!.since!)}, le fichier robots.txt de son site est en panne, et personne ne regarde plus ce site.`,
  cases: ({ cases, on }, say) =>
    cases!.count === 1
      ? `Un dossier est à reprendre le ${say.date(on)}. Qu’est-il devenu\u00a0?`
      : `${say.number(cases!.count)} dossiers sont à reprendre le ${say.date(on)}. Que sont-ils devenus\u00a0?`,
  'cases-waiting': ({ cases, on }, say) =>
    cases!.count === 1
      ? `Un dossier attend un mot de vous ${say.since(on)}.`
      : `${say.number(cases!.count)} dossiers attendent un mot de vous, le plus ancien ${say.since(on)}.`,
};

const ENGLISH: Catalogue<DueSentences> = {
  closing: (due, say) => {
    const { name, closing } = due;
    const what = closing?.service ? `The service “${closing.service.name}” of ${name}` : name;
    return `${what} is going to close. ${leaving(due, say)}${closing!.successor ? '' : ' Nobody is named to take over: see who offers the same.'}`;
  },
  'promise-broken': (due, say) => {
    const [commitment, promised, actual] = given(due, say);
    const { service } = due.promise!;
    return `${due.name}${service === null ? '' : `, service “${service}”,`} has broken a promise: ${commitment}. It had promised ${promised} and gives ${actual}.`;
  },
  'membership-request': ({ name, on }, say) => `${name} has asked to join you ${say.since(on)}.`,
  'membership-review': ({ name, on }, say) => `Membership of ${name}: to be looked at before ${say.date(on)}.`,
  'membership-undated': ({ name }) => `Membership of ${name}: no date is known. To be looked at.`,
  review: (due, say) =>
    `Your review of ${due.name} counts in full until ${say.date(due.on)}. Subject: ${about(due, say)}.`,
  'review-late': (due, say) =>
    `Your review of ${due.name} has no longer counted in full since ${say.date(due.on)}. To be done again. Subject: ${about(due, say)}.`,
  'review-undated': ({ name }) => `Your review of ${name} has no date. To be done again.`,
  'selection-review': ({ name, on }, say) => `${name}, in your list: a choice to be looked at before ${say.date(on)}.`,
  'selection-gone': ({ name }) => `${name} is in your list, but is no longer proposed.`,
  'vouch-lapsed': ({ name, vouched }) =>
    `You vouched for ${vouchedFor(vouched)}. Its name, site or slug has changed since, and your vouch no longer counts. The entry is now called ${name}. If it is the same organisation, say so again. Else take it back.`,
  'site-unanswered': ({ name, on, overdue, site }, say) =>
    `${name}: its site has not answered since ${say.date(site!.failingSince!)}. ${overdue ? `Since ${say.date(on)} its entry says that there is no news.` : `From ${say.date(on)} on, its entry will say that there is no news.`} If it is there, say so.`,
  'site-parked': ({ name, site }, say) =>
    `${name}: since ${say.date(site!.since!)} its site shows a page for names that are for sale or unused.`,
  'site-moved': ({ name, site }, say) =>
    `${name}: since ${say.date(site!.since!)} its site leads elsewhere${site!.url ? `, to ${site!.url}` : ''}.`,
  'site-certificate': ({ name, site }, say) =>
    `${name}: since ${say.date(site!.since!)} the certificate of its site is not valid.`,
  'site-robots': ({ name, site }, say) =>
    `${name}: since ${say.date(site!.since!)} the robots.txt file of its site is out of order, and nobody looks at that site any more.`,
  cases: ({ cases, on }, say) =>
    cases!.count === 1
      ? `One case is to be taken up again on ${say.date(on)}. What became of it?`
      : `${say.number(cases!.count)} cases are to be taken up again on ${say.date(on)}. What became of them?`,
  'cases-waiting': ({ cases, on }, say) =>
    cases!.count === 1
      ? `One case has waited for a word from you ${say.since(on)}.`
      : `${say.number(cases!.count)} cases wait for a word from you, the oldest ${say.since(on)}.`,
};

/** What is due, by its code, in the speaker’s language. */
export const sayDue = sayer<DueSentences>({ fr: FRENCH, en: ENGLISH });

/** What needs no day to be told. */
const UNDATED = [
  ...(['closing', 'promise-broken', 'selection-gone', 'vouch-lapsed'] as const),
  ...(['site-parked', 'site-moved', 'site-certificate', 'site-robots'] as const),
] as const;
const isUndated = (kind: DueFact['kind']): kind is (typeof UNDATED)[number] =>
  (UNDATED as readonly string[]).includes(kind);

/** What is due, as a sentence. @param day the present day, for what waits since one */
export function tellDue(due: DueFact, say: Speaker, day: string): string {
  const { kind, on } = due;
  if (kind === 'cases')
    return sayDue({ code: on! <= day ? 'cases-waiting' : 'cases', params: { ...due, on: on! } }, say);
  if (!isOfHost(due)) throw new Error(`Nothing is told of ${kind} without a host`);
  if (isUndated(kind)) return sayDue({ code: kind, params: due }, say);
  if (on === null)
    return sayDue({ code: kind === 'review' ? 'review-undated' : 'membership-undated', params: due }, say);
  return sayDue({ code: kind === 'review' && due.overdue ? 'review-late' : kind, params: { ...due, on } }, say);
}
