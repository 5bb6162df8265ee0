import { acceptToken, revokeToken } from '../../accounts/commands.ts';
import type { Bercail } from '../../bercail.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { Authenticate } from '../../http/asking/guards.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { type Access, endAccess, endOthers, listAccess } from '../../persons/access.ts';
import { invite, readInvitation, takeInvitation } from '../../persons/invitations.ts';
import { addHolding, erasePerson, keptOf, labelIn, renamePerson } from '../../persons/persons.ts';
import { isPerson, requirePerson, type Session } from '../../persons/sessions.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import { EndPage, OthersPage } from '../access-page.tsx';
import { DESK, type Desk, type SignedIn } from '../desk.tsx';
import { AcceptedPage, ErasePage, InvitationPage, InvitedPage, PersonsPage } from '../persons-page.tsx';
import { holderOf } from '../signing-in.tsx';
import { takenOr } from '../taking.ts';
import { DESK_WORDS } from '../words/desk.ts';
import { nameOf } from './home.tsx';

const tokenNotFound = () =>
  new CatalogueError('token-not-found', {
    fr: 'Cet accès n’existe pas, ou a déjà été retiré.',
    en: 'There is no such access, or it was ended already.',
  });

/** Who may act for what a person keeps; inviting others; ending it; being forgotten. */
export function personPages(desk: Desk, { db, clock, newId, publicUrl }: Bercail, authenticate: Authenticate): void {
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
  ): Promise<{ access: Access; caller: TokenHolder }> => {
    // Whoever ends one of two tokens of theirs does it by the other one, and is not ended with it.
    const callers = session.callers.toSorted(
      (a, b) => Number(a.tokenId === params.id) - Number(b.tokenId === params.id),
    );
    for (const caller of callers) {
      const access = (await listAccess(way, session, caller)).find(isIt);
      if (access) return { access, caller };
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

  desk.form(`${path}/label`, async (visit, { fields, isStay }) => {
    requirePerson(visit.session);
    const label = labelIn(fields.get('label'));
    if (isStay) return await showPersons(visit, { typed: { label }, faults: {} });
    if (label === '') {
      const { labelMissing } = DESK_WORDS[visit.page.language];
      return { status: 422, view: await showPersons(visit, { typed: { label }, faults: { label: labelMissing } }) };
    }
    await renamePerson(db, visit.session, label);
    return { to: path };
  });

  desk.form(`${path}/holdings`, async (visit, { fields, isStay }) => {
    if (isStay) return await showPersons(visit);
    const { session, keep } = visit;
    return await takenOr(
      visit,
      async () => {
        const holder = await holderOf(authenticate, visit, fields);
        if ('typed' in holder) return { status: 422, view: await showPersons(visit, holder) };
        keep(await addHolding(way, session, holder));
        return { to: DESK };
      },
      (refused) => showPersons(visit, { typed: {}, ...refused }),
    );
  });

  desk.form(`${path}/invitations`, async (visit, { fields, isStay }) => {
    if (isStay) return await showPersons(visit);
    const caller = callerBy(visit.session, fields.get('as'));
    const address = `${publicUrl}${DESK}/invitations/${await invite(way, caller)}`;
    return <InvitedPage address={address} by={caller} />;
  });

  const end = `${path}/end/:kind/:id`;
  desk.page(end, async (visit) => <EndPage access={(await accessIn(visit)).access} />);
  desk.form(end, async (visit, { isStay }) => {
    const { access, caller } = await accessIn(visit);
    if (isStay) return <EndPage access={access} />;
    if (access.kind === 'token') await revokeToken(visit.as(caller, 'revokeToken'), access.id);
    else await endAccess(visit.as(caller, 'endAccess'), access);
    return { to: path };
  });

  const others = `${path}/others/:token`;
  const showOthers = async ({ session, params, page }: SignedIn) => {
    const caller = callerBy(session, params.token);
    const access = await listAccess(way, session, caller);
    return <OthersPage caller={caller} name={await nameOf(db, caller, page.language)} access={access} />;
  };
  desk.page(others, showOthers);
  desk.form(others, async (visit, { isStay }) => {
    if (isStay) return await showOthers(visit);
    const { session, params } = visit;
    await endOthers(visit.as(callerBy(session, params.token), 'endOtherAccesses'), session);
    return { to: path };
  });

  desk.form(`${path}/accept/:token`, async (visit, { isStay }) => {
    if (isStay) return await showPersons(visit);
    const { access, caller } = await accessIn(visit, ({ awaitsOfficer }) => awaitsOfficer === visit.params.token);
    await acceptToken(visit.as(caller, 'acceptToken'), access.awaitsOfficer!);
    return { to: path };
  });

  desk.page(`${path}/erase`, async ({ session }) => <ErasePage kept={await keptOf(db, session)} />);
  desk.form(`${path}/erase`, async ({ session, keep }, { isStay }) => {
    if (isStay) return <ErasePage kept={await keptOf(db, session)} />;
    await erasePerson(way, session);
    keep(null);
    return { to: `${DESK}/sign-in?out=` };
  });

  // Programs that look at mails open links: only the form uses one.
  const link = `${DESK}/invitations/:key`;
  desk.openPage(link, async ({ params, page, session, request }) => {
    const invited = await readInvitation(way, params.key!);
    const name = await nameOf(db, invited, page.language);
    return (
      <InvitationPage action={request.url.split('?', 1)[0]!} name={name} by={invited} isPerson={isPerson(session)} />
    );
  });
  desk.openForm(link, async ({ params, page, session, keep }, { fields, isStay }) => {
    const invited = await readInvitation(way, params.key!);
    const name = await nameOf(db, invited, page.language);
    const label = labelIn(fields.get('label'));
    const again = (filled: Filled) => (
      <InvitationPage
        action={`${DESK}/invitations/${params.key}`}
        name={name}
        by={invited}
        isPerson={isPerson(session)}
        filled={filled}
      />
    );
    if (isStay) return again({ typed: { label }, faults: {} });
    if (label === '' && !isPerson(session))
      return { status: 422, view: again({ typed: {}, faults: { label: DESK_WORDS[page.language].labelMissing } }) };
    const taken = await takeInvitation(way, params.key!, label, session);
    keep(taken);
    return <AcceptedPage token={taken.token} />;
  });
}
