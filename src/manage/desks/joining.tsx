import type { Bercail } from '../../bercail.ts';
import { alreadyHere } from '../../catalogue/alike/alike.ts';
import type { Database } from '../../database/open.ts';
import type { Host } from '../../documents/host.ts';
import { domainOf } from '../../ground/addresses.ts';
import { readClaimable } from '../../hosts/ownership/commands.ts';
import { addressKey, senderOf } from '../../http/asking/quota.ts';
import { EMPTY, type Filled } from '../../pages/frame/fields.tsx';
import { isPerson, type Session } from '../../persons/sessions.ts';
import { findHost } from '../../record/hosts.ts';
import type { HostRow } from '../../record/rows.ts';
import { today } from '../../requests/meaning.ts';
import { fold } from '../../vocabulary/territories.ts';
import { DESK, type Desk, type Visit } from '../desk.tsx';
import { deskOfHost } from '../host/form.tsx';
import { claimAs, registerAs } from '../joining/commands.ts';
import { joiningNetworkPages } from '../joining/federation/pages.tsx';
import { JOIN, LookPage, NearPage } from '../joining/looking.tsx';
import { provingPages } from '../joining/proving.tsx';
import { publishingPages } from '../joining/publishing.tsx';
import { RegisterPage, readRegistration, typedIn } from '../joining/registering.tsx';
import { CannotPage, KeepPage, TakeOverPage } from '../joining/taking-over.tsx';
import { takenOr } from '../taking.ts';
import { DESK_WORDS } from '../words/desk.ts';
import { JOINING } from '../words/joining.ts';

/** Who comes has no rights yet. */
const newcomer = (operation: string) => ({ role: 'anonymous', operation }) as const;

/** Registering a host, and taking its entry over; whoever does is signed in by it. */
export function joiningPages(desk: Desk, bercail: Bercail): void {
  const { db, contextFor, turns } = bercail;

  desk.openPage(JOIN, ({ session }) => <LookPage isOpen={!session} />);

  /** Drafts that a session holds. */
  const draftsOf = async (session: Session | undefined): Promise<HostRow[]> => {
    const drafts = [];
    for (const caller of session?.callers ?? []) {
      const host = caller.role === 'host' ? await findHost(db, caller.hostId) : undefined;
      if (host?.state === 'draft') drafts.push(host);
    }
    return drafts;
  };

  desk.openForm(JOIN, async ({ session, page, model }, { fields, isStay }) => {
    const { name, website } = typedIn(fields);
    const typed = { name, website };
    const again = (filled: Filled) => <LookPage filled={filled} isOpen={!session} />;
    if (isStay) return again({ typed, faults: {} });
    if (name === '')
      return { status: 422, view: again({ typed, faults: { name: JOINING[page.language].nameMissing } }) };
    const near = alreadyHere({ name, website }, model).map(({ host }) => host);
    const drafts = (await draftsOf(session)).filter((draft) => fold(draft.name) === fold(name));
    if (near.length + drafts.length > 0)
      return <NearPage near={near} drafts={drafts} typed={typed} isOpen={!session} />;
    return <RegisterPage filled={{ typed, faults: {} }} isPerson={isPerson(session)} />;
  });

  /** A draft that this session holds already: the same form was sent twice. */
  const draftHeld = async ({ session }: Visit, { name, website }: Pick<Host, 'name'> & { website?: string }) =>
    (await draftsOf(session)).find((one) => one.name === name && domainOf(one.website) === domainOf(website));

  desk.openForm(`${JOIN}/register`, async (visit, { fields, isStay }) => {
    const { session, page, model, request, reply, keep } = visit;
    const typed = typedIn(fields);
    const show = (status: number, filled: Omit<Filled, 'typed'>) => ({
      status,
      view: <RegisterPage filled={{ typed, ...filled }} isPerson={isPerson(session)} />,
    });
    if (isStay || fields.get('go') === 'begin') return show(200, { faults: {} });
    const context = contextFor(newcomer('registerHost'));
    const about = { reference: model.reference, day: today(context), isPerson: isPerson(session) };
    const read = readRegistration(typed, about, page);
    if ('faults' in read) return show(422, read);
    const held = await draftHeld(visit, read.draft);
    if (held) return { to: deskOfHost(held) };
    return await takenOr(
      visit,
      async () => {
        const takeTurn = (db: Database) => turns.registration(db, { key: addressKey(request.ip) });
        const comer = { label: typed.label, session };
        const { host, token, opened } = await registerAs(context, read.draft, comer, takeTurn);
        keep(opened);
        return <KeepPage host={host} token={token} what="registered" />;
      },
      (refused) => show(reply.statusCode, refused),
    );
  });

  const path = `${DESK}/hosts/:host/take-over`;
  /** Where somebody goes who claims this entry, or holds it, already. */
  const onTheWay = ({ session }: Visit, host: Host): string | undefined => {
    const caller = session?.callers.find((one) => 'hostId' in one && one.hostId === host.id);
    return caller && (caller.role === 'claimant' ? `${deskOfHost(host)}/proof` : deskOfHost(host));
  };

  desk.openPage(path, async (visit) => {
    const { params, session } = visit;
    return await takenOr(
      visit,
      async () => {
        const { host, owned } = await readClaimable(contextFor(newcomer('claimOwnership')), params.host!);
        const to = onTheWay(visit, host);
        return to ? { to } : <TakeOverPage host={host} owned={owned} isPerson={isPerson(session)} filled={EMPTY} />;
      },
      ({ refusal = '' }, error) => {
        if (error.code !== 'not-claimable') throw error;
        return <CannotPage why={refusal} isOpen={!session} />;
      },
    );
  });

  desk.openForm(path, async (visit, { fields, isStay }) => {
    const { params, session, page, request, reply, keep } = visit;
    const { label, terms } = typedIn(fields);
    const context = contextFor(newcomer('claimOwnership'));
    const { host, owned } = await readClaimable(context, params.host!);
    const show = (status: number, filled: Omit<Filled, 'typed'>) => ({
      status,
      view: (
        <TakeOverPage
          host={host}
          owned={owned}
          isPerson={isPerson(session)}
          filled={{ typed: { label, terms }, ...filled }}
        />
      ),
    });
    if (isStay) return show(200, { faults: {} });
    const to = onTheWay(visit, host);
    if (to) return { to };
    const faults = {
      ...(label === '' && !isPerson(session) && { label: DESK_WORDS[page.language].labelMissing }),
      ...(terms === '' && { terms: JOINING[page.language].termsMissing }),
    };
    if (Object.keys(faults).length > 0) return show(422, { faults });
    return await takenOr(
      visit,
      async () => {
        const takeTurn = (db: Database) => turns.claim(db, senderOf(context.caller, request.ip));
        const claimed = await claimAs(context, host.id, { label, session }, takeTurn);
        keep(claimed.opened);
        return <KeepPage host={host} token={claimed.token} what="claimed" />;
      },
      (refused) => show(reply.statusCode, refused),
    );
  });

  joiningNetworkPages(desk, bercail);
  provingPages(desk, bercail);
  publishingPages(desk, bercail);
}
