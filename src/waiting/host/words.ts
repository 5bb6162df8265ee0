import { stageText } from '../../closings/words.ts';
import { capital, oneLine } from '../../ground/texts.ts';
import { type Coded, type SentencesOf, sayer } from '../../vocabulary/sentences.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { MistakeKind } from '../../vocabulary/terms.ts';
import { type DueWords, dueWordsOf } from '../open-items.ts';
import type { TodoFact, TodoKind, WebhookEnd } from './schema.ts';

const MOST_OF_A_NAME = 60;
/** A name typed by somebody, shortened and on one line. */
function quoted(name: string, language: Speaker['language']): string {
  const line = [...oneLine(name)];
  const short = line.length > MOST_OF_A_NAME ? `${line.slice(0, MOST_OF_A_NAME).join('').trimEnd()}…` : line.join('');
  return language === 'fr' ? `«\u00a0${short}\u00a0»` : `“${short}”`;
}

/** The subject, in short sentences of its own before the main sentence. */
function topic({ about = {} }: TodoFact, say: Speaker): string {
  const { service, criterion, commitment } = about;
  const parts = [
    service !== undefined && `Service ${quoted(service, say.language)}.`,
    criterion !== undefined && `${capital(say.criterion(criterion))}.`,
    commitment !== undefined && `${capital(say.commitment(commitment))}.`,
  ];
  return parts.flatMap((part) => (part ? `${part} ` : [])).join('');
}

/** All sentences have the same parameter type; the kind determines which parameters are present. */
export type TodoSentences = Record<TodoKind, TodoFact & DueWords>;

const REPORTED: Record<'fr' | 'en', Record<MistakeKind, string>> = {
  fr: {
    wrong: 'quelque chose serait faux',
    closed: 'ce serait fermé',
    misleading: 'quelque chose tromperait le lecteur',
  },
  en: { wrong: 'something may be wrong', closed: 'it may be closed', misleading: 'something may mislead readers' },
};

const WEBHOOK_ENDS: Record<'fr' | 'en', Record<WebhookEnd, string>> = {
  fr: {
    gone: 'Il a répondu qu’il n’existe plus.',
    failing: 'Il n’a rien accepté pendant trois jours.',
    'token-ended': 'Le jeton qui l’avait inscrit n’est plus valable.',
  },
  en: {
    gone: 'It answered that it no longer exists.',
    failing: 'It took nothing for three days.',
    'token-ended': 'The token that made it is no longer valid.',
  },
};

const FRENCH: SentencesOf<TodoSentences> = {
  'owner-changes': ({ due }) =>
    `Quelqu’un d’autre a prouvé que ce domaine est le sien. La fiche change de mains le ${due}. Opposez-vous avant, si ce n’est pas voulu.`,
  'draft-expires': ({ due }) => `Ce brouillon sera effacé le ${due} s’il n’est pas publié avant.`,
  'closing-stage': ({ stage, due }, say) =>
    `Étape suivante de la fermeture, le ${due}\u00a0: ${stageText(stage!, say)}. Prévenez ceux que cela touche. Si la date a changé, corrigez l’annonce.`,
  'closing-guide': ({ due, isDated }) =>
    `La fermeture est annoncée, mais rien ne dit comment récupérer ses données. Donnez l’adresse d’un mode d’emploi${isDated ? `, avant le ${due}` : ''}.`,
  'closing-successor': ({ name }, say) =>
    name === undefined
      ? 'La fermeture est annoncée, mais personne n’est nommé pour la suite. Si un hébergeur veut bien, nommez-le.'
      : `${quoted(name, say.language)} n’a pas encore dit oui pour prendre la suite. Demandez-le-lui, ou nommez un autre hébergeur.`,
  referral: ({ name, since }, say) =>
    `Quelqu’un vous a été adressé le ${say.date(since)} par ${quoted(name!, say.language)}. Dites si vous l’acceptez, si c’est complet, ou si ce n’est pas pour vous.`,
  'membership-question': ({ name, since }, say) =>
    `${quoted(name!, say.language)} veut en savoir plus sur votre demande d’adhésion. Sa question est du ${say.date(since)}. Répondez-lui, ou retirez votre demande.`,
  'membership-refused': ({ name, since }, say) =>
    `${quoted(name!, say.language)} n’a pas accepté votre demande d’adhésion (réponse du ${say.date(since)}). Demandez de nouveau, ou retirez votre demande.`,
  'membership-unasked': ({ name }, say) =>
    `${quoted(name!, say.language)} dit que vous êtes membre, et vous ne l’avez pas demandé. Est-ce vrai\u00a0? Dites-le, ou retirez-vous.`,
  'vouch-lapsed': ({ name }, say) =>
    `${quoted(name!, say.language)} s’était portée garante de vous. Votre nom, votre site ou votre identifiant a changé depuis, et cela ne compte plus. Demandez-lui de le redire, ou prouvez votre site.`,
  succession: ({ name, due, isDated }, say) =>
    `${quoted(name!, say.language)} vous nomme comme repreneur. ${isDated ? `La fermeture est prévue le ${due}. ` : ''}Dites si vous êtes d’accord.`,
  'succession-promised': ({ name }, say) =>
    `${quoted(name!, say.language)} vous nomme comme successeur si un jour il ferme. Êtes-vous d’accord\u00a0?`,
  contested: () => 'Un tiers dit non, avec une preuve. Répondez-lui, ou corrigez ce que vous dites.',
  'question-changed': ({ about }, say) =>
    `Cette question a changé depuis votre réponse, qui ne compte plus. ${say.criterionQuestion(about!.criterion!)} Répondez oui, en partie ou non.`,
  proposals: ({ count }) =>
    count === 1
      ? 'Un fichier lu en ligne dit autre chose que votre fiche. Lisez la différence, puis acceptez-la ou refusez-la.'
      : `Des fichiers lus en ligne disent autre chose que votre fiche\u00a0: ${count} différences attendent. Lisez-les, puis acceptez-les ou refusez-les.`,
  'criterion-required': ({ about, name }, say) =>
    `${quoted(name!, say.language)} le demande à ses membres. ${say.criterionQuestion(about!.criterion!)} Répondez oui, en partie ou non.`,
  report: ({ report }) => `Un signalement attend une réponse : ${REPORTED.fr[report!]}.`,
  'webhook-disabled': ({ name, why, since }, say) =>
    `Rien n’est plus envoyé à ${quoted(name!, say.language)} depuis le ${say.date(since)}. ${WEBHOOK_ENDS.fr[why!]} Quand il est réparé, faites-le vérifier de nouveau : ce qui attendait est envoyé. S’il ne sert plus, retirez-le.`,
  merged: ({ name, since }, say) =>
    `La fiche ${quoted(name!, say.language)} a été réunie à la vôtre le ${say.date(since)}. Relisez l’ensemble, corrigez ce qui est faux, puis confirmez.`,
  'page-lost': () => 'La page donnée en preuve ne répond plus et ne compte plus. Donnez une autre adresse.',
  'page-failing': ({ due }) =>
    `La page donnée en preuve ne répond plus. Remettez-la en ligne avant le ${due}, ou donnez une autre adresse.`,
  'page-changed': ({ since }, say) =>
    `La page donnée en preuve a changé le ${say.date(since)}. Relisez-la, puis dites de nouveau ce qui est vrai.`,
  'site-unanswered': ({ from, due, isPast }, say) =>
    `Votre site ne répond plus depuis le ${say.date(from!)}. ${isPast ? `La fiche dit depuis le ${due} que l’on est sans nouvelles de vous.` : `À partir du ${due}, la fiche dira que l’on est sans nouvelles de vous.`} Si vous êtes là, dites-le.`,
  'site-parked': ({ since }, say) =>
    `Depuis le ${say.date(since)}, votre site montre une page de nom à vendre ou en attente. Renouvelez le nom, ou donnez la bonne adresse.`,
  'site-moved': ({ since, name }, say) =>
    `Depuis le ${say.date(since)}, votre site mène ailleurs${name === undefined ? '' : `\u00a0: ${quoted(name, say.language)}`}. Si c’est sa nouvelle adresse, donnez-la.`,
  'site-certificate': ({ since }, say) =>
    `Depuis le ${say.date(since)}, le certificat de votre site n’est pas valable (expiré, ou fait pour un autre nom). Les navigateurs mettent en garde\u00a0: renouvelez-le.`,
  'site-robots': ({ since }, say) =>
    `Depuis le ${say.date(since)}, le fichier robots.txt de votre site est en panne. Le catalogue ne regarde donc plus rien de ce site.`,
  'site-page-gone': ({ since, name }, say) =>
    `Depuis le ${say.date(since)}, cette page n’existe plus${name === undefined ? '' : `\u00a0: ${quoted(name, say.language)}`}. Donnez la bonne adresse.`,
  'domain-unproven': () =>
    'Rien ne prouve que ce site est le vôtre. Publiez-y le texte demandé, puis faites-le vérifier.',
  'token-expires': ({ name, due }, say) =>
    `Le jeton ${quoted(name!, say.language)} expire le ${due}. Faites-en un autre avant.`,
  'price-expires': ({ due, isPast, isDated }) =>
    `${isDated ? (isPast ? `Ces prix ne comptent plus depuis le ${due}` : `Ces prix ne compteront plus après le ${due}`) : 'Personne ne sait de quand datent ces prix'}. Dites-les de nouveau.`,
  'fact-expires': ({ due, isPast, isDated }) =>
    `${isDated ? (isPast ? `Ce fait compte comme ancien depuis le ${due}` : `Ce fait comptera comme ancien après le ${due}`) : 'Personne ne sait de quand date ce fait'}. Dites-le de nouveau.`,
  confirmation: ({ due, isPast, isDated }) =>
    isDated
      ? `Relisez la fiche, puis confirmez-la. ${isPast ? `C’était à faire avant le ${due}.` : `C’est à faire avant le ${due}.`}`
      : 'Personne n’a encore confirmé cette fiche. Relisez-la, puis confirmez-la. Dites aussi quelles listes sont entières.',
};

const ENGLISH: SentencesOf<TodoSentences> = {
  'owner-changes': ({ due }) =>
    `Somebody else proved that this domain is theirs. The entry changes hands on ${due}. Object before, if it is not wanted.`,
  'draft-expires': ({ due }) => `This draft will be removed on ${due} unless it is published before.`,
  'closing-stage': ({ stage, due }, say) =>
    `Next stage of the closing, on ${due}: ${stageText(stage!, say)}. Tell those whom it concerns. If the date has changed, correct the announcement.`,
  'closing-guide': ({ due, isDated }) =>
    `The closing is announced, but nothing says how to get one’s data back. Give the address of a guide${isDated ? ` before ${due}` : ''}.`,
  'closing-successor': ({ name }, say) =>
    name === undefined
      ? 'The closing is announced, but nobody is named to take over. If a host is willing, name it.'
      : `${quoted(name, say.language)} has not yet said yes to taking over. Ask them, or name another host.`,
  referral: ({ name, since }, say) =>
    `Somebody was sent to you on ${say.date(since)} by ${quoted(name!, say.language)}. Say whether you accept them, are full, or it is not for you.`,
  'membership-question': ({ name, since }, say) =>
    `${quoted(name!, say.language)} wants to know more about your request to join. Its question is of ${say.date(since)}. Answer it, or take your request back.`,
  'membership-refused': ({ name, since }, say) =>
    `${quoted(name!, say.language)} did not accept your request to join (answer of ${say.date(since)}). Ask again, or take your request back.`,
  'membership-unasked': ({ name }, say) =>
    `${quoted(name!, say.language)} says that you are a member, and you never asked. Is it true? Say so, or leave.`,
  'vouch-lapsed': ({ name }, say) =>
    `${quoted(name!, say.language)} vouched for you. Your name, site or slug has changed since, and this no longer counts. Ask it to say so again, or prove your site.`,
  succession: ({ name, due, isDated }, say) =>
    `${quoted(name!, say.language)} names you as its successor. ${isDated ? `It is to close on ${due}. ` : ''}Say whether you agree.`,
  'succession-promised': ({ name }, say) =>
    `${quoted(name!, say.language)} names you as its successor should it ever close. Do you agree?`,
  contested: () => 'A third party says no, with evidence. Reply, or correct what you say.',
  'question-changed': ({ about }, say) =>
    `This question has changed since your answer, which no longer counts. ${say.criterionQuestion(about!.criterion!)} Answer yes, partial or no.`,
  proposals: ({ count }) =>
    count === 1
      ? 'A file read online says otherwise than your entry. Read the difference, then accept or refuse it.'
      : `Files read online say otherwise than your entry: ${count} differences wait. Read them, then accept or refuse them.`,
  'criterion-required': ({ about, name }, say) =>
    `${quoted(name!, say.language)} asks it of its members. ${say.criterionQuestion(about!.criterion!)} Answer yes, partial or no.`,
  report: ({ report }) => `A report waits for an answer: ${REPORTED.en[report!]}.`,
  'webhook-disabled': ({ name, why, since }, say) =>
    `${quoted(name!, say.language)} has been sent nothing since ${say.date(since)}. ${WEBHOOK_ENDS.en[why!]} Once it is repaired, have it verified again: what waited is sent. If it is no longer in use, remove it.`,
  merged: ({ name, since }, say) =>
    `The entry ${quoted(name!, say.language)} was merged into yours on ${say.date(since)}. Read the whole, correct what is wrong, then confirm it.`,
  'page-lost': () => 'The page given as evidence no longer answers and no longer counts. Give another address.',
  'page-failing': ({ due }) =>
    `The page given as evidence no longer answers. Bring it back before ${due}, or give another address.`,
  'page-changed': ({ since }, say) =>
    `The page given as evidence changed on ${say.date(since)}. Read it again, then say again what is true.`,
  'site-unanswered': ({ from, due, isPast }, say) =>
    `Your site has not answered since ${say.date(from!)}. ${isPast ? `Since ${due} the entry says that there is no news from you.` : `From ${due} on, the entry will say that there is no news from you.`} If you are there, say so.`,
  'site-parked': ({ since }, say) =>
    `Since ${say.date(since)} your site shows a page for names that are for sale or unused. Renew the name, or give the right address.`,
  'site-moved': ({ since, name }, say) =>
    `Since ${say.date(since)} your site leads elsewhere${name === undefined ? '' : `: ${quoted(name, say.language)}`}. If that is its new address, give it.`,
  'site-certificate': ({ since }, say) =>
    `Since ${say.date(since)} the certificate of your site is not valid (expired, or made for another name). Browsers warn against it: renew it.`,
  'site-robots': ({ since }, say) =>
    `Since ${say.date(since)} the robots.txt file of your site is out of order. So the catalogue looks at nothing of this site.`,
  'site-page-gone': ({ since, name }, say) =>
    `Since ${say.date(since)} this page no longer exists${name === undefined ? '' : `: ${quoted(name, say.language)}`}. Give the right address.`,
  'domain-unproven': () => 'Nothing proves that this site is yours. Publish the text there, then have it checked.',
  'token-expires': ({ name, due }, say) =>
    `The token ${quoted(name!, say.language)} expires on ${due}. Make another one before.`,
  'price-expires': ({ due, isPast, isDated }) =>
    `${isDated ? (isPast ? `These prices no longer count since ${due}` : `These prices will no longer count after ${due}`) : 'Nobody knows how old these prices are'}. Say them again.`,
  'fact-expires': ({ due, isPast, isDated }) =>
    `${isDated ? (isPast ? `This fact counts as old since ${due}` : `This fact will count as old after ${due}`) : 'Nobody knows how old this fact is'}. Say it again.`,
  confirmation: ({ due, isPast, isDated }) =>
    isDated
      ? `Read the entry again, then confirm it. ${isPast ? `It was to be done before ${due}.` : `It is to be done before ${due}.`}`
      : 'Nobody has confirmed this entry yet. Read it again, then confirm it. Say also which lists are whole.',
};

/** The sentence for a kind, without its subject. */
export const sayTodo = sayer<TodoSentences>({ fr: FRENCH, en: ENGLISH });

/** One item, as sentences. */
export function tellTodo(waiting: TodoFact, say: Speaker): string {
  // All sentences have the same parameter type, but with more than 25 kinds the compiler cannot verify that.
  const coded = { code: waiting.kind, params: { ...waiting, ...dueWordsOf(waiting, say) } } as Coded<TodoSentences>;
  return topic(waiting, say) + sayTodo(coded, say);
}
