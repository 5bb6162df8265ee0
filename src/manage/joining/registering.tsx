import { type Static, Type } from 'typebox';
import type { Bercail } from '../../bercail.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { type Host, HostDraft } from '../../documents/host.ts';
import { asAddress, domainOf } from '../../ground/addresses.ts';
import { curved } from '../../ground/texts.ts';
import { registerHost } from '../../hosts/entries/commands.ts';
import { hostFaults } from '../../hosts/entries/meaning.ts';
import { claimOwnership, readClaimable } from '../../hosts/ownership/commands.ts';
import { freeSlug } from '../../hosts/store.ts';
import { addressKey, senderOf } from '../../http/asking/quota.ts';
import { refusedIn } from '../../pages/frame/forms.ts';
import { List } from '../../pages/frame/lists.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { giveOwnToken } from '../../persons/persons.ts';
import { isPerson, type OpenedSession, type Session } from '../../persons/sessions.ts';
import type { Context } from '../../record/context.ts';
import type { CountRequest } from '../../record/counts.ts';
import { today } from '../../requests/meaning.ts';
import { TERMS_VERSION } from '../../vocabulary/reference.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { DESK, type Desk, queryParam } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { deskOfHost } from '../host/form.tsx';
import { partAt, setPart } from '../parts/body.ts';
import { fieldsOf } from '../parts/field-kinds.tsx';
import type { FormField } from '../parts/form.tsx';
import { openPageForm } from '../parts/pages.tsx';
import { Labelled, labelField, ShownOnce } from '../parts/person.tsx';
import { seatOf } from '../parts/places.ts';
import { JOINING } from '../words/joining.ts';
import { draftsOf, JOIN, nameAndSite } from './looking.tsx';

/** Why an entry cannot be claimed, and whom to ask. */
function CannotPage({ why, isOpen }: { why: string; isOpen: boolean }) {
  const words = useWords(JOINING);
  return (
    <DeskPage heading={words.cannot} lead={why} crumb={[JOIN, words.askHere]} isOpen={isOpen}>
      <p>
        <Link to="/for-hosts">{words.join}</Link>
      </p>
    </DeskPage>
  );
}

/** The token, shown this once, how to keep it, and what comes next. */
function KeepPage({ host, token, what }: { host: Host; token: string; what: 'registered' | 'claimed' }) {
  const words = useWords(JOINING);
  const at = deskOfHost(host);
  const proves = host.website !== undefined;
  return (
    <DeskPage heading={words[what]} lead={words.once}>
      <ShownOnce label={words.token} value={token} />
      <List of={words.keeping} />
      {what === 'claimed' && <p>{words.claimOnly}</p>}
      <p class="row">
        <Link to={proves ? `${at}/proof` : at} class="button">
          {proves ? words.next : words.toDesk}
        </Link>
      </p>
    </DeskPage>
  );
}

const AcceptedTerms = Type.Object({ terms: Type.Literal(TERMS_VERSION) });

/** Accepting the terms of use, as registering and taking over ask for it. */
function termsField(language: Language): FormField {
  const words = JOINING[language];
  return fieldsOf(AcceptedTerms, language).tick('/terms', words.terms, {
    hint: (
      <>
        {words.termsHint} <Link to="/terms">{words.termsRead}</Link>
      </>
    ),
    choice: [TERMS_VERSION, words.termsAccept],
    is: TERMS_VERSION,
    expects: words.termsMissing,
  });
}

const OfClaimant = Type.Object({ ...AcceptedTerms.properties, ...Labelled.properties });

/** Anyone who comes by a form: how they are called here, and what they hold already. */
interface Comer {
  label: string;
  session: Session | undefined;
}

/** A person who holds one entry more, with its token, which is shown this once. */
interface Joined {
  host: Host;
  token: string;
  opened: OpenedSession;
}

/**
 * Claims an entry, and signs in who did it, as somebody who can only prove it so far.
 * @throws CatalogueError as `claimOwnership`
 */
const claimAs = (outer: Context, ref: string, { label, session }: Comer, countRequest: CountRequest): Promise<Joined> =>
  inTransaction(outer.db, async (db) => {
    const context = { ...outer, db };
    const { host, token, tokenId } = await claimOwnership(context, ref, { terms: TERMS_VERSION }, countRequest);
    return { host, token, opened: await giveOwnToken(db, context, tokenId, label, session) };
  });

/** What taking an entry over means for everybody, and the form for it. */
export function takingOverPages(
  desk: Desk,
  { contextFor, rateLimits }: Pick<Bercail, 'contextFor' | 'rateLimits'>,
): void {
  openPageForm(desk, `${DESK}/hosts/:host/take-over`, async ({ params, session, page, request, reply, keep }) => {
    const { language } = page;
    const words = JOINING[language];
    const context = contextFor({ role: 'anonymous', operation: 'claimOwnership' });
    const found = await readClaimable(context, params.host!).catch((thrown: unknown) => {
      const { error, sentence } = refusedIn(thrown, page, request, reply);
      if (error.code !== 'not-claimable') throw thrown;
      return sentence;
    });
    if (typeof found === 'string') return <CannotPage why={found} isOpen={!session} />;
    const { host, owned } = found;
    const caller = session?.callers.find((one) => 'hostId' in one && one.hostId === host.id);
    // Anyone who claims it, or holds it, already.
    if (caller) return { to: caller.role === 'claimant' ? `${deskOfHost(host)}/proof` : deskOfHost(host) };
    const name = curved(host.name);
    return {
      heading: words.takeOver(name),
      lead: words.takeOverLead,
      crumb: [`/hosts/${host.slug}`, name],
      isOpen: !isPerson(session),
      before: (
        <>
          <h2>{words.happens}</h2>
          <List of={words[owned ? 'held' : 'free']} />
        </>
      ),
      shape: isPerson(session) ? AcceptedTerms : OfClaimant,
      fields: [...(isPerson(session) ? [] : [labelField(language)]), termsField(language)],
      body: {},
      send: words.takeIt,
      save: async ({ label = '' }: Partial<Labelled>) => {
        const countRequest = (db: Database) => rateLimits.claim(db, senderOf(context.caller, request.ip));
        const claimed = await claimAs(context, host.id, { label, session }, countRequest);
        keep(claimed.opened);
        return <KeepPage host={host} token={claimed.token} what="claimed" />;
      },
    };
  });
}

const PLACE_MAX = 200;

/** What is asked of a person; a new person is also asked how to be called. */
const OfPerson = Type.Object({ ...Type.Omit(HostDraft, ['slug']).properties, ...AcceptedTerms.properties });
const OfNewcomer = Type.Object({ ...OfPerson.properties, ...Labelled.properties });
type Registration = Static<typeof OfPerson> & Partial<Labelled>;

const contactIn = (typed: string, isRole = false) =>
  typed.includes('@') ? { email: typed, ...(isRole && { roleAddress: true }) } : { url: asAddress(typed) };

/**
 * Registers a host whose slug nobody chose, and signs in who did it; neither happens without the other.
 * @throws CatalogueError as `registerHost`
 */
const registerAs = (
  outer: Context,
  draft: Omit<HostDraft, 'slug'>,
  { label, session }: Comer,
  countRequest: CountRequest,
): Promise<Joined> =>
  inTransaction(outer.db, async (db) => {
    const context = { ...outer, db };
    const slug = await freeSlug(db, draft.name, domainOf(draft.website));
    const { document, token, tokenId } = await registerHost(context, { ...draft, slug }, { countRequest });
    return { host: document, token, opened: await giveOwnToken(db, context, tokenId, label, session) };
  });

/** The few lines that an entry begins with. */
export function registeringPages(
  desk: Desk,
  { db, contextFor, rateLimits }: Pick<Bercail, 'db' | 'contextFor' | 'rateLimits'>,
): void {
  openPageForm(desk, `${JOIN}/register`, (visit) => {
    const { session, page, model, request, keep } = visit;
    const { language } = page;
    const { reference } = model;
    const words = JOINING[language];
    const context = contextFor({ role: 'anonymous', operation: 'registerHost' });
    const shape = isPerson(session) ? OfPerson : OfNewcomer;
    const { line, tick } = fieldsOf(shape, language);
    const seatIn = (typed: string) => (typed === '' ? undefined : seatOf(typed, reference.territories, language));
    const role = tick('/contact/roleAddress', words.role, { name: 'role', choice: ['yes', words.isRole] });
    return {
      heading: words.register,
      lead: words.registerLead,
      crumb: [JOIN, words.askHere],
      isOpen: !isPerson(session),
      shape,
      fields: [
        ...nameAndSite(shape, language, words),
        {
          ...line('/seat', words.place, { name: 'place', hint: words.placeHint, most: PLACE_MAX }),
          fault: ([typed = '']) => {
            const seat = seatIn(typed);
            return typeof seat === 'string' ? seat : undefined;
          },
          write: (body, [typed = '']) => setPart(shape, body, '/seat', seatIn(typed)),
        },
        line('/contact', words.contact, { hint: words.contactHint, most: 2000, written: (typed) => contactIn(typed) }),
        {
          ...role,
          write: (body, values) => partAt(body, '/contact/email') !== undefined && role.write(body, values),
          // Asked once an address was taken for that of a person.
          view: (filled) =>
            (filled.faults.contact === words.personal || [filled.typed.role].flat().includes('yes')) &&
            role.view(filled),
        },
        ...(isPerson(session) ? [] : [labelField(language)]),
        termsField(language),
      ],
      body: {},
      proposed: { name: queryParam(visit, 'name'), website: queryParam(visit, 'website') },
      send: words.goOn,
      faults: ({ contact = '', role }): Readonly<Record<string, string>> => {
        const whole = { slug: 'brouillon', name: '-', contact: contactIn(contact, role === 'yes') };
        const isPersonal = hostFaults(whole, reference, today(context)).some(({ code }) => code === 'personal-address');
        return isPersonal ? { contact: words.personal } : {};
      },
      save: async ({ label = '', ...draft }: Registration) => {
        const isSame = (name: string, website: string | null | undefined) =>
          name === draft.name && domainOf(website) === domainOf(draft.website);
        // The same form was sent twice.
        const held = (await draftsOf(db, session)).find(({ name, website }) => isSame(name, website));
        if (held) return { to: deskOfHost(held) };
        const countRequest = (db: Database) => rateLimits.registration(db, { key: addressKey(request.ip) });
        const { host, token, opened } = await registerAs(context, draft, { label, session }, countRequest);
        keep(opened);
        return <KeepPage host={host} token={token} what="registered" />;
      },
    };
  });
}
