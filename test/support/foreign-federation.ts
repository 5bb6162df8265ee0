import type { Fault, FaultyWeb } from './faulty-web.ts';

/** A federation as others publish it: written by many hands and programs, each with habits of its own. From a seed. */

export interface ForeignOptions {
  organisations: number;
  services: number;
  seed?: number;
  /** Share of files with a fault of their site. */
  faulty?: number;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Line = readonly [key: string, value: string];

/** How one author writes files: all that an import must put up with. */
interface Habits {
  encode(text: string): Buffer;
  separator: string;
  newline: string;
  quote(value: string): string;
  word(term: string): string;
  date(day: string): string;
  nothing: string;
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
/** Two editors, one after the other. */
const halfLatin1 = (text: string): Buffer => {
  const half = text.indexOf('\n', text.length / 2) + 1;
  return Buffer.concat([Buffer.from(text.slice(0, half)), latin1(text.slice(half))]);
};
const escaped = (text: string): Buffer =>
  Buffer.from(text.replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`));

function habitsFrom(random: () => number): Habits {
  const one = <T>(...list: T[]): T => list[Math.floor(random() * list.length)]!;
  const usual = random() < 0.5;
  const plain = (text: string) => text;
  return {
    encode: usual
      ? (text) => Buffer.from(text)
      : one(latin1, halfLatin1, escaped, (text) => Buffer.from(`\ufeff${text}`)),
    separator: usual ? ' = ' : one('=', ': ', ':', ' ', '\t=\t'),
    newline: usual ? '\n' : one('\r\n', '\n', '\r'),
    quote: usual
      ? plain
      : one(
          plain,
          (text) => `"${text}"`,
          (text) => `'${text}'`,
        ),
    word: usual
      ? plain
      : one(
          (text) => text.toLowerCase(),
          (text) => text.toUpperCase(),
          plain,
        ),
    date: usual ? plain : one((day) => day.split('-').reverse().join('/'), plain),
    nothing: one('', 'null', '-', 'n/a', 'N/A'),
  };
}

const SOFTWARE = [
  'Nextcloud',
  'Etherpad',
  'Mattermost',
  'BigBlueButton',
  'PeerTube',
  'Framadate',
  'Logiciel maison',
  'WordPress',
];
const ORGANISATION_FAULTS: readonly Fault[] = [
  'slow',
  'error',
  'reset',
  'html',
  'gone',
  'moved',
  'to-private',
  'no-tag',
  'gzip',
];
const SERVICE_FAULTS: readonly Fault[] = [...ORGANISATION_FAULTS, 'empty', 'to-itself', 'redirect-loop'];

/** Text with words of one line broken into several, as Java writes long values. */
const continued = (text: string, newline: string): string => text.replace(/ (?=\w{6})/, ` \\${newline}      `);

export interface Foreign {
  /** Address of the first file. */
  url: string;
  files: number;
  /** Sites to which a connection may be made. */
  sites: string[];
  /** Names of the organisations whose file can be read. */
  readable: number;
}

/** Puts a federation on the web; one of its organisations may lead in a circle, another names an endless file. */
export function publishFederation(web: FaultyWeb, options: ForeignOptions): Foreign {
  const { organisations, services, seed = 7, faulty = 0.12 } = options;
  const random = randomFrom(seed);
  const chance = (share: number) => random() < share;
  const sites = ['rives.example', 'localhost', '192.168.1.1'];
  const first = `${web.origin('rives.example')}/rives.properties`;
  let readable = 0;

  const put = (site: string, path: string, lines: readonly Line[], habits: Habits, fault?: Fault): string => {
    const text = lines.map(([key, value]) => `${key}${habits.separator}${value}`).join(habits.newline) + habits.newline;
    web.files.set(`${site}${path}`, { body: habits.encode(text), fault });
    return `${web.origin(site)}${path}`;
  };
  const faultOf = (list: readonly Fault[]): Fault | undefined =>
    chance(faulty) ? list[Math.floor(random() * list.length)] : undefined;

  const subs: Line[] = [];
  for (let i = 0; i < organisations; i++) {
    const site = `asso${i}.example`;
    sites.push(site);
    const habits = habitsFrom(random);
    const { quote, word, date, nothing } = habits;
    const own: Line[] = [];
    const count = Math.floor(((i + 1) * services) / organisations) - Math.floor((i * services) / organisations);
    for (let n = 0; n < count; n++) {
      const fault = faultOf(SERVICE_FAULTS);
      const metrics = chance(0.2)
        ? put(
            site,
            `/mesures${n}.properties`,
            [
              ['file.class', 'Metrics'],
              ['metrics.http.visits.humans.2025.months', '12,,30,null,0'],
            ],
            habits,
          )
        : undefined;
      const url = put(
        site,
        `/service${n}.properties`,
        [
          ['file.class', word('Service')],
          ['service.name', quote(`Service n°${n} d’été`)],
          ['service.description', continued('Un espace pour ranger ensemble les documents', habits.newline)],
          ['service.website', `https://s${n}.${site}/`],
          ['service.registration', word(chance(0.1) ? 'Gratuit' : 'Free')],
          [chance(0.3) ? 'service.load' : 'service.registration.load', word('OPEN')],
          ['service.startdate', date('2019-03-01')],
          ['host.server.type', word(chance(0.1) ? 'NANO' : 'VIRTUAL')],
          ['host.provider.type', word('HOSTEDSERVER')],
          ['host.country.code', 'FR'],
          ['software.name', SOFTWARE[Math.floor(random() * SOFTWARE.length)]!],
          ['software.license.name', chance(0.2) ? nothing : 'AGPL-3.0-only'],
          ...(metrics ? [['subs.mesures', metrics] as const] : []),
          // Back to where one came from.
          ...(chance(0.03) ? [['subs.retour', first] as const] : []),
        ],
        habits,
        fault,
      );
      own.push([`subs.service${n}`, url]);
    }
    if (i === 3) own.push(['subs.sans-fin', put(site, '/sans-fin.properties', [], habits, 'endless')]);
    const fault = i === 3 ? undefined : faultOf(ORGANISATION_FAULTS);
    if (fault === undefined || ['slow', 'moved', 'no-tag'].includes(fault)) readable++;
    const url = put(
      site,
      '/asso.properties',
      [
        ['file.class', word('Organization')],
        ['organization.name', quote(`Association n°${i} de l’Orée`)],
        ['organization.description', `Héberge et accompagne.<br/>Créée à ${chance(0.5) ? 'Guéret' : 'Nantes'}`],
        ['organization.type', word(chance(0.1) ? 'FONDATION' : 'ASSOCIATION')],
        ['organization.website', `https://${site}/`],
        ['organization.contact.email', `contact@${site}`],
        [chance(0.2) ? 'organization.startDate' : 'organization.startdate', date('2014-05-02')],
        ['organization.geolocation.latitude', '46,17'],
        ['organization.memberof.rives.status.level', word('ACTIVE')],
        ['organization.memberof.rives.startdate', date('2016-11-05')],
        ['organization.country.code', chance(0.1) ? 'fr' : 'FR'],
        ...(chance(0.2) ? [['organization.socialnetworks.pixelfeld', `https://pixelfed.example/${i}`] as const] : []),
        ...(chance(0.2) ? [['organization.couleur', 'verte'] as const] : []),
        ...(chance(0.1) ? [['organization.name', 'Un second nom'] as const] : []),
        ...own,
      ],
      habits,
      fault,
    );
    subs.push([`subs.asso${i}`, url]);
  }
  const habits = habitsFrom(randomFrom(1));
  put(
    'rives.example',
    '/rives.properties',
    [
      ['file.class', 'Federation'],
      ['federation.name', 'Les Rives'],
      ['federation.description', 'Hébergeurs du bord de Loire'],
      ['federation.website', 'https://rives.example/'],
      ...subs,
      ['subs.soi', first],
      ['subs.local', 'file:///etc/passwd'],
    ],
    { ...habits, encode: (text) => Buffer.from(text), separator: ' = ', newline: '\n' },
  );
  return { url: first, files: web.files.size, sites, readable };
}
