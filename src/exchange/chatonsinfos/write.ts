import { hasEnded } from '../../documents/closing.ts';
import type { Federation } from '../../documents/federation.ts';
import type { Host, Membership } from '../../documents/host.ts';
import { isCurrent, isFormer } from '../../documents/membership.ts';
import { capacityOn, type Service } from '../../documents/service.ts';
import { lastDayOf } from '../../ground/clock.ts';
import { byText, oneLine } from '../../ground/texts.ts';
import { type Reference, textIn } from '../../vocabulary/reference.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import { orderOf, sectionOf } from './keys.ts';
import { LEGAL_FORM_OF } from './organization.ts';
import { entryLine } from './properties.ts';
import { REGISTRATION_OF } from './service.ts';

/*
 * Writes ChatonsInfos files from the catalogue: everything that the format can express, and only known facts.
 * Deterministic: the same facts give the same bytes, and no file contains the time at which it was written.
 */

/** What is needed to write a file, apart from its document. */
export interface Publication {
  publicUrl: string;
  /** The site on which a host puts its files itself: they name it in place of this catalogue. */
  site?: string;
  reference: Reference;
  /** Today in Europe/Paris. */
  day: string;
  /** The day on which the document was last published. */
  changedOn: string | undefined;
}

type Facts = Record<string, string | undefined>;

const PROTOCOL = 'ChatonsInfos-0.5';

/** Under which names files are kept. */
export const hostFileName = (slug: string): string => `${slug}.properties`;
export const serviceFileName = (host: string, service: string): string => `${host}-${service}.properties`;

/** Where the file of a host is on its own site. */
export const ownFileAddress = (site: string, name: string): string =>
  `${new URL(site).origin}/.well-known/chatonsinfos/${name}`;

const hostFile = (slug: string, { site, publicUrl }: Publication): string =>
  site === undefined ? `${publicUrl}/v1/hosts/${slug}.properties` : ownFileAddress(site, hostFileName(slug));
const serviceFile = (host: string, service: string, { site, publicUrl }: Publication): string =>
  site === undefined
    ? `${publicUrl}/v1/hosts/${host}/services/${service}.properties`
    : ownFileAddress(site, serviceFileName(host, service));
const federationFile = (slug: string, { publicUrl }: Publication): string =>
  `${publicUrl}/v1/federations/${slug}.properties`;

/** The reverse of a table. */
const inverse = <T extends string>(table: Readonly<Record<string, T>>): Partial<Record<string, string>> =>
  Object.fromEntries(Object.entries(table).map(([word, term]) => [term, word]));

/** `public-body` has no word of its own in the format. */
const TYPE_OF: Partial<Record<string, string>> = { ...inverse(LEGAL_FORM_OF), 'public-body': 'OTHER' };
const WORD_OF = inverse(REGISTRATION_OF);

const written = (text: Text | undefined): string | undefined => (text ? textIn(text, 'fr') : undefined);

const countryName = (code: string | undefined, { reference }: Publication): string | undefined =>
  code === undefined ? undefined : reference.territories.name({ level: 'country', code }, 'fr');

/** The day for which the facts of a host are valid: the day of its confirmation, else the day it was last seen. */
function asOfDay(
  { confirmedByHost, confirmedOn, observed }: WrittenHost,
  { changedOn, day }: Publication,
): string | undefined {
  const latest = changedOn ?? day;
  const seen = observed?.asOf === undefined ? undefined : lastDayOf(observed.asOf);
  const said = confirmedByHost && confirmedOn ? confirmedOn : (seen ?? changedOn);
  // A year that is not over counts as its last day, but a file never has a future date.
  return said !== undefined && said > latest ? latest : said;
}

const fileFacts = (fileClass: string, address: string, asOf: string | undefined): Facts => ({
  'file.class': fileClass,
  'file.protocol': PROTOCOL,
  'file.datetime': asOf === undefined ? undefined : `${asOf}T00:00:00`,
  'file.generator': 'Bercail',
  'file.url': address,
});

/** The lines of a file: its publisher and licence, then the keys in the order of the format, by section. */
function fileOf(title: string, page: string, facts: Facts, subs: Facts, { publicUrl, site }: Publication): string {
  const known = (some: Facts) =>
    Object.entries(some).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  const entries = [
    ...known(facts).sort(([a], [b]) => orderOf(a) - orderOf(b) || byText(a, b)),
    ...known(subs).sort(([a], [b]) => byText(a, b)),
  ];
  const lines = entries.flatMap(([key, value], at) => [
    ...(at === 0 || sectionOf(key) !== sectionOf(entries[at - 1]![0]) ? [''] : []),
    entryLine(key, value),
  ]);
  return `${[
    `# ${oneLine(title)}: ${site ?? `${publicUrl}${page}`}`,
    // What is not published here is under no terms of this catalogue.
    ...(site === undefined ? [`# Facts: CC0-1.0. Texts: CC BY 4.0. See ${publicUrl}/terms`] : []),
    ...lines,
  ].join('\n')}\n`;
}

/** A host's membership of a federation. The format has no status for followers; uncertain memberships are left out. */
function membershipFacts(membership: Membership, day: string): Facts {
  const { federation, since, until, toCheck } = membership;
  const isOver = isFormer(membership, day);
  if (toCheck || !(isOver || isCurrent(membership, day))) return {};
  const at = `organization.memberof.${federation}`;
  return {
    [`${at}.status.level`]: isOver ? 'AWAY' : 'ACTIVE',
    [`${at}.startdate`]: since,
    [`${at}.enddate`]: until,
  };
}

/** Whether an organisation is active, as far as anybody said; unknown is not `idle`. */
function presenceFacts({ state, observed, closing, confirmedByHost }: WrittenHost): Facts {
  const isClosed = state === 'closed' || observed?.state === 'closed';
  const isActive = !isClosed && state === 'published' && (confirmedByHost || observed?.state === 'active');
  return {
    'organization.status.level': isActive ? 'ACTIVE' : isClosed ? 'AWAY' : undefined,
    'organization.enddate': closing?.stages.closed ?? (isClosed ? observed?.asOf : undefined),
  };
}

/** What files say of a host, and of a service. */
type WrittenHost = Pick<Host, HostPart> & { services: readonly Pick<Service, 'slug' | 'closing'>[] };
type HostPart =
  | ('slug' | 'name' | 'website' | 'summary' | 'foundedOn' | 'legalForm' | 'seat' | 'contact' | 'memberships')
  | ('state' | 'observed' | 'closing' | 'confirmedByHost' | 'confirmedOn');
type WrittenService = Pick<Service, ServicePart>;
type ServicePart =
  | ('slug' | 'name' | 'summary' | 'url' | 'startedOn' | 'software' | 'registration' | 'dataCountry')
  | ('capacity' | 'closing');

/** The file of a host; it links to the files of its services. */
export function writeHost(host: WrittenHost, publication: Publication): string {
  const { slug, name, website, summary, foundedOn, legalForm, seat, contact, memberships, services } = host;
  const { day } = publication;
  const facts: Facts = {
    ...fileFacts('Organization', hostFile(slug, publication), asOfDay(host, publication)),
    'organization.name': name,
    'organization.description': written(summary),
    'organization.type': legalForm && TYPE_OF[legalForm],
    'organization.website': website,
    'organization.contact.url': contact?.url,
    'organization.contact.email': contact?.email,
    'organization.startdate': foundedOn,
    ...presenceFacts(host),
    ...Object.assign({}, ...memberships.map((one) => membershipFacts(one, day))),
    'organization.country.name': countryName(seat?.country, publication),
    'organization.country.code': seat?.country,
  };
  const subs = services
    .filter((service) => !hasEnded(service))
    .map((service) => [`subs.${service.slug}`, serviceFile(slug, service.slug, publication)]);
  return fileOf(name, `/hosts/${slug}`, facts, Object.fromEntries(subs), publication);
}

/** The file of a service of a host. @param keeper who keeps its machines, which the catalogue does not ask */
export function writeService(
  host: WrittenHost,
  service: WrittenService,
  publication: Publication,
  keeper?: string,
): string {
  const { name, summary, url, startedOn, software, registration, dataCountry, closing } = service;
  const places = capacityOn(service, publication.day);
  const facts: Facts = {
    ...fileFacts('Service', serviceFile(host.slug, service.slug, publication), asOfDay(host, publication)),
    'service.name': name,
    'service.description': written(summary),
    'service.website': url,
    'service.startdate': startedOn,
    'service.enddate': closing?.stages.closed,
    'service.status.level': hasEnded(service) ? 'OVER' : undefined,
    // The format has no word for `on-application`, and a waiting list is neither open nor full.
    'service.registration': registration && WORD_OF[registration],
    'service.registration.load': places === 'open' ? 'OPEN' : places === 'full' ? 'FULL' : undefined,
    'host.name': keeper,
    'host.country.name': countryName(dataCountry, publication),
    'host.country.code': dataCountry,
    'software.name': software?.name,
    'software.license.name': software?.licence,
  };
  return fileOf(`${name}, ${host.name}`, `/hosts/${host.slug}`, facts, {}, publication);
}

/** The file of a federation; it links to the files of its present members. */
export function writeFederation(federation: Federation, publication: Publication): string {
  const { slug, name, summary, website, members } = federation;
  const { day, changedOn } = publication;
  const facts: Facts = {
    ...fileFacts('Federation', federationFile(slug, publication), changedOn),
    'federation.name': name,
    'federation.description': written(summary),
    'federation.website': website,
  };
  const subs = members
    .filter((member) => isCurrent(member, day) && !member.toCheck)
    .map(({ host }) => [`subs.${host}`, hostFile(host, publication)]);
  return fileOf(name, `/federations/${slug}`, facts, Object.fromEntries(subs), publication);
}
