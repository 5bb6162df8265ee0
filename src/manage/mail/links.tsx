import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Bercail } from '../../bercail.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { confirmMailAddress, readConfirmation, readStop, stopMail } from '../../mail/addresses.ts';
import { mailboxIn } from '../../mail/mailbox.ts';
import { isSignInLink, requestSignInLink } from '../../mail/sign-in.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { pageOf, sendPage } from '../../pages/frame/pages.ts';
import { signInByMail } from '../../persons/persons.ts';
import { DESK, type Desk, type Shown } from '../desk.tsx';
import { DeskForm, DeskPage, TapLink } from '../desk-page.tsx';
import { type Carried, ResumeForm, SignInPage } from '../sign-in-page.tsx';
import { carriedIn } from '../signing-in.tsx';
import { takenOr } from '../taking.ts';
import { DESK_WORDS } from '../words/desk.ts';
import { MAIL } from '../words/mail.ts';

interface QuestionProps {
  title: string;
  lead: string;
  what?: string;
  button: string;
  action: string;
}

/** Asks before anything is done: programs that look at mails open their links. */
const Question = ({ title, lead, what, button, action }: QuestionProps) => (
  <DeskPage heading={title} lead={lead} isOpen>
    {what && <p>{what}</p>}
    <DeskForm action={action} send={button} />
  </DeskPage>
);

/** How it ended. @param to where one may go on from there */
function Ended({ title, lead, to }: { title: string; lead: string; to?: readonly [to: string, name: string] }) {
  const [at, name] = to ?? ['/', useWords(MAIL).home];
  return (
    <DeskPage heading={title} lead={lead} isOpen>
      <p>
        <TapLink to={at} name={name} />
      </p>
    </DeskPage>
  );
}

/** Whoever has the link is who received it: no token and no session is asked for. */
const ANYBODY = { role: 'anonymous' } as const;

/** Where links in mails lead that confirm an address or end mail to it: a page that asks, and a form that does it. */
export function mailLinks(app: FastifyInstance, desk: Desk, { contextFor, reference, publicUrl }: Bercail): void {
  const over = (language: 'fr' | 'en'): Shown => {
    const { title, lead } = MAIL[language].over;
    return { status: 404, view: <Ended title={title} lead={lead} /> };
  };

  const confirmation = '/manage/mail/confirm/:secret';
  desk.openPage(confirmation, async ({ params, page: { language, path } }) => {
    const name = await readConfirmation(contextFor(ANYBODY), params.secret!);
    if (name === undefined) return over(language);
    const { confirm } = MAIL[language];
    return <Question {...confirm} lead={confirm.lead(name)} action={path} />;
  });
  desk.openForm(confirmation, async ({ params, page: { language } }) => {
    const name = await confirmMailAddress(contextFor(ANYBODY), params.secret!);
    if (name === undefined) return over(language);
    const { confirm } = MAIL[language];
    return <Ended title={confirm.doneTitle} lead={confirm.done(name)} />;
  });

  const stopping = '/manage/mail/stop/:key';
  const stopped = (language: 'fr' | 'en') => {
    const { doneTitle, done } = MAIL[language].stop;
    return <Ended title={doneTitle} lead={done} />;
  };
  desk.openPage(stopping, async ({ params, page: { language, path } }) => {
    const found = await readStop(contextFor(ANYBODY), params.key!);
    if (!found) return over(language);
    return found.isStopped ? stopped(language) : <Question {...MAIL[language].stop} action={path} />;
  });
  // No form of the desks: mail programs send it by themselves, from anywhere and in either type (RFC 8058).
  const stop = async (request: FastifyRequest, reply: FastifyReply) => {
    const page = pageOf(request, reference, publicUrl, { reads: 'all' });
    const { title, lead } = MAIL[page.language].over;
    const isStopped = await stopMail(contextFor(ANYBODY), (request.params as { key: string }).key);
    const view = isStopped ? stopped(page.language) : <Ended title={title} lead={lead} />;
    return sendPage(reply.code(isStopped ? 200 : 404), page, view, 'no-store');
  };
  app.post(stopping, { config: { headers: 'desk', crossOrigin: false }, schema: { hide: true } }, stop);
}

/** The same whether the address is known or not. */
function AskedPage({ carried: { to, sent } }: { carried: Carried }) {
  const { signIn } = useWords(MAIL);
  const desk = useWords(DESK_WORDS);
  return (
    <DeskPage heading={signIn.asked} lead={signIn.askedLead} crumb={[`${DESK}/sign-in`, desk.signIn]} isOpen>
      <p>{signIn.askedMore}</p>
      {to !== undefined && sent !== undefined && (
        <>
          <p>
            <strong>{signIn.kept}</strong>
          </p>
          <ResumeForm to={to} sent={sent} />
        </>
      )}
    </DeskPage>
  );
}

/** Signing in by a one-use link, which comes to an address that was confirmed. */
export function signingInByMail(desk: Desk, { db, clock, newId, rateLimits }: Bercail): void {
  const way = { db, clock, newId };

  const asking = `${DESK}/sign-in/mail`;
  desk.openForm(asking, async (visit, { fields }) => {
    const { page, request, reply } = visit;
    const carried = carriedIn(fields);
    const email = (fields.get('email') ?? '').trim();
    const again = (status: number, filled: Omit<Filled, 'typed'>) => ({
      status,
      view: <SignInPage carried={carried} filled={{ typed: { email }, ...filled }} sendsMail />,
    });
    const mailbox = mailboxIn(email);
    if (mailbox === undefined) return again(422, { faults: { email: MAIL[page.language].noMailbox } });
    return await takenOr(
      visit,
      async () => {
        await requestSignInLink(way, mailbox, (db) =>
          rateLimits.signInLink(db, senderOf({ role: 'anonymous' }, request.ip)),
        );
        return carried.sent === undefined ? { to: asking } : <AskedPage carried={carried} />;
      },
      (refused) => again(reply.statusCode, refused),
    );
  });
  desk.openPage(asking, () => <AskedPage carried={{}} />);

  const over = (language: 'fr' | 'en'): Shown => {
    const { overTitle, overLead, again } = MAIL[language].signIn;
    return { status: 404, view: <Ended title={overTitle} lead={overLead} to={[`${DESK}/sign-in`, again]} /> };
  };
  // Programs that look at mails open links: only the form uses one.
  const link = `${DESK}/sign-in/:secret`;
  desk.openPage(link, async ({ params, page: { language, path } }) => {
    if (!(await isSignInLink(way, params.secret!))) return over(language);
    return <Question {...MAIL[language].signIn} action={path} />;
  });
  desk.openForm(link, async ({ params, page: { language }, session, keep }) => {
    const opened = await signInByMail(way, params.secret!, session);
    if (!opened) return over(language);
    keep(opened);
    return { to: DESK };
  });
}
