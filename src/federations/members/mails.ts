import type { Database } from '../../database/open.ts';
import { type MailWords, quotedName, SITE } from '../../mail/message.ts';
import { tellOwner } from '../../mail/queue.ts';
import type { Context } from '../../record/context.ts';
import type { MembershipRequestRow } from '../../record/rows.ts';
import { today } from '../../requests/meaning.ts';
import type { Language, RequestState } from '../../vocabulary/terms.ts';

/* Tells a host by mail that its request to join was answered; the answer itself is on its desk. */

type Answer = Exclude<RequestState, 'asked'>;

interface Named {
  id: string;
  slug: string;
  name: string;
}

function answeredWords(answer: Answer, host: Named, federation: Named): Record<Language, MailWords> {
  const [nom, name] = [quotedName(federation.name, 'fr'), quotedName(federation.name, 'en')];
  const [hote, hostName] = [quotedName(host.name, 'fr'), quotedName(host.name, 'en')];
  const desk = `${SITE}/manage/hosts/${host.slug}/requests`;
  const fr = {
    'more-information': {
      subject: 'Un réseau veut en savoir plus',
      text: `Vous avez demandé que ${hote} rejoigne ${nom}. Avant de décider, ce réseau vous pose une question. Lisez-la, et répondez-lui, sur cette page :`,
    },
    accepted: {
      subject: 'Votre demande d’adhésion est acceptée',
      text: `Vous avez demandé que ${hote} rejoigne ${nom}. C’est accepté. Cette page vous le montre :`,
    },
    refused: {
      subject: 'Votre demande d’adhésion n’est pas acceptée',
      text: `Vous avez demandé que ${hote} rejoigne ${nom}. Ce réseau n’a pas accepté. S’il a dit pourquoi, cela se lit sur cette page :`,
    },
  }[answer];
  const en = {
    'more-information': {
      subject: 'A network wants to know more',
      text: `You asked that ${hostName} join ${name}. Before it decides, this network has a question. Read it, and answer it, on this page:`,
    },
    accepted: {
      subject: 'Your request is accepted',
      text: `You asked that ${hostName} join ${name}. It is accepted. This page shows it:`,
    },
    refused: {
      subject: 'Your request is not accepted',
      text: `You asked that ${hostName} join ${name}. This network did not accept it. If it said why, this page has it:`,
    },
  }[answer];
  return {
    fr: { subject: fr.subject, paragraphs: ['Bonjour,', `${fr.text}\n${desk}?lang=fr`] },
    en: { subject: en.subject, paragraphs: ['Hello,', `${en.text}\n${desk}?lang=en`] },
  };
}

/**
 * Tells a host by mail that its request was answered, unless the answer is the same as before.
 * @param before the request before this answer
 */
export async function tellAnswered(
  db: Database,
  context: Pick<Context, 'clock' | 'newId'>,
  { federation, host }: Record<'federation' | 'host', Named>,
  before: Pick<MembershipRequestRow, 'state'>,
  answer: Answer,
): Promise<void> {
  if (before.state === answer) return;
  // Each new request gets a mail. When a federation changes its answer, at most one mail a day for each answer.
  const moment = before.state === 'asked' ? context.clock().toISOString() : today(context);
  const words = answeredWords(answer, host, federation);
  const key = `${federation.id}:${host.id}:${answer}:${moment}`;
  await tellOwner(db, context, { hostId: host.id }, { kind: 'membership-answer', key, words });
}
