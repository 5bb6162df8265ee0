import type { Contact, HostDraft, Membership, Observed } from '../../documents/host.ts';
import { definedOnly } from '../../ground/texts.ts';
import { mailboxFaults } from '../../hosts/entries/meaning.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { ImportedHost } from '../imports/read.ts';
import type { Context, KnownEntries } from './interpret.ts';
import { lineOf, shown, textOf } from './values.ts';

/* Contact addresses. Files of this format contain addresses of volunteers, who did not ask to be published here. */

/** The organisation to which the address should belong. */
interface Addressee {
  name: string;
  website?: string | undefined;
  legalForm?: LegalForm | undefined;
}

/**
 * Whether an address seems to belong to a person: by the rule for registrations, or because it has the form
 * `first.last@`. At an import nobody can confirm that such an address belongs to a role.
 */
function isPersonal(email: string, { name, website, legalForm }: Addressee, reference: Reference): boolean {
  const isRefused = (address: string) =>
    mailboxFaults(
      { slug: 'x', ...definedOnly({ name, website, legalForm }), name, contact: { email: address } },
      reference,
    ).length > 0;
  if (isRefused(email)) return true;
  const local = email.split('@', 1)[0]!;
  const [anyProvider] = reference.mailboxes.publicProviders;
  return /^\p{L}+[._]\p{L}+$/u.test(local) && isRefused(`${local}@${anyProvider}`);
}

/** The contact of an organisation, without a person's address. */
export function contactOf(
  section: string,
  read: KnownEntries,
  addressee: Addressee,
  { reference, found }: Pick<Context, 'reference' | 'found'>,
): Contact | undefined {
  const url = read.get(`${section}.contact.url`);
  const key = `${section}.contact.email`;
  const email = read.get(key);
  const personal = email !== undefined && isPersonal(email, addressee, reference);
  if (personal) found.add('personal-address', {}, read.line(key), key);
  const contact = definedOnly({ url, email: personal ? undefined : email });
  return Object.keys(contact).length > 0 ? contact : undefined;
}

/* Converts the file of an organisation into the terms of this catalogue. */

type LegalForm = NonNullable<HostDraft['legalForm']>;

export const LEGAL_FORM_OF: Readonly<Record<string, LegalForm>> = {
  ASSOCIATION: 'association',
  INFORMAL: 'informal',
  COOPERATIVE: 'cooperative',
  MICROCOMPANY: 'micro-company',
  COMPANY: 'company',
  INDIVIDUAL: 'individual',
  OTHER: 'other',
};

/** Maximum length of names and texts in the catalogue. */
export const LONGEST_NAME = 200;
export const LONGEST_TEXT = 4000;

/** A date that is not in the future; a future date is reported and counts as unknown. */
export function pastDate(
  key: string,
  read: KnownEntries,
  { day, found }: Pick<Context, 'day' | 'found'>,
): string | undefined {
  const date = read.get(key)?.slice(0, 10);
  if (date === undefined || date <= day.slice(0, date.length)) return date;
  found.add('future-date', { value: date }, read.line(key), key);
  return undefined;
}

/** An existing country code. */
export function countryOf(key: string, read: KnownEntries, { reference, found }: Context): string | undefined {
  const code = read.get(key);
  if (code === undefined || reference.territories.find({ level: 'country', code })) return code;
  found.add('bad-country', { value: shown(code) }, read.line(key), key);
  return undefined;
}

/** Whether the organisation is active. `idle` and `away` may mean either: the format does not say. */
function observedOf(read: KnownEntries, asOf: string | null, context: Context): Observed | undefined {
  const ended = pastDate('organization.enddate', read, context);
  if (ended !== undefined) return { state: 'closed', asOf: ended };
  const level = read.get('organization.status.level');
  if (level === undefined) return undefined;
  return { state: level === 'ACTIVE' ? 'active' : 'unknown', ...(asOf !== null && { asOf }) };
}

const MEMBER_OF = 'organization.memberof.';

/** The federation whose membership counts: the one that links here, else the only one in the file. */
function federationIn(read: KnownEntries, asked: string | undefined): string | undefined {
  const named = new Set(
    [...read.all()].flatMap(({ key }) =>
      key.startsWith(MEMBER_OF) ? [key.slice(MEMBER_OF.length).split('.', 1)[0]!] : [],
    ),
  );
  if (asked !== undefined) return named.has(asked) ? asked : undefined;
  return named.size === 1 ? [...named][0] : undefined;
}

function membershipOf(read: KnownEntries, context: Context): ImportedHost['membership'] | undefined {
  const federation = federationIn(read, context.federation);
  if (federation === undefined) return undefined;
  const at = (name: string) => `${MEMBER_OF}${federation}.${name}`;
  const since = pastDate(at('startdate'), read, context);
  const until = pastDate(at('enddate'), read, context);
  const level = read.get(at('status.level'));
  const dates = definedOnly({ since, until });
  if (until !== undefined) return { state: 'former', ...dates } satisfies Partial<Membership>;
  if (level === 'AWAY') {
    // Away may be temporary or final: we do not end a membership by a guess.
    const key = at('status.level');
    context.found.add('status-unclear', { value: level }, read.line(key), key);
    return undefined;
  }
  return level !== undefined || since !== undefined ? { state: 'member', ...dates } : undefined;
}

/** The organisation without its services. Undefined without a name, which is reported as missing. */
export function organizationOf(read: KnownEntries, context: Context): Omit<ImportedHost, 'services'> | undefined {
  const name = lineOf(read.get('organization.name') ?? '', LONGEST_NAME);
  if (name === undefined) return undefined;
  const { address, asOf } = context;
  const website = read.get('organization.website');
  const legalForm = LEGAL_FORM_OF[read.get('organization.type') ?? ''];
  const description = textOf(read.get('organization.description') ?? '', LONGEST_TEXT);
  const country = countryOf('organization.country.code', read, context);
  const facts = definedOnly({
    // The format does not state the language; nearly all files are in French.
    summary: description === undefined ? undefined : { fr: description },
    foundedOn: pastDate('organization.startdate', read, context),
    legalForm,
    seat: country === undefined ? undefined : { country },
    contact: contactOf('organization', read, { name, website, legalForm }, context),
  });
  const rest = definedOnly({ observed: observedOf(read, asOf, context), membership: membershipOf(read, context) });
  return { source: address, asOf, name, ...(website !== undefined && { website }), facts, ...rest };
}
