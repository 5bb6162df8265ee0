import { type Static, Type } from 'typebox';
import type { Bercail } from '../../bercail.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { HostDraft } from '../../documents/host.ts';
import { domainOf } from '../../ground/addresses.ts';
import { registerHost } from '../../hosts/entries/commands.ts';
import { hostFaults } from '../../hosts/entries/meaning.ts';
import { freeSlug } from '../../hosts/store.ts';
import { addressKey } from '../../http/asking/quota.ts';
import { holdOwn } from '../../persons/persons.ts';
import { isPerson } from '../../persons/sessions.ts';
import type { Context } from '../../record/context.ts';
import type { CountRequest } from '../../record/counts.ts';
import { today } from '../../requests/meaning.ts';
import { type Desk, parameter } from '../desk.tsx';
import { deskOfHost } from '../host/form.tsx';
import { partAt, setPart } from '../parts/body.ts';
import { fieldsOf } from '../parts/kinds.tsx';
import { openPageForm } from '../parts/page-form.tsx';
import { Labelled, labelField } from '../parts/person.tsx';
import { seatOf } from '../parts/places.ts';
import { asAddress } from '../parts/texts.ts';
import { JOINING } from '../words/joining.ts';
import { draftsOf, JOIN, nameAndSite } from './looking.tsx';
import { type Comer, type Joined, KeepPage, Terms, termsField } from './taking-over.tsx';

const PLACE_MAX = 200;

/** What is asked of a person; whoever comes is also asked how to be called. */
const OfPerson = Type.Object({ ...Type.Omit(HostDraft, ['slug']).properties, ...Terms.properties });
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
    return { host: document, token, opened: await holdOwn(db, context, tokenId, label, session) };
  });

/** The few lines that an entry begins with. */
export function registeringPages(desk: Desk, { db, contextFor, rateLimits }: Bercail): void {
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
      proposed: { name: parameter(visit, 'name'), website: parameter(visit, 'website') },
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
