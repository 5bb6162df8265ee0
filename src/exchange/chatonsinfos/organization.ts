import type { HostDraft, Membership, Observed } from '../../documents/host.ts';
import { known } from '../../ground/texts.ts';
import type { ImportedHost } from '../imported.ts';
import { contactOf } from './contact.ts';
import type { Context } from './context.ts';
import type { Known } from './interpret.ts';
import { lineOf, shown, textOf } from './values.ts';

/* What the file of an organisation says, in the words of this catalogue. */

export type LegalForm = NonNullable<HostDraft['legalForm']>;

export const LEGAL_FORM_OF: Readonly<Record<string, LegalForm>> = {
  ASSOCIATION: 'association',
  INFORMAL: 'informal',
  COOPERATIVE: 'cooperative',
  MICROCOMPANY: 'micro-company',
  COMPANY: 'company',
  INDIVIDUAL: 'individual',
  OTHER: 'other',
};

/** The longest name and text that the catalogue holds. */
export const LONGEST_NAME = 200;
export const LONGEST_TEXT = 4000;

/** A date that has come; one to come is told, and counts as unknown. */
export function pastDate(key: string, read: Known, { day, found }: Context): string | undefined {
  const date = read.get(key)?.slice(0, 10);
  if (date === undefined || date <= day.slice(0, date.length)) return date;
  found.add('future-date', { value: date }, read.line(key), key);
  return undefined;
}

/** A code of a country that exists. */
export function countryOf(key: string, read: Known, { reference, found }: Context): string | undefined {
  const code = read.get(key);
  if (code === undefined || reference.territories.find({ level: 'country', code })) return code;
  found.add('bad-country', { value: shown(code) }, read.line(key), key);
  return undefined;
}

/** Whether it still works. Idle and away may mean either: the format does not say. */
function observedOf(read: Known, asOf: string | null, context: Context): Observed | undefined {
  const ended = pastDate('organization.enddate', read, context);
  if (ended !== undefined) return { status: 'closed', asOf: ended };
  const level = read.get('organization.status.level');
  if (level === undefined) return undefined;
  return { status: level === 'ACTIVE' ? 'active' : 'unknown', ...(asOf !== null && { asOf }) };
}

const MEMBER_OF = 'organization.memberof.';

/** The federation whose membership counts: the one that led here, else the only one that the file names. */
function federationIn(read: Known, asked: string | undefined): string | undefined {
  const named = new Set(
    [...read.all()].flatMap(({ key }) =>
      key.startsWith(MEMBER_OF) ? [key.slice(MEMBER_OF.length).split('.', 1)[0]!] : [],
    ),
  );
  if (asked !== undefined) return named.has(asked) ? asked : undefined;
  return named.size === 1 ? [...named][0] : undefined;
}

function membershipOf(read: Known, context: Context): ImportedHost['membership'] | undefined {
  const federation = federationIn(read, context.federation);
  if (federation === undefined) return undefined;
  const at = (name: string) => `${MEMBER_OF}${federation}.${name}`;
  const since = pastDate(at('startdate'), read, context);
  const until = pastDate(at('enddate'), read, context);
  const level = read.get(at('status.level'));
  const dates = known({ since, until });
  if (until !== undefined) return { status: 'former', ...dates } satisfies Partial<Membership>;
  if (level === 'AWAY') {
    // Gone for a while or for good: nobody leaves a federation by our guess.
    const key = at('status.level');
    context.found.add('status-unclear', { value: level }, read.line(key), key);
    return undefined;
  }
  return level !== undefined || since !== undefined ? { status: 'member', ...dates } : undefined;
}

/** The organisation without its services; undefined without a name, which is told among what is missing. */
export function organizationOf(read: Known, context: Context): Omit<ImportedHost, 'services'> | undefined {
  const name = lineOf(read.get('organization.name') ?? '', LONGEST_NAME);
  if (name === undefined) return undefined;
  const { address, asOf, reference } = context;
  const website = read.get('organization.website');
  const legalForm = LEGAL_FORM_OF[read.get('organization.type') ?? ''];
  const description = textOf(read.get('organization.description') ?? '', LONGEST_TEXT);
  const country = countryOf('organization.country.code', read, context);
  const facts = known({
    // The format does not say in which language; nearly all files are French.
    summary: description === undefined ? undefined : { fr: description },
    foundedOn: pastDate('organization.startdate', read, context),
    legalForm,
    seat: country === undefined ? undefined : { country },
    contact: contactOf('organization', read, { name, website, legalForm }, reference, context.found),
  });
  const rest = known({ observed: observedOf(read, asOf, context), membership: membershipOf(read, context) });
  return { source: address, asOf, name, ...(website !== undefined && { website }), facts, ...rest };
}
