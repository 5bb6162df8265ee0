import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { readReference } from '../src/vocabulary/reference.ts';
import { anyRealNeed } from '../test/support/real-needs.ts';
import { freePort } from './servers.ts';

/*
 * What must not change while the house is rebuilt: a built service is filled by a fixed story, then asked a few hundred
 * things in both languages, and every answer is written to a file. Two builds that behave alike write the same files.
 * What is drawn at random or moves with the clock (identifiers, secrets, instants, tags) is replaced by a stand-in.
 */
const { values: options } = parseArgs({
  options: {
    app: { type: 'string', default: '.' },
    out: { type: 'string' },
    against: { type: 'string' },
    data: { type: 'string' },
    database: { type: 'string', default: '' },
    filled: { type: 'boolean', default: false },
    needs: { type: 'string', default: '300' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (options.help || !options.out) {
  process.stdout.write(`npx tsx bench/golden.ts --out DIR [--against DIR] [--app CHECKOUT] [--needs 300]
  [--data DIR | --database URL] [--filled]

Asks the build in CHECKOUT/dist and writes each answer to DIR; --against compares them with those of another run of the
same day. --data keeps the embedded database in a folder, --database uses a PostgreSQL; --filled reads what such a run
wrote before, without the story, so that another build can be asked about the same rows.
`);
  process.exit(options.help ? 0 : 1);
}

const ADMIN = 'the-administrator-of-the-golden-run';
const out = resolve(options.out);
const data = resolve(options.data ?? mkdtempSync(join(tmpdir(), 'bercail-golden-')));
const kept = join(data, 'story.json');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
mkdirSync(data, { recursive: true });

/**
 * Identifiers decide between equals, so they are drawn in one order: both builds must draw as many. A process that
 * only seeds draws others than the service after it.
 */
const COUNTED_IDS = `
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
let count = 0;
const drawnBy = process.argv.at(-1) === 'seed' ? 'seed' : '';
crypto.randomUUID = () => {
  const digits = crypto.createHash('sha1').update(drawnBy + ++count).digest('hex');
  return [digits.slice(0, 8), digits.slice(8, 12), '4' + digits.slice(13, 16), 'a' + digits.slice(17, 20), digits.slice(20, 32)].join('-');
};
syncBuiltinESMExports();`;

const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const env = {
  ...process.env,
  NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(COUNTED_IDS)}`,
  ADMIN_TOKEN: ADMIN,
  TIE_SECRET: 'the ties of the golden run, the same each time',
  PORT: String(port),
  PUBLIC_URL: 'http://catalogue.example',
  OPERATOR_NAME: 'The golden run',
  OPERATOR_CONTACT: 'https://catalogue.example/contact',
  DATA_DIR: join(data, 'database'),
  DATABASE_URL: options.database,
  SEED: 'catalogue',
  LOG_LEVEL: 'error',
  RATE_LIMIT_ANONYMOUS: '1000000000',
  RATE_LIMIT_TOKEN: '1000000000',
};
async function command(...args: string[]): Promise<void> {
  const child = spawn('npx', ['tsx', 'src/cli.ts', ...args], { cwd: resolve(options.app), env, stdio: 'inherit' });
  const status = await new Promise((done) => child.once('exit', done));
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
}
if (options.database) await command('migrate');
if (options.database && !options.filled) await command('seed');

const server = spawn(process.execPath, ['dist/main.js'], {
  cwd: resolve(options.app),
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
process.on('exit', () => server.kill('SIGKILL'));
for (
  let tries = 0;
  !(await fetch(`${base}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  ));
  tries++
) {
  if (tries > 1200 || server.exitCode !== null) throw new Error('the service does not start');
  await new Promise((done) => setTimeout(done, 50));
}

/** Stands in for what differs from run to run; the same value has the same stand-in throughout. */
function standIns(): (text: string) => string {
  const known = new Map<string, string>();
  const named = (kind: string) => (found: string) => {
    const one = known.get(found) ?? `<${kind} ${known.size + 1}>`;
    known.set(found, one);
    return one;
  };
  return (text) =>
    text
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, named('id'))
      .replaceAll(/bcl_[\w-]+/g, '<token>')
      .replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g, '<instant>')
      .replaceAll(/\b\d{8}T\d{6}Z?\b/g, '<instant>')
      .replaceAll(/bercail-challenge[=:][\w-]+/g, '<challenge>')
      .replaceAll(/("content": ?")[\w-]{20,}"/g, '$1<challenge>"')
      .replaceAll(/key=[\w-]{20,}/g, 'key=<key>')
      .replaceAll(/cursor=[\w%-]+/g, 'cursor=<cursor>')
      .replaceAll(/(embed\.[\w-]+\.js|sha\d{3}-[\w+/=]+)/g, '<script>');
}

const SHOWN_HEADERS = ['content-type', 'content-language', 'link', 'vary', 'cache-control', 'location', 'allow'];
let written = 0;
let clean = standIns();

interface Asking {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

interface Answered {
  status: number;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the script looks into answers of every shape.
  body: any;
  etag: string | null;
}

/** Asks, and writes the answer down under a name that says what was asked. */
async function ask(method: string, path: string, { token, body, headers }: Asking = {}): Promise<Answered> {
  const response = await fetch(base + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const shown = SHOWN_HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [`${name}: ${value}`];
  });
  const asked = `${method} ${path}${body === undefined ? '' : ` ${typeof body === 'string' ? body : JSON.stringify(body)}`}`;
  const page = [asked, String(response.status), ...shown, '', text].join('\n');
  const file = `${String(++written).padStart(4, '0')} ${method} ${path.replaceAll(/[^\w.-]+/g, ' ').slice(0, 80)}`;
  writeFileSync(join(out, file), clean(page));
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    text,
    body: isJson && text ? JSON.parse(text) : undefined,
    etag: response.headers.get('etag'),
  };
}

const whatever = { 'if-match': '*' };
const HTML = { accept: 'text/html', 'accept-language': 'fr' };
const day = new Date().toISOString().slice(0, 10);
const nextYear = Number(day.slice(0, 4)) + 1;

/** Tokens and identifiers that the readings need. */
interface Story {
  federation: string;
  aulnes: { id: string; token: string };
  draft: { id: string; token: string };
  referral: string;
  recommendations: string[];
  revisions: number[];
}

const NEED = {
  usages: [
    { usage: 'file-storage-sharing', accounts: 12, storageGb: 30 },
    { usage: 'email-hosting', accounts: 4 },
  ],
  budgetPerYear: 60,
  territory: { level: 'departement', code: '23' },
};

/** Everything that can be written, with some of what is refused. */
async function tell(): Promise<Story> {
  const admin = { token: ADMIN };
  await ask('POST', '/v1/federations', {
    ...admin,
    body: {
      slug: 'communs',
      name: 'Le Réseau des communs',
      website: 'https://communs.example',
      summary: { fr: 'Choisir ses outils ensemble.' },
    },
  });
  const federation: string = (
    await ask('POST', '/v1/tokens', { ...admin, body: { role: 'federation', federation: 'communs', label: 'bureau' } })
  ).body.token;
  const f = '/v1/federations/communs';
  const by = { token: federation };
  for (const host of ['framasoft', 'zaclys', 'infini', 'le-pic', 'kaz', 'deuxfleurs'])
    await ask('PUT', `${f}/members/${host}`, { ...by, body: { status: 'member', since: '2026-01-15' } });
  await ask('PUT', `${f}/members/kaz`, {
    ...by,
    headers: whatever,
    body: { status: 'former', since: '2026-01-15', until: '2026-06-30' },
  });
  await ask('PUT', `${f}/members/zaclys`, { ...by, body: { status: 'member' } });
  await ask('PUT', `${f}/members/nobody-here`, { ...by, body: { status: 'member' } });

  const register = async (body: object) => {
    const { body: made } = await ask('POST', '/v1/hosts', { body });
    return { id: made.host.id as string, token: made.token as string };
  };
  const aulnes = await register({
    slug: 'les-aulnes',
    name: 'Les Aulnes',
    website: 'https://aulnes.example',
    terms: '2026-1',
  });
  const draft = await register({
    slug: 'les-saules',
    name: 'Les Saules',
    website: 'https://saules.example',
    terms: '2026-1',
  });
  await ask('POST', '/v1/hosts', { body: { slug: 'Pas Bon', name: '', website: 'ftp://x', extra: 1 } });
  const own = { token: aulnes.token, headers: whatever };
  const h = `/v1/hosts/${aulnes.id}`;
  await ask('PUT', `${h}/document`, {
    ...own,
    body: {
      host: {
        slug: 'les-aulnes',
        name: 'Les Aulnes',
        website: 'https://aulnes.example',
        legalForm: 'association',
        audiences: ['associations'],
        languages: ['fr', 'en'],
        seat: { country: 'FR', territory: { level: 'departement', code: '23' } },
        serves: [{ level: 'country', code: 'FR' }],
        visits: [{ level: 'departement', code: '23' }],
        support: [{ kind: 'training', mode: 'in-person' }, { kind: 'migration' }],
        contact: { email: 'contact@aulnes.example', phone: '05 00 00 00 00', hours: { fr: 'Le mardi.' } },
      },
      services: [
        {
          slug: 'nuage',
          name: 'Nuage',
          usages: ['file-storage-sharing', 'email-hosting', 'shared-calendar'],
          software: { name: 'Nextcloud', licence: 'AGPL-3.0-or-later' },
          url: 'https://nuage.aulnes.example',
          registration: 'open',
          capacity: { state: 'open' },
          dataCountry: 'FR',
          exportFormats: ['ICS', 'ZIP'],
          plans: [
            { name: 'Groupe', period: 'year', fixed: 48, maxAccounts: 20, maxGb: 100, observedOn: '2026-10' },
            { name: 'Libre', freeAmount: { advised: 30, floor: 10 }, maxAccounts: 10, maxGb: 20 },
          ],
        },
        { slug: 'salon', name: 'Salon', usages: ['video-conferencing'], registration: 'none-needed' },
      ],
      claims: {
        'free-software-only': { value: 'yes', evidenceUrl: 'https://aulnes.example/logiciels' },
        'non-profit': { value: 'yes' },
      },
      commitments: {
        'closing-notice': { value: 90, evidenceUrl: 'https://aulnes.example/engagements' },
        'data-retrieval-after-end': { value: 30 },
      },
    },
  });
  await ask('PUT', `${h}/document?dryRun=true`, {
    ...own,
    body: {
      host: { slug: 'les-aulnes', name: 'x' },
      services: [{}],
      claims: { nope: { value: 'maybe' } },
      commitments: {},
    },
  });
  await ask('POST', `${h}/publication`, { token: aulnes.token });
  await ask('PUT', `${f}/vouches/${aulnes.id}`, by);
  await ask('POST', `${h}/publication`, { token: aulnes.token });
  await ask('POST', `${f}/members`, {
    token: aulnes.token,
    body: { since: '2026-01-15', note: { fr: 'Nous venons à vos réunions.' } },
  });
  await ask('PUT', `${f}/members/les-aulnes`, {
    ...by,
    headers: whatever,
    body: { status: 'member', since: '2026-01-15' },
  });
  await ask('PATCH', h, { token: aulnes.token, body: { summary: { fr: 'Sans version.' } } });
  await ask('PATCH', h, {
    token: aulnes.token,
    headers: { 'if-match': '"v1"' },
    body: { summary: { fr: 'Trop tard.' } },
  });
  await ask('PATCH', h, {
    ...own,
    body: { summary: { fr: 'Un hébergeur de la Creuse.', en: 'A host in the Creuse.' }, foundedOn: '2014' },
  });
  await ask('PATCH', h, { ...own, body: { foundedOn: '2099-13', seat: { country: 'XX' } } });
  await ask('PUT', `${h}/services/salon`, {
    ...own,
    body: { name: 'Salon', usages: ['video-conferencing'], registration: 'open', plans: [{ name: 'Seul', fixed: 0 }] },
  });
  await ask('PUT', `${h}/services/blog`, {
    token: aulnes.token,
    body: { name: 'Blog', usages: ['website'], plans: [{ name: 'Mois', period: 'month', fixed: 3 }] },
  });
  await ask('PATCH', `${h}/services/blog`, { ...own, body: { plans: [{ name: 'Mois', period: 'month', fixed: 4 }] } });
  await ask('PUT', `${h}/services/photos`, {
    token: aulnes.token,
    body: { name: 'Photos', usages: ['no-such-usage'] },
  });
  await ask('PUT', `${h}/claims/democratic-governance`, {
    token: aulnes.token,
    body: { value: 'partial', note: { fr: 'Une assemblée par an.' } },
  });
  await ask('PUT', `${h}/claims/democratic-governance`, { ...own, body: { value: 'yes' } });
  await ask('PUT', `${h}/commitments/closing-notice`, { ...own, body: { value: 60 } });
  await ask('PUT', `${h}/commitments/backup-interval`, { token: aulnes.token, body: { value: 24 } });
  await ask('DELETE', `${h}/commitments/backup-interval`, own);
  await ask('PUT', `${h}/services/nuage/commitments/support-response`, { token: aulnes.token, body: { value: 8 } });
  await ask('PUT', `${h}/commitments/closing-notice`, { ...own, body: { value: 'never' } });
  await ask('PATCH', '/v1/hosts/infini', { token: aulnes.token, headers: whatever, body: { name: 'Pas à moi' } });

  for (const host of ['infini', 'le-pic'])
    await ask('PUT', `${f}/selection/${host}`, {
      ...by,
      body: {
        why: { fr: 'Trois de nos membres y sont.' },
        ties: 'none',
        decidedOn: day,
        reviewBy: `${nextYear}-10-01`,
      },
    });
  await ask('PUT', `${f}/selection/les-aulnes`, {
    ...by,
    body: {
      why: { fr: 'Le seul de la Creuse.' },
      ties: { fr: 'Sa trésorière siège à notre bureau.' },
      decidedOn: day,
      reviewBy: `${nextYear}-10-01`,
    },
  });
  await ask('PUT', `${f}/criteria/ouvert-aux-visites`, {
    ...by,
    body: {
      label: { fr: 'Ouvert aux visites', en: 'Open to visitors' },
      question: { fr: 'Peut-on venir ?', en: 'Can one come?' },
      howToProve: { fr: 'Les jours d’ouverture.', en: 'Opening days.' },
      level: 'required',
    },
  });
  await ask('PUT', `${h}/claims/ouvert-aux-visites`, { token: aulnes.token, body: { value: 'yes' } });
  await ask('PUT', `${f}/criteria/ouvert-aux-visites`, {
    ...by,
    headers: whatever,
    body: {
      label: { fr: 'Visites possibles', en: 'Visits possible' },
      question: { fr: 'Peut-on venir voir ?', en: 'Can one visit?' },
      howToProve: { fr: 'Les jours.', en: 'Days.' },
      level: 'required',
    },
  });
  await ask('PUT', `${f}/reviews/les-aulnes/criterion:free-software-only`, {
    ...by,
    body: { value: 'yes', reviewedOn: day },
  });
  await ask('PUT', `${f}/reviews/les-aulnes/criterion:non-profit`, {
    ...by,
    body: {
      value: 'no',
      reviewedOn: day,
      evidenceUrl: 'https://communs.example/vu',
      tie: 'none',
      note: { fr: 'Statuts introuvables.' },
    },
  });
  await ask('PUT', `${f}/reviews/les-aulnes/commitment:closing-notice`, {
    ...by,
    body: {
      value: 60,
      reviewedOn: day,
      certificate: { issuer: 'Bureau', number: '12', expiresOn: `${nextYear}-01-01` },
    },
  });
  await ask('PUT', `${f}/reviews/infini/criterion:free-software-only`, {
    ...by,
    body: { value: 'partial', reviewedOn: '2024-01-10', expiresOn: '2025-01-10' },
  });
  await ask('PUT', `${f}/reviews/infini/criterion:nope`, { ...by, body: { value: 'no', reviewedOn: '2099-01-01' } });
  await ask('PUT', `/v1/hosts/les-aulnes/replies/communs/criterion:non-profit`, {
    token: aulnes.token,
    body: { text: { fr: 'Les statuts sont en ligne.' }, evidenceUrl: 'https://aulnes.example/statuts' },
  });
  await ask('PUT', `${f}/helpers/maison`, {
    ...by,
    body: {
      name: 'Maison des communs',
      kind: 'training',
      serves: [{ level: 'departement', code: '23' }],
      phone: '05 00 00 00 01',
      url: 'https://communs.example/aide',
      observedOn: '2026-10-01',
    },
  });
  await ask('POST', `${f}/policy/preview`, {
    ...by,
    body: { require: { criteria: [{ criterion: 'no-third-party-trackers' }] }, factors: { proximity: 2 } },
  });
  await ask('PUT', `${f}/policy`, {
    ...by,
    body: {
      require: { criteria: [{ criterion: 'no-third-party-trackers' }] },
      minimumEvidence: { 'criterion:free-software-only': 'documented' },
      minimumWords: { 'commitment:closing-notice': 'important' },
      factors: { proximity: 2, price: 0.5 },
    },
  });
  const recommendations: string[] = [];
  for (const body of [
    { need: { ...NEED, federation: 'communs' }, note: { fr: 'Commencez par le premier.' } },
    { need: { ...NEED, budgetPerYear: 200 }, hosts: ['les-aulnes'] },
  ])
    recommendations.push((await ask('POST', `${f}/recommendations`, { ...by, body })).body?.id ?? '');
  await ask('PUT', `/v1/recommendations/${recommendations[1]}/withdrawal`, {
    ...by,
    body: { reason: { fr: 'Une erreur.' } },
  });
  const referral: string =
    (
      await ask('POST', `${f}/referrals`, {
        ...by,
        body: { host: 'les-aulnes', usages: ['file-storage-sharing'], region: '75' },
      })
    ).body?.id ?? '';
  await ask('POST', `${f}/pools`, {
    ...by,
    body: {
      needs: [
        { label: 'Fanfare', need: NEED },
        { label: 'Club', need: { usages: [{ usage: 'website' }], budgetPerYear: 40 } },
      ],
    },
  });
  await ask('PUT', `/v1/hosts/les-aulnes/referrals/${referral}`, {
    token: aulnes.token,
    body: { outcome: 'accepted' },
  });
  await ask('PUT', `${f}/selection.csv?dryRun=true`, {
    ...by,
    headers: { 'content-type': 'text/csv' },
    body: 'host,why\nkaz,Proche\nnobody,x\n',
  });
  const sheet = `host,why.fr,ties,decidedOn,reviewBy\nkaz,Proche,none,${day},${nextYear}-10-01\n`;
  for (const [dryRun, rows] of [
    ['true', `${sheet}nobody,x,none,hier,${nextYear}-10-01\n`],
    ['false', sheet],
  ])
    await ask('PUT', `${f}/selection.csv?dryRun=${dryRun}`, {
      ...by,
      headers: { 'content-type': 'text/csv', ...whatever },
      body: rows,
    });

  await ask('POST', '/v1/hosts/zaclys/reports', {
    body: { kind: 'wrong', text: { fr: 'Le prix a changé.' }, url: 'https://zaclys.example' },
  });
  await ask('POST', '/v1/hosts/zaclys/reports', {
    body: { kind: 'wrong', text: { fr: 'Appelez le 06 12 34 56 78.' } },
  });
  await ask('POST', '/v1/hosts/les-aulnes/reports', {
    body: { kind: 'misleading', text: { fr: 'Plus de place.' }, about: 'service:nuage' },
  });
  await ask('PUT', '/v1/hosts/kaz/closing', {
    ...admin,
    body: {
      stages: { restricted: `${nextYear}-01-01`, closed: `${nextYear}-02-01`, dataErased: `${nextYear}-03-01` },
      reason: { fr: 'Plus assez de bénévoles.' },
      successor: 'les-aulnes',
    },
  });
  await ask('PUT', '/v1/hosts/les-aulnes/successions/kaz', { token: aulnes.token });
  await ask('PUT', `${h}/services/blog/closing`, {
    token: aulnes.token,
    body: { stages: { closed: `${nextYear}-01-15` }, reason: { fr: 'Trop peu lu.' } },
  });
  await ask('PUT', `${h}/services/salon/closing`, {
    token: aulnes.token,
    body: { stages: { closed: '2020-01-15' }, reason: { fr: 'Fermé depuis longtemps.' } },
  });
  await ask('PUT', '/v1/hosts/le-pic/suspension', { ...admin, body: { reason: { fr: 'Signalements à vérifier.' } } });
  await ask('DELETE', '/v1/hosts/deuxfleurs', { ...admin, headers: whatever });
  await ask('POST', '/v1/hosts/framasoft/confirmations', { ...admin, headers: whatever });
  await ask('POST', '/v1/hosts/zaclys/redactions', {
    ...admin,
    body: { text: 'Zaclys', reason: { fr: 'À la demande.' } },
  });
  await ask('POST', '/v1/hosts/infini/ownership', { body: { terms: '2026-1' } });
  await ask('PUT', `${h}/claims/non-profit`, {
    ...own,
    body: { value: 'yes', evidenceUrl: 'https://aulnes.example/statuts' },
  });
  const { body: now } = await ask('GET', '/v1/hosts?limit=1');
  const last: number = now.catalogueRevision;
  return { federation, aulnes, draft, referral, recommendations, revisions: [5, Math.round(last / 2), last - 3, last] };
}

/** Everything that can be read, in both languages, and what is refused. */
async function look({ federation, aulnes, draft, recommendations, revisions }: Story): Promise<void> {
  const both = async (path: string, asking: Asking = {}) => {
    for (const lang of ['fr', 'en']) await ask('GET', `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, asking);
  };
  const { body: all } = await ask(
    'GET',
    '/v1/hosts?limit=100&state=published&state=silent&state=suspended&state=closed',
  );
  const { body: rest } = await ask('GET', `${all.next ?? '/v1/hosts?limit=1'}`);
  const slugs: string[] = [...all.items, ...rest.items].map(({ slug }: { slug: string }) => slug);
  for (const path of [
    '/v1/hosts?q=mail&limit=50',
    '/v1/hosts?q=courriel',
    '/v1/hosts?usage=email-hosting&usage=website&territory=departement:23&facets=usage,legalForm,federation,registration,audience',
    '/v1/hosts?maxPricePerYear=50&accounts=8&storageGb=20&sort=-confirmedAt',
    '/v1/hosts?criterion=free-software-only&commitment=closing-notice&limit=5',
    '/v1/hosts?usage=mapping&maxPricePerYear=0&territory=departement:23',
    '/v1/hosts?federation=communs&sort=name',
    '/v1/hosts?q=infinie&sort=relevance',
    '/v1/services?usage=email-hosting&limit=40',
    '/v1/services?q=nuage&country=FR&facets=usage',
    '/v1/federations',
    '/v1/federations/communs',
    '/v1/federations/chatons',
    '/v1/usages',
    '/v1/tools',
    '/v1/criteria',
    '/v1/commitment-kinds',
    '/v1/territories?q=bourg&limit=30',
    '/v1/helpers?territory=departement:23',
    '/v1/policy',
    '/v1/panel',
    '/v1/exposure',
    '/v1/federations/communs/members',
    '/v1/federations/communs/reviews',
    '/v1/federations/communs/selection',
    '/v1/federations/communs/helpers',
    '/v1/federations/communs/criteria',
    '/v1/federations/communs/criteria/ouvert-aux-visites',
    '/v1/federations/communs/criteria/ouvert-aux-visites/answers',
    '/v1/federations/communs/policy',
    '/v1/federations/communs/policy/versions',
    '/v1/federations/communs/statistics',
    '/v1/federations/communs/members.csv',
    '/v1/federations/communs/selection.csv?separator=semicolon',
    '/v1/federations/communs/reviews.csv',
    '/v1/federations/communs/statistics.csv',
    '/v1/federations/communs/criteria/ouvert-aux-visites/answers.csv',
    '/v1/hosts/by-domain/aulnes.example',
    '/openapi.json',
    '/docs/problems',
    '/.well-known/api-catalog',
    '/v1/schemas/host-document.json',
    ...recommendations.map((id) => `/v1/recommendations/${id}`),
  ])
    await both(path);
  for (const path of [
    '/v1/hosts/nobody-here',
    '/v1/hosts/infinie',
    '/v1/hosts/deuxfleurs',
    `/v1/hosts/${draft.id}`,
    '/v1/hosts?nope=1',
    '/v1/hosts?limit=1000',
    '/v1/hosts?territory=x',
    '/v1/hosts?cursor=abc',
    '/v1/services?usage=nope',
    '/v1/federations/communes',
    '/nowhere',
    '/v1/hosts/infini/services/nope',
    '/v1/tokens',
    '/v1/audit',
    '/v1/hosts/les-aulnes/todo',
    '/v1/recommendations/none',
    '/v1/hosts/les-aulnes?at=999999',
  ])
    await both(path);
  for (const slug of slugs) {
    await both(`/v1/hosts/${slug}`);
    await both(`/v1/hosts/${slug}/history`);
  }
  for (const slug of ['les-aulnes', 'kaz', 'infini', 'zaclys', 'framasoft', 'le-pic', 'deuxfleurs']) {
    await both(`/v1/hosts/${slug}/services`);
    await both(`/v1/hosts/${slug}/alternatives`);
    for (const at of revisions) await ask('GET', `/v1/hosts/${slug}?at=${at}`);
  }
  const own = { token: aulnes.token };
  for (const path of [
    '',
    '/document',
    '/todo',
    '/advice',
    '/advice?target=1',
    '/reports',
    '/referrals',
    '/services/nuage',
    '/history',
  ])
    await both(`/v1/hosts/les-aulnes${path}`, own);
  await both(`/v1/hosts/${draft.id}`, { token: draft.token });
  await both(`/v1/hosts/${draft.id}/advice`, { token: draft.token });
  await both('/v1/tokens', own);
  const by = { token: federation };
  for (const path of [
    '/referrals',
    '/referrals.csv',
    '/recommendations',
    '/due',
    '/due?within=400',
    '/gaps',
    '/gaps.csv',
    '/reviews',
    '/members',
  ])
    await both(`/v1/federations/communs${path}`, by);
  for (const slug of ['les-aulnes', 'infini', 'kaz']) await both(`/v1/hosts/${slug}/advice`, by);
  const admin = { token: ADMIN };
  await both('/v1/audit?limit=100', admin);
  await both('/v1/tokens', admin);
  for (const slug of ['infini', 'kaz', 'zaclys']) {
    await both(`/v1/hosts/${slug}/advice`, admin);
    await both(`/v1/hosts/${slug}/todo`, admin);
    await both(`/v1/hosts/${slug}/reports?state=all`, admin);
  }

  const written = JSON.parse(readFileSync(new URL('../test/reference/needs.json', import.meta.url), 'utf8')) as Record<
    string,
    object
  >;
  for (const need of Object.values(written))
    for (const lang of ['fr', 'en']) {
      await ask('POST', `/v1/matches?lang=${lang}&explain=all`, { body: need });
      await ask('POST', `/v1/matches?lang=${lang}`, { body: { ...need, federation: 'communs', limit: 10 } });
    }
  await ask('POST', '/v1/matches', { body: { ...NEED, federation: 'communs', onlyFrom: 'members' } });
  await ask('POST', '/v1/matches', { body: { ...NEED, federation: 'communs', onlyFrom: 'selection' } });
  for (const at of revisions)
    await ask('POST', `/v1/matches?at=${at}`, { ...admin, body: { ...NEED, federation: 'communs' } });
  for (const body of [
    '{',
    '[]',
    '{"usages":[]}',
    { usages: [{ usage: 'nope' }] },
    { ...NEED, budgetPerYear: -1, wish: { price: 'huge' }, extra: true },
    { ...NEED, territory: { level: 'departement', code: '999' } },
    { usages: [{ usage: 'website', priority: 'could' }] },
    {
      ...NEED,
      require: { commitments: [{ kind: 'closing-notice', atLeast: 'x' }], criteria: [{ criterion: 'nope' }] },
    },
  ])
    for (const lang of ['fr', 'en']) await ask('POST', `/v1/matches?lang=${lang}`, { body });
  const needs = fc.sample(anyRealNeed(readReference()), { seed: 20_261_126, numRuns: Number(options.needs) });
  for (const [index, need] of needs.entries())
    for (const lang of ['fr', 'en'])
      await ask('POST', `/v1/matches?lang=${lang}`, {
        body: index % 5 === 0 ? { ...need, federation: 'communs' } : need,
      });

  const pages = async (path: string) => {
    for (const language of ['fr', 'en']) await ask('GET', path, { headers: { ...HTML, 'accept-language': language } });
  };
  for (const path of [
    '/',
    '/legal',
    '/match',
    '/embed',
    '/embed/match',
    '/embed/search?usage=email-hosting',
    '/embed/search?usage=file-storage-sharing&territory=departement:23&state=fits',
    '/embed/search?federation=communs&accent=%23aa0000',
    '/federations/communs',
    '/federations/chatons',
    '/hosts/by-domain/aulnes.example',
    '/hosts/nobody',
    '/hosts/deuxfleurs',
    '/badge/les-aulnes.svg',
    '/badge/infini.svg',
    '/docs/problems',
    ...recommendations.map((id) => `/recommendations/${id}`),
    ...slugs.map((slug) => `/hosts/${slug}`),
    '/hosts/kaz/alternatives',
    '/hosts/les-aulnes/alternatives',
  ])
    await pages(path);
  const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const band =
    'use=file-storage-sharing&use=email-hosting&people=12&space=medium&mailboxes=4&budget=60&place=departement%3A23';
  for (const language of ['fr', 'en'])
    for (const body of [
      `${band}&at=matters&go=next`,
      `${band}&at=matters&go=everything`,
      `${band}&at=matters&go=compare`,
      `${band}&at=matters&go=print`,
      `${band}&matters=price&matters=near&at=matters&go=next`,
      `${band}&at=use&go=next`,
      `${band}&at=people&go=next`,
      `${band}&at=place&go=next`,
      'use=website&at=matters&go=next',
      'go=next&at=use',
      'use=nope&people=abc&at=people&go=next',
    ])
      for (const path of ['/match', '/embed/match'])
        await ask('POST', path, { headers: { ...form, 'accept-language': language }, body });
}

try {
  const story = options.filled ? (JSON.parse(readFileSync(kept, 'utf8')) as Story) : await tell();
  if (!options.filled) writeFileSync(kept, JSON.stringify(story));
  clean = standIns();
  if (options.filled) written = 1000;
  else written = Math.max(written, 1000);
  await look(story);
} finally {
  const ended = new Promise((done) => server.once('exit', done));
  server.kill('SIGTERM');
  await ended;
}

process.stdout.write(`${readdirSync(out).length} answers in ${out}\n`);
if (options.against) {
  const before = resolve(options.against);
  const names = [...new Set([...readdirSync(before), ...readdirSync(out)])].sort();
  const read = (folder: string, name: string) => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      return undefined;
    }
  };
  // Readings of a database that was filled before have no story to compare.
  const compared = options.filled ? names.filter((name) => name > '1000') : names;
  const different = compared.filter((name) => read(before, name) !== read(out, name));
  for (const name of different) process.stdout.write(`differs: ${name}\n`);
  process.stdout.write(
    `${compared.length - different.length} of ${compared.length} answers are the same, byte for byte\n`,
  );
  process.exitCode = different.length > 0 ? 1 : 0;
}
if (!options.data) rmSync(data, { recursive: true, force: true });
