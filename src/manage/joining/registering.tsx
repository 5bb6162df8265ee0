import { HostDraft } from '../../documents/host.ts';
import { webAddress } from '../../ground/addresses.ts';
import { type Fault, inLanguage } from '../../ground/errors.ts';
import { hostFaults } from '../../hosts/entries/meaning.ts';
import { Checkboxes, type Filled, TextLine } from '../../pages/frame/fields.tsx';
import type { Page } from '../../pages/frame/page.ts';
import { useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { labelIn } from '../../persons/persons.ts';
import { shapeFaults } from '../../requests/shape.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Zone } from '../../vocabulary/shapes.ts';
import { DeskForm, DeskPage } from '../desk-page.tsx';
import { zoneOf } from '../parts/places.ts';
import { asAddress } from '../parts/texts.ts';
import { LabelLine } from '../persons-page.tsx';
import { DESK_WORDS } from '../words/desk.ts';
import { JOINING } from '../words/joining.ts';
import { JOIN, NameAndSite } from './looking.tsx';

const CONTACT_MAX = 2000;
const PLACE_MAX = 200;
const FIELDS = ['name', 'website', 'place', 'contact', 'role', 'label', 'terms'] as const;
type Field = (typeof FIELDS)[number];
type Typed = Readonly<Record<Field, string>>;

export const typedIn = (sent: URLSearchParams): Typed => ({
  ...(Object.fromEntries(FIELDS.map((field) => [field, (sent.get(field) ?? '').trim()])) as Typed),
  label: labelIn(sent.get('label')),
});

type Seat = NonNullable<HostDraft['seat']>;
const seatOf = (zone: Zone): Seat | undefined => {
  if (zone.level === 'world') return undefined;
  return zone.level === 'country' ? { country: zone.code } : { country: 'FR', territory: zone };
};

type Draft = Omit<HostDraft, 'slug'>;

function draftOf({ name, website, contact, role, terms }: Typed, seat: Seat | undefined): Draft {
  return {
    name,
    ...(website && { website: asAddress(website) }),
    ...(seat && { seat }),
    ...(contact && {
      contact: contact.includes('@')
        ? { email: contact, ...(role && { roleAddress: true }) }
        : { url: asAddress(contact) },
    }),
    ...(terms && { terms: '2026-1' as const }),
  };
}

/** A draft as it was typed, or what is wrong, in the order of the fields. */
export function readRegistration(
  typed: Typed,
  { reference, day, isPerson }: { reference: Reference; day: string; isPerson: boolean },
  { language }: Page,
): { draft: Draft } | { faults: Filled['faults'] } {
  const words = JOINING[language];
  const zone = typed.place ? zoneOf(typed.place, reference.territories, language) : undefined;
  const draft = draftOf(typed, zone !== undefined && typeof zone !== 'string' ? seatOf(zone) : undefined);
  // Nobody chooses the slug here.
  const whole = { ...draft, slug: 'brouillon' };
  const misshapen = shapeFaults(HostDraft, whole);
  const found = misshapen.length > 0 ? misshapen : hostFaults(whole, reference, day);
  const at = (pointer: string) => found.find((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
  const told = (fault: Fault | undefined) => fault && inLanguage(fault.message, language);
  const contact = at('/contact');
  const isSite = typed.website === '' || webAddress(asAddress(typed.website))?.hostname.includes('.');
  const faults: Record<Field, string | undefined> = {
    name: typed.name === '' ? words.nameMissing : told(at('/name')),
    website: !isSite || at('/website') ? words.websiteWrong : undefined,
    place: typeof zone === 'string' ? zone : told(at('/seat')),
    contact: contact?.code === 'personal-address' ? words.personal : told(contact),
    role: undefined,
    label: typed.label === '' && !isPerson ? DESK_WORDS[language].labelMissing : undefined,
    terms: typed.terms === '' ? words.termsMissing : undefined,
  };
  const wrong = Object.entries(faults).filter(([, text]) => text !== undefined);
  return wrong.length > 0 ? { faults: Object.fromEntries(wrong) } : { draft };
}

/** Whether an address was taken for that of a person, so that the form asks whose it is. */
const isDoubted = ({ faults, typed }: Filled, personal: string): boolean =>
  faults.contact === personal || (typed.role ?? '') !== '';

/** Accepting the terms of use, as registering and taking over ask for it. */
export function TermsLine({ filled }: { filled: Filled }) {
  const words = useWords(JOINING);
  return (
    <Checkboxes
      filled={filled}
      name="terms"
      label={words.terms}
      hint={
        <>
          {words.termsHint} <Link to="/terms">{words.termsRead}</Link>
        </>
      }
      choices={[['2026-1', words.termsAccept]]}
    />
  );
}

/** The few lines that an entry begins with. */
export function RegisterPage({ filled, isPerson }: { filled: Filled; isPerson: boolean }) {
  const words = useWords(JOINING);
  const action = `${JOIN}/register`;
  return (
    <DeskPage
      heading={words.register}
      lead={words.registerLead}
      crumb={[JOIN, words.askHere]}
      form={action}
      filled={filled}
      isOpen={!isPerson}
    >
      <DeskForm id="desk" action={action} send={words.goOn}>
        <NameAndSite filled={filled} />
        <TextLine
          filled={filled}
          name="place"
          label={words.place}
          hint={words.placeHint}
          most={PLACE_MAX}
          autocomplete="off"
        />
        <TextLine
          filled={filled}
          name="contact"
          label={words.contact}
          hint={words.contactHint}
          most={CONTACT_MAX}
          autocomplete="off"
        />
        {isDoubted(filled, words.personal) && (
          <Checkboxes filled={filled} name="role" label={words.role} choices={[['yes', words.isRole]]} />
        )}
        {!isPerson && <LabelLine filled={filled} />}
        <TermsLine filled={filled} />
      </DeskForm>
    </DeskPage>
  );
}
