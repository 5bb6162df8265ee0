import { FILE_CLASSES, type FileClass } from './words/problems.ts';

/* The keys of the format (https://framagit.org/chatons/chatonsinfos), their values, and their former names. */

/** M: mandatory in the format, as far as its description says; W: recommended; O: optional. */
export type KeyRequirement = 'M' | 'W' | 'O';

export type ValueType =
  | 'text'
  | 'date'
  | 'datetime'
  | 'url'
  | 'email'
  | 'decimal'
  | 'country'
  | 'value'
  | 'values'
  | 'address'
  | 'sub'
  | 'list';

export interface KeyRule {
  readonly key: string;
  readonly type: ValueType;
  readonly need: KeyRequirement;
  /** The words of a closed list, in their correct case. */
  readonly values?: readonly string[];
}

const LEGAL_TYPES = [
  'ASSOCIATION',
  'INFORMAL',
  'COOPERATIVE',
  'MICROCOMPANY',
  'COMPANY',
  'INDIVIDUAL',
  'OTHER',
] as const;
const PRESENCES = ['ACTIVE', 'IDLE', 'AWAY'] as const;
const REGISTRATION_WORDS = ['None', 'Free', 'Member', 'Client'] as const;
const LOADS = ['OPEN', 'FULL'] as const;
/** The last five words are from version 0.1. */
const SERVICE_STATES = 'OK WARNING ALERT ERROR OVER VOID ON MAINTENANCE DOWN OFF DRAFT'.split(' ');
const INSTALLS = 'DISTRIBUTION PROVIDER PACKAGE TOOLING CLONEREPO ARCHIVE SOURCES CONTAINER'.split(' ');
const SERVERS = 'NANO PHYSICAL VIRTUAL SHARED CLOUD'.split(' ');
const PROVIDERS = 'HOME HOSTEDBAY HOSTEDSERVER OUTSOURCED'.split(' ');

/** Which server types are possible for each owner of the building. */
export const SERVERS_OF: Readonly<Record<string, readonly string[]>> = {
  HOME: ['NANO', 'PHYSICAL', 'VIRTUAL'],
  HOSTEDBAY: ['NANO', 'PHYSICAL', 'VIRTUAL'],
  HOSTEDSERVER: ['PHYSICAL', 'VIRTUAL'],
  OUTSOURCED: ['VIRTUAL', 'SHARED', 'CLOUD'],
};

const rule = (key: string, need: KeyRequirement, type: ValueType = 'text', values?: readonly string[]): KeyRule => ({
  key,
  type,
  need,
  ...(values && { values }),
});
const each = (section: string, names: string, type: ValueType): KeyRule[] =>
  names.split(' ').map((name) => rule(`${section}.${name}`, 'O', type));

const SOCIAL = 'diaspora facebook funkwhale mastodon mobilizon peertube pixelfed pleroma twitter';
const CHATS = 'irc matrix mattermost rocketchat xmpp';

const FILE = [
  rule('file.class', 'M', 'value', ['Federation', 'Organization', 'Service', 'Metrics', 'Device']),
  rule('file.protocol', 'W'),
  rule('file.datetime', 'W', 'datetime'),
  rule('file.generator', 'W'),
  rule('file.url', 'O', 'url'),
];

const FEDERATION = [
  rule('federation.name', 'M'),
  rule('federation.description', 'M'),
  rule('federation.website', 'M', 'url'),
  rule('federation.logo', 'W', 'url'),
  rule('federation.favicon', 'W', 'url'),
  rule('federation.contact.url', 'O', 'url'),
  rule('federation.contact.email', 'M', 'email'),
  rule('federation.legal.url', 'O', 'url'),
  rule('federation.guide.user', 'O', 'url'),
  rule('federation.guide.technical', 'O', 'url'),
  rule('federation.startdate', 'O', 'date'),
  rule('federation.enddate', 'O', 'date'),
  ...each('federation.socialnetworks', SOCIAL, 'url'),
  ...each('federation.chatrooms', CHATS, 'address'),
];

const ORGANIZATION = [
  rule('organization.name', 'M'),
  rule('organization.description', 'W'),
  rule('organization.type', 'M', 'value', LEGAL_TYPES),
  rule('organization.website', 'W', 'url'),
  rule('organization.logo', 'W', 'url'),
  rule('organization.owner.name', 'O'),
  rule('organization.owner.website', 'O', 'url'),
  rule('organization.owner.logo', 'O', 'url'),
  rule('organization.contact.url', 'W', 'url'),
  rule('organization.contact.email', 'W', 'email'),
  rule('organization.legal.url', 'W', 'url'),
  rule('organization.guide.technical', 'W', 'url'),
  rule('organization.guide.user', 'W', 'url'),
  rule('organization.startdate', 'W', 'date'),
  rule('organization.enddate', 'O', 'date'),
  rule('organization.status.level', 'W', 'value', PRESENCES),
  rule('organization.status.description', 'O'),
  rule('organization.memberof.*.status.level', 'O', 'value', PRESENCES),
  rule('organization.memberof.*.status.description', 'O'),
  rule('organization.memberof.*.startdate', 'O', 'date'),
  rule('organization.memberof.*.enddate', 'O', 'date'),
  rule('organization.country.name', 'W'),
  rule('organization.country.code', 'W', 'country'),
  rule('organization.geolocation.latitude', 'O', 'decimal'),
  rule('organization.geolocation.longitude', 'O', 'decimal'),
  rule('organization.geolocation.address', 'O'),
  ...each('organization.socialnetworks', SOCIAL, 'url'),
  ...each('organization.chatrooms', CHATS, 'address'),
  ...each('organization.funding', 'custom helloasso liberapay paypal tipeee', 'url'),
];

const SERVICE = [
  rule('service.name', 'M'),
  rule('service.description', 'W'),
  rule('service.website', 'W', 'url'),
  rule('service.logo', 'O', 'url'),
  rule('service.legal.url', 'W', 'url'),
  rule('service.guide.technical', 'W', 'url'),
  rule('service.guide.user', 'W', 'url'),
  rule('service.contact.url', 'W', 'url'),
  rule('service.contact.email', 'W', 'email'),
  rule('service.startdate', 'W', 'date'),
  rule('service.enddate', 'O', 'date'),
  rule('service.status.level', 'W', 'value', SERVICE_STATES),
  rule('service.status.description', 'O'),
  rule('service.registration', 'W', 'values', REGISTRATION_WORDS),
  rule('service.registration.load', 'W', 'value', LOADS),
  rule('service.install.type', 'W', 'value', INSTALLS),
  rule('host.name', 'M'),
  rule('host.description', 'O'),
  rule('host.server.type', 'W', 'value', SERVERS),
  rule('host.server.distribution', 'W'),
  rule('host.provider.type', 'W', 'value', PROVIDERS),
  rule('host.provider.hypervisor', 'O'),
  rule('host.country.name', 'W'),
  rule('host.country.code', 'W', 'country'),
  rule('software.name', 'W'),
  rule('software.website', 'W', 'url'),
  rule('software.license.url', 'W', 'url'),
  rule('software.license.name', 'W'),
  rule('software.version', 'W'),
  rule('software.source.url', 'W', 'url'),
  rule('software.modules', 'O'),
];

/** Every key, in the order in which files are written. */
export const KEYS: readonly KeyRule[] = [...FILE, ...FEDERATION, ...ORGANIZATION, ...SERVICE];

const BY_KEY: ReadonlyMap<string, KeyRule> = new Map(KEYS.map((one) => [one.key, one]));

const SECTIONS: Readonly<Record<FileClass, readonly string[]>> = {
  federation: ['file', 'federation', 'subs', 'metrics'],
  organization: ['file', 'organization', 'subs', 'metrics'],
  service: ['file', 'service', 'host', 'software', 'subs', 'metrics'],
  metrics: ['file', 'metrics'],
  device: ['file', 'device', 'host', 'subs', 'metrics'],
};

export const sectionOf = (key: string): string => key.split('.', 1)[0]!;

/** Whether files of a class hold a section. */
export const hasSection = (fileClass: FileClass, section: string): boolean => SECTIONS[fileClass].includes(section);

/** The only class whose files may contain a section. */
export const classOf = (section: string): FileClass | undefined => {
  const some = FILE_CLASSES.filter((one) => one !== 'device' && hasSection(one, section));
  return some.length === 1 ? some[0] : undefined;
};

/** `organization.memberof.chatons.startdate` → `organization.memberof.*.startdate` */
const patternOf = (key: string): string => {
  const parts = key.split('.');
  if (parts[1] === 'memberof' && parts.length > 3) parts[2] = '*';
  return parts.join('.');
};

/** The rule for a key in its present form; undefined for an unknown key. */
export function ruleOf(key: string): KeyRule | undefined {
  const section = sectionOf(key);
  if (section === 'subs' && key.length > 'subs.'.length) return rule(key, 'O', 'sub');
  if (section === 'metrics') return /\.(months|weeks|days)$/.test(key) ? rule(key, 'O', 'list') : undefined;
  return BY_KEY.get(patternOf(key));
}

const PLACES: ReadonlyMap<string, number> = new Map(KEYS.map(({ key }, place) => [key, place]));

/** The position of a key in written files; unknown keys come last. */
export const orderOf = (key: string): number => PLACES.get(patternOf(key)) ?? KEYS.length;

/** The keys that are mandatory or recommended for a class of files. */
export const keysOfClass = (fileClass: FileClass, need: KeyRequirement): readonly KeyRule[] =>
  KEYS.filter((one) => one.need === need && hasSection(fileClass, sectionOf(one.key)));
