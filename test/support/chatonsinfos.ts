/* Files of the format ChatonsInfos, written by hand: each with hazards that files in use have. No host is real. */

const lines = (...text: string[]): string => `${text.join('\n')}\n`;

/** A file without any fault. */
export const ORGANIZATION = lines(
  '# Les Aulnes',
  'file.class = Organization',
  'file.protocol = ChatonsInfos-0.5',
  'file.datetime = 2026-10-01T14:23:20',
  'organization.name = Les Aulnes',
  'organization.description = Fichiers et courriel<br/>pour les associations.',
  'organization.type = ASSOCIATION',
  'organization.website = https://aulnes.example/',
  'organization.logo = https://aulnes.example/logo.png',
  'organization.contact.url = https://aulnes.example/contact',
  'organization.contact.email = contact@aulnes.example',
  'organization.startdate = 2014-05-02',
  'organization.status.level = ACTIVE',
  'organization.memberof.chatons.status.level = ACTIVE',
  'organization.memberof.chatons.startdate = 2016-11-05',
  'organization.country.name = France',
  'organization.country.code = FR',
  'organization.socialnetworks.mastodon = https://mastodon.example/@aulnes',
  '',
  'subs.nuage = https://aulnes.example/nuage.properties',
  'subs.pad = https://aulnes.example/pad.properties',
);

export const SERVICE = lines(
  'file.class = Service',
  'file.datetime = 2026-09-30',
  'service.name = Nuage des Aulnes',
  'service.description = Fichiers à plusieurs',
  'service.website = https://nuage.aulnes.example/',
  'service.startdate = 2016-03-01',
  'service.status.level = OK',
  'service.registration = Member',
  'service.registration.load = OPEN',
  'service.install.type = DISTRIBUTION',
  'host.name = Bureau des Aulnes',
  'host.server.type = VIRTUAL',
  'host.server.distribution = Debian 12',
  'host.provider.type = HOSTEDSERVER',
  'host.country.code = FR',
  'software.name = Seafile',
  'software.license.url = https://www.gnu.org/licenses/agpl-3.0.html',
  'software.license.name = AGPL-3.0-only',
  'subs.metrics = https://aulnes.example/nuage-metrics.properties',
);

export const METRICS = lines(
  'file.class = Metrics',
  'metrics.http.visits.humans.2021.months = 12,,30,null,0',
  'metrics.http.hits.2021.weeks = 1,2,3',
  'metrics.service.users.2021.days = 7, n/a, 9.5',
);

export const FEDERATION = lines(
  'file.class = Federation',
  'file.datetime = 2026-11-02T08:00:00',
  'federation.name = Les Rives',
  'federation.description = Hébergeurs du bord de Loire',
  'federation.website = https://rives.example/',
  'federation.contact.email = contact@rives.example',
  'subs.aulnes = https://aulnes.example/aulnes.properties',
  'subs.noyers = https://noyers.example/infos.properties',
);

/** Every way to write a line: separators, blanks, comments, escapes, lines that go on, quotes, words for nothing. */
export const WAYS_TO_WRITE = lines(
  '! another sign of a comment',
  'file.class:service',
  '   service.name\t=   "Le nuage"   ',
  'service.description = Des fichiers, \\',
  '      des agendas \\',
  '      et \\u00e9crire \\u00e0 plusieurs\\nici',
  'service.website https://nuage.aulnes.example',
  "software.name = 'nextcloud'",
  'software.license.name = n/a',
  'software.version = null',
  'service.legal.url = -',
  'service.logo =',
  'service.status.level=Ok',
  'service.registration = client ; FREE;',
  'service.load = full',
  'metrics.http.hits.2021.months = 1,2,3,4,5,6,7,8,9,10,11,12,13',
);

/** Names that the format had, or never had; dates in several orders; keys that come twice. */
export const OLD_NAMES = lines(
  'file.class = ORGANIZATION',
  'organization.name = Ancien nom',
  'organization.name = Les Aulnes',
  'organization.startDate = 05/02/2014',
  'organization.endDate = 12/31/2040',
  'organization.technical.url = https://aulnes.example/technique',
  'organization.logo.url = https://aulnes.example/vieux-logo.png',
  'organization.logo = https://aulnes.example/logo.png',
  'organization.geography = Guéret',
  'organization.geolocation.latitude = 46,17',
  'organization.socialnetworks.pixelfeld = https://pixelfed.example/aulnes',
  'organization.funding.Tipee = https://tipeee.example/aulnes',
  'organisation.country.code = fr',
  'organization.typ = ASSOCIATION',
  'organization.colour = green',
  'organization.type = Fondation',
  'organization.contact.email = jeanne.martin@gmail.com',
  'organization.owner.name = Jeanne Martin',
  'organization.memberof.chatons.status.level = away',
  'subs.nuage = https://aulnes.example/nuage.properties',
  'subs.nuage = https://aulnes.example/pad.properties',
  'subs.encore = https://aulnes.example/nuage.properties',
  'subs.local = file:///etc/passwd',
  'subs.seul = nuage.properties',
);

/** Somebody hosts at home, on a machine that nobody rents there. */
export const AT_HOME = lines(
  'file.class = Service',
  'service.name = Pad',
  'host.name = Chez Jeanne Martin',
  'host.provider.type = home',
  'host.server.type = Shared',
  'host.country.code = FR',
  'software.name = Etherpad',
);

export const HTML = '<!DOCTYPE html>\n<html><head><title>404</title></head><body>organization.name = x</body></html>';

/** A line in UTF-8, then one by another editor. */
export const MIXED_ENCODING = Buffer.concat([
  Buffer.from('file.class = Organization\norganization.name = Les Chênes\n', 'utf8'),
  Buffer.from('organization.description = Hébergeur libre\n', 'latin1'),
  Buffer.from('organization.status.description = Tout va bien, même ici\n', 'utf8'),
]);

/** Every fixture, as bytes. */
export const EVERY_FILE: Readonly<Record<string, Buffer>> = {
  organization: Buffer.from(ORGANIZATION),
  service: Buffer.from(SERVICE),
  metrics: Buffer.from(METRICS),
  federation: Buffer.from(FEDERATION),
  'ways to write': Buffer.from(WAYS_TO_WRITE),
  'old names': Buffer.from(OLD_NAMES),
  'at home': Buffer.from(AT_HOME),
  html: Buffer.from(HTML),
  'mixed encoding': MIXED_ENCODING,
  'latin-1': Buffer.from(OLD_NAMES, 'latin1'),
  'with a mark, lines of Windows': Buffer.from(`\ufeff${ORGANIZATION.replaceAll('\n', '\r\n')}`),
  'lines of old Macs': Buffer.from(SERVICE.replaceAll('\n', '\r')),
  'utf-16': Buffer.from(`\ufeff${ORGANIZATION}`, 'utf16le'),
};
