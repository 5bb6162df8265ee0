import { acceptToken, revokeToken } from '../../accounts/commands.ts';
import { changeTokenRights } from '../../accounts/rights.ts';
import type { Bercail } from '../../bercail.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { Authenticate } from '../../http/asking/guards.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { List } from '../../pages/frame/lists.tsx';
import { type Access, endAccess, endOthers, listAccess } from '../../persons/access.ts';
import { invite, readInvitation, takeInvitation } from '../../persons/invitations.ts';
import {
  addHolding,
  erasePerson,
  keptOf,
  labelIn,
  renamePerson,
  renewToken,
  rotatedAt,
} from '../../persons/persons.ts';
import { isPerson, requirePerson, type Session } from '../../persons/sessions.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import { TOKEN_RIGHTS } from '../../vocabulary/terms.ts';
import { DESK, type Desk, type SignedIn } from '../desk.tsx';
import { DeskPage, LinkLine } from '../desk-page.tsx';
import { NO_FIELDS } from '../parts/form.tsx';
import { actForm, openPageForm, pageForm } from '../parts/pages.tsx';
import { circleId, Given, InvitedPage, Labelled, labelField, ShownOnce } from '../parts/person.tsx';
import { ACCESS_WORDS } from '../words/access.ts';
import { DESK_WORDS } from '../words/desk.ts';
import { AcceptedPage, Named, Others, PersonsPage } from './access.tsx';
import { CasesLeft, casesLeft } from './cases-left.tsx';
import { nameOf } from './home.tsx';
import { holderOf } from './signing-in.tsx';

const tokenNotFound = () =>
  new CatalogueError('token-not-found', {
    fr: 'Cet accès n’existe pas, ou a déjà été retiré.',
    en: 'There is no such access, or it was ended already.',
  });

/** Who may act for what a person keeps; inviting others; ending it; being forgotten. */
export function personPages(
  desk: Desk,
  given: Pick<Bercail, 'db' | 'clock' | 'newId' | 'policy' | 'publicUrl' | 'sendsMail'>,
  authenticate: Authenticate,
): void {
  const { db, clock, newId, publicUrl } = given;
  const way = { db, clock, newId };
  const path = `${DESK}/persons`;

  const showPersons = async ({ session, page }: SignedIn, filled?: Filled) => {
    const circles = [];
    for (const caller of session.callers)
      circles.push({
        caller,
        name: await nameOf(db, caller, page.language),
        access: await listAccess(way, session, caller),
      });
    return <PersonsPage circles={circles} session={session} {...(filled && { filled })} />;
  };
  /** An access that the session may see, and as whom. */
  const accessIn = async (
    { session, params }: SignedIn,
    isIt = ({ kind, id }: Access) => kind === params.kind && id === params.id,
  ): Promise<{ access: Access; caller: TokenHolder; isLast: boolean }> => {
    // Anyone who ends one of two tokens of theirs does it by the other one, and is not ended with it.
    const callers = session.callers.toSorted(
      (a, b) => Number(a.tokenId === params.id) - Number(b.tokenId === params.id),
    );
    for (const caller of callers) {
      const all = await listAccess(way, session, caller);
      const access = all.find(isIt);
      // Sessions end with what opened them; a link that nobody has used yet may never be.
      const lasting = all.filter(({ kind }) => kind === 'token' || kind === 'mailbox');
      if (access) return { access, caller, isLast: lasting.length === 1 && lasting[0] === access };
    }
    throw tokenNotFound();
  };
  /** As whom the session acts by a token of its own. */
  const callerBy = ({ callers }: Session, id: string | null | undefined): TokenHolder => {
    const caller = callers.find(({ tokenId, role }) => tokenId === id && role !== 'claimant');
    if (!caller) throw tokenNotFound();
    return caller;
  };

  desk.page(path, (visit) => showPersons(visit));

  actForm(desk, `${path}/label`, (visit, sent) => {
    requirePerson(visit.session);
    const label = labelIn(sent!.get('label'));
    return {
      view: (filled) => showPersons(visit, filled),
      typed: { label },
      act: async () => {
        if (label === '') return { faults: { label: DESK_WORDS[visit.page.language].labelMissing } };
        await renamePerson(db, visit.session, label);
        return { to: path };
      },
    };
  });

  actForm(desk, `${path}/holdings`, (visit, sent) => ({
    view: (filled) => showPersons(visit, filled),
    typed: {},
    act: async () => {
      const holder = await holderOf(authenticate, db, visit, sent!);
      if ('typed' in holder) return holder;
      visit.keep(await addHolding(way, visit.session, holder));
      return { to: DESK };
    },
  }));

  desk.form(`${path}/invitations`, async (visit, { fields, isStay }) => {
    if (isStay) return await showPersons(visit);
    const caller = callerBy(visit.session, fields.get('as'));
    const rights = TOKEN_RIGHTS.find((one) => one === fields.get('rights')) ?? 'all';
    const address = `${publicUrl}${DESK}/invitations/${await invite(way, caller, { rights })}`;
    return <InvitedPage address={address} by={{ ...caller, rights }} />;
  });

  pageForm(desk, `${path}/end/:kind/:id`, async (visit) => {
    const { access, caller, isLast } = await accessIn(visit);
    const left = await casesLeft(visit, caller, access);
    const { language } = visit.page;
    const words = DESK_WORDS[language];
    return {
      ...NO_FIELDS,
      heading: words.endHeading,
      lead: <Named access={access} />,
      crumb: [path, words.persons],
      before: (
        <>
          <p>{ACCESS_WORDS[language].ends[access.kind]}</p>
          {access.isMe && <p>{words.endMine}</p>}
          {isLast && <p>{words.endLast}</p>}
          <CasesLeft left={left} />
        </>
      ),
      send: words.end,
      save: async () => {
        if (access.kind === 'token') await revokeToken(visit.as(caller, 'revokeToken'), access.id);
        else await endAccess(visit.as(caller, 'endAccess'), access);
        // The sign-in page leads on a person who still has another access.
        return { to: access.isMe && access.kind !== 'session' ? `${DESK}/sign-in?over=` : path };
      },
    };
  });

  pageForm(desk, `${path}/rights/:token/:rights`, async (visit) => {
    const { token: id } = visit.params;
    const isIt = ({ kind, acts }: Access) => (kind === 'token' || kind === 'mailbox') && acts?.tokenId === id;
    const { access, caller } = await accessIn(visit, isIt);
    const { language } = visit.page;
    const { rights: words } = ACCESS_WORDS[language];
    const { rights } = access.acts!;
    const wanted = TOKEN_RIGHTS.find((one) => one === visit.params.rights);
    if (!wanted || wanted === rights) return { to: path };
    return {
      ...NO_FIELDS,
      heading: words.heading[wanted],
      lead: <Named access={access} />,
      crumb: [path, DESK_WORDS[language].persons],
      about: rights,
      before: <List of={words.effects[wanted]} />,
      send: words.send[wanted],
      save: async () => {
        await changeTokenRights(visit.as(caller, 'changeTokenRights'), id!, { rights: wanted });
        return { to: `${path}#${circleId(caller)}` };
      },
    };
  });

  pageForm(desk, `${path}/renew/:token`, async (visit) => {
    const { session, params, page } = visit;
    const caller = callerBy(session, params.token);
    const isIt = ({ kind, id }: Access) => kind === 'token' && id === params.token;
    const { access } = await accessIn(visit, isIt);
    const { renew: words } = ACCESS_WORDS[page.language];
    return {
      ...NO_FIELDS,
      heading: words.heading,
      lead: words.lead,
      crumb: [path, DESK_WORDS[page.language].persons],
      // A form that comes once more, by Back, makes no third token: the second one may be kept already.
      about: await rotatedAt(db, access.id),
      before: <List of={words.effects} />,
      send: words.send,
      save: async () => {
        const renewed = await renewToken(visit.as(caller, 'rotateToken'), session, access.id);
        visit.keep(renewed);
        return (
          <DeskPage heading={words.done} lead={DESK_WORDS[page.language].ownTokenLead}>
            <ShownOnce label={DESK_WORDS[page.language].ownToken} value={renewed.token} />
            <LinkLine to={path} name={words.goOn} />
          </DeskPage>
        );
      },
    };
  });

  pageForm(desk, `${path}/others/:token`, async (visit) => {
    const { session, params, page } = visit;
    const caller = callerBy(session, params.token);
    const name = await nameOf(db, caller, page.language);
    const access = await listAccess(way, session, caller);
    const { others } = ACCESS_WORDS[page.language];
    return {
      ...NO_FIELDS,
      heading: others.heading(name),
      lead: others.lead,
      crumb: [path, DESK_WORDS[page.language].persons],
      before: <Others {...{ caller, name, access }} />,
      send: others.send,
      save: async () => {
        await endOthers(visit.as(caller, 'endOtherAccesses'), session);
        return { to: path };
      },
    };
  });

  desk.form(`${path}/accept/:token`, async (visit, { isStay }) => {
    if (isStay) return await showPersons(visit);
    const { access, caller } = await accessIn(visit, ({ awaitsOfficer }) => awaitsOfficer === visit.params.token);
    await acceptToken(visit.as(caller, 'acceptToken'), access.awaitsOfficer!);
    return { to: path };
  });

  pageForm(desk, `${path}/erase`, async ({ session, keep, page }, sent) => {
    const words = DESK_WORDS[page.language];
    const kept = await keptOf(db, session);
    const around = { heading: words.eraseHeading, crumb: [path, words.persons] as const };
    const said = (kept ? words.eraseEffects[kept] : words.nothingKept).map((line) => <p key={line}>{line}</p>);
    if (!kept && sent) requirePerson(session);
    if (!kept) return <DeskPage {...around}>{said}</DeskPage>;
    return {
      ...NO_FIELDS,
      ...around,
      before: said,
      send: words.erase,
      save: async () => {
        await erasePerson(way, session);
        keep(null);
        return { to: `${DESK}/sign-in?out=` };
      },
    };
  });

  // Programs that look at mails open links: only the form uses one.
  openPageForm(desk, `${DESK}/invitations/:key`, async ({ params, page: { language }, session, keep }) => {
    const words = DESK_WORDS[language];
    const invited = await readInvitation(way, params.key!);
    const asked = isPerson(session) ? NO_FIELDS : { shape: Labelled, fields: [labelField(language)], body: {} };
    return {
      ...asked,
      heading: words.invitation(await nameOf(db, invited, language)),
      lead: words.invitationLead,
      isOpen: !isPerson(session),
      before: <Given by={invited} />,
      send: words.accept,
      save: async ({ label = '' }: Partial<Labelled>) => {
        const taken = await takeInvitation(way, params.key!, label, session);
        keep(taken);
        return <AcceptedPage token={taken.token} />;
      },
    };
  });
}
