import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Bercail } from '../../bercail.ts';
import { EMAIL_MAX } from '../../ground/addresses.ts';
import { parisDay } from '../../ground/clock.ts';
import { curved } from '../../ground/texts.ts';
import { addressKey, senderOf } from '../../http/asking/quota.ts';
import {
  addMailAddress,
  listMailAddresses,
  type MailAddress,
  nameOf,
  removeMailAddress,
} from '../../mail/addresses.ts';
import { confirmMailAddress, readConfirmation, readStop, stopMail } from '../../mail/links.ts';
import { mailboxIn } from '../../mail/mailbox.ts';
import type { MailOwner } from '../../mail/queue.ts';
import { isSignInLink, requestSignInLink } from '../../mail/sign-in.ts';
import { List } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { pageOf, sendPage } from '../../pages/frame/pages.ts';
import { signInByMail } from '../../persons/persons.ts';
import type { Context } from '../../record/context.ts';
import { DESK, type Desk, type DeskAnswer, doneIn, type SignedIn } from '../desk.tsx';
import { DeskForm, DeskPage, Done, LinkLine } from '../desk-page.tsx';
import { fieldsOf } from '../parts/field-kinds.tsx';
import { openActPage, pageForm } from '../parts/pages.tsx';
import { type InterruptedForm, ResumeForm, SignInPage } from '../sign-in-page.tsx';
import { DESK_WORDS } from '../words/desk.ts';
import { MAIL } from '../words/mail.ts';
import { interruptedFormIn } from './signing-in.tsx';

const Address = Type.Object({ email: Type.String({ minLength: 1, maxLength: EMAIL_MAX }) });
type Address = Static<typeof Address>;

/** An address, whether it was confirmed, and the button that takes it away. */
function Line({ address, action }: { address: MailAddress; action: string }) {
  const { addresses: words } = useWords(MAIL);
  const { say } = usePage();
  const { id, email, confirmedAt, refusedAt, isShutOut } = address;
  const state = refusedAt
    ? words.refused
    : confirmedAt
      ? words.confirmed(say.date(parisDay(confirmedAt)))
      : words.waiting;
  return (
    <>
      <strong>{email}</strong>, {state} {isShutOut && words.isShutOut}
      <DeskForm action={action} send={words.remove} of={email} hidden={{ go: ['remove'], address: [id] }} isSecond />
    </>
  );
}

/** Where messages for a host or a federation go. */
export function mailAddressPages(desk: Desk, { db, rateLimits }: Pick<Bercail, 'db' | 'rateLimits'>): void {
  const add = (what: 'hosts' | 'federations', contextOf: (visit: SignedIn, operation: string) => Promise<Context>) =>
    pageForm(desk, `${DESK}/${what}/:of/mail`, async (visit, sent) => {
      const { params, request, page } = visit;
      const { language, path } = page;
      const context = await contextOf(visit, sent?.get('go') === 'remove' ? 'removeMailAddress' : 'addMailAddress');
      const addresses = await listMailAddresses(context);
      const name = curved((await nameOf(db, context.caller as MailOwner)).name);
      const { addresses: words, email, noMailbox } = MAIL[language];
      const done = doneIn(visit, { asked: words.asked, removed: words.removed });
      return {
        heading: words.title,
        lead: what === 'hosts' ? words.lead : words.leadOfNetwork,
        crumb: [`${DESK}/${what}/${params.of}`, name],
        before: (
          <>
            {done && <Done>{done}</Done>}
            {addresses.length === 0 && <p>{words.none}</p>}
            <List of={addresses} class="list">
              {(address) => <Line address={address} action={path} />}
            </List>
            <h2>{words.add}</h2>
          </>
        ),
        shape: Address,
        fields: [
          fieldsOf(Address, language).line('/email', email, {
            ...{ hint: words.addHint(name), autocomplete: 'email', expects: noMailbox },
          }),
        ],
        body: {},
        send: words.addButton,
        says: { 'not-a-mailbox': noMailbox },
        save: async (draft: Address) => {
          await addMailAddress(context, draft.email, (db) => rateLimits.mail(db, { key: addressKey(request.ip) }));
          return { to: `${path}?done=asked` };
        },
        buttons: {
          remove: async () => {
            await removeMailAddress(context, sent?.get('address') ?? '');
            return { to: `${path}?done=removed` };
          },
        },
      };
    });
  add('hosts', ({ asHost, params }, operation) => asHost(params.of!, operation));
  add('federations', ({ asFederation, params }, operation) => asFederation(params.of!, operation));
}

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
      <LinkLine to={at} name={name} />
    </DeskPage>
  );
}

/** Anyone who has the link is taken for its recipient: no token and no session is asked for. */
const ANYBODY = { role: 'anonymous' } as const;

/** Where links in mails lead that confirm an address or end mail to it: a page that asks, and a form that does it. */
export function mailLinks(
  app: FastifyInstance,
  desk: Desk,
  { contextFor, reference, publicUrl }: Pick<Bercail, 'contextFor' | 'reference' | 'publicUrl'>,
): void {
  const over = (language: 'fr' | 'en'): DeskAnswer => {
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
  desk.openPage(stopping, async ({ params, page: { language, path: action } }) => {
    const isStopped = await readStop(contextFor(ANYBODY), params.key!);
    if (isStopped === undefined) return over(language);
    return isStopped ? stopped(language) : <Question {...MAIL[language].stop} action={action} />;
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
function AskedPage({ carried: { to, sent } }: { carried: InterruptedForm }) {
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
export function signingInByMail(
  desk: Desk,
  { db, clock, newId, rateLimits }: Pick<Bercail, 'db' | 'clock' | 'newId' | 'rateLimits'>,
): void {
  const way = { db, clock, newId };

  const asking = `${DESK}/sign-in/mail`;
  openActPage(desk, asking, ({ page, request }, sent) => {
    if (!sent) return <AskedPage carried={{}} />;
    const carried = interruptedFormIn(sent);
    const email = (sent.get('email') ?? '').trim();
    return {
      view: (filled) => <SignInPage carried={carried} filled={filled} sendsMail />,
      typed: { email },
      act: async () => {
        const mailbox = mailboxIn(email);
        if (mailbox === undefined) return { faults: { email: MAIL[page.language].noMailbox } };
        await requestSignInLink(way, mailbox, (db) =>
          rateLimits.signInLink(db, senderOf({ role: 'anonymous' }, request.ip)),
        );
        return carried.sent === undefined ? { to: asking } : <AskedPage carried={carried} />;
      },
    };
  });

  const over = (language: 'fr' | 'en'): DeskAnswer => {
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
