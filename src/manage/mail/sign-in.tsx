import type { Bercail } from '../../bercail.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { mailboxIn } from '../../mail/mailbox.ts';
import { isSignInLink, requestSignInLink } from '../../mail/sign-in.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { signInByMail } from '../../persons/persons.ts';
import { DESK, type Desk, type Shown } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { type Carried, ResumeForm, SignInPage } from '../sign-in-page.tsx';
import { carriedIn } from '../signing-in.tsx';
import { takenOr } from '../taking.ts';
import { DESK_WORDS } from '../words/desk.ts';
import { MAIL } from '../words/mail.ts';
import { Ended, Question } from './links.tsx';

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
export function signingInByMail(desk: Desk, { db, clock, newId, turns }: Bercail): void {
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
          turns.signInLink(db, senderOf({ role: 'anonymous' }, request.ip)),
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
