import { readFileSync } from 'node:fs';
import type { AuditEntry } from '../audit/audit.ts';
import type { Host } from '../documents/host.ts';
import { outcomeOf, type Trial } from '../http/trials.ts';
import type { Redaction } from '../redaction/schema.ts';
import { HOST_STATES } from '../vocabulary/terms.ts';
import { askApi, askForAll } from './api.ts';
import {
  type Command,
  type Invocation,
  languageOf,
  printAnswer,
  requiredOption,
  textOption,
  UsageError,
} from './command.ts';
import { tokenCommandOf } from './token.ts';

const ONE_HOST = { least: 1, most: 1 };

/** The API path of the host that a command names. */
const hostPath = ({ words }: Invocation): string => `/v1/hosts/${encodeURIComponent(words[0]!)}`;

/** States in lists; drafts and withdrawn hosts can only be read at their own address. */
const LISTED = HOST_STATES.filter((state) => state !== 'draft' && state !== 'withdrawn');

const list: Command = {
  name: 'host list',
  usage: `[--state ${LISTED.join('|')}]`,
  summary: 'Lists the hosts that are public, in every state unless one is named',
  notes: ['Drafts and withdrawn hosts are in no list: `host show` takes their id, `host audit` tells of them.'],
  options: { state: { type: 'string' } },
  run: async (invocation) => {
    const only = textOption(invocation, 'state');
    if (only !== undefined && !LISTED.some((state) => state === only))
      throw new UsageError(`Give --state one of: ${LISTED.join(', ')}.`);
    const states = (only === undefined ? LISTED : [only]).map((state) => `state=${state}`).join('&');
    const hosts = await askForAll<Host>(`/v1/hosts?limit=100&sort=name&${states}`);
    const items = hosts.map(({ id, slug, name, state, version }) => ({ id, slug, name, state, version }));
    printAnswer(invocation, { items, total: items.length }, () =>
      items.length === 0
        ? 'No host is in this state.'
        : items.map(({ slug, state, name }) => `${state.padEnd(10)} ${slug.padEnd(32)} ${name}`).join('\n'),
    );
  },
};

const hostLines = (host: Host): string =>
  [
    `${host.name} (${host.slug}, ${host.id})`,
    `State: ${host.state}, version ${host.version}`,
    `Website: ${host.website ?? 'unknown'}${host.domainVerifiedOn ? `, proven on ${host.domainVerifiedOn}` : ', not proven'}`,
    `Confirmed: ${host.confirmedOn ?? 'never'}`,
    `Whole lists: ${host.complete.join(', ') || 'none'}`,
    `Services: ${host.services.map(({ slug }) => slug).join(', ') || 'none known'}`,
    `Federations: ${host.memberships.map(({ federation, state }) => `${federation} (${state})`).join(', ') || 'none known'}`,
  ].join('\n');

const show: Command = {
  name: 'host show',
  usage: '<slug or id>',
  summary: 'Shows a host, drafts included; all of it with --json',
  takes: ONE_HOST,
  run: async (invocation) =>
    printAnswer(invocation, await askApi<Host>({ method: 'GET', path: hostPath(invocation) }), hostLines),
};

const publish: Command = {
  name: 'host publish',
  usage: '<slug or id> [--force]',
  summary:
    'Publishes a draft, or again a host that was withdrawn; this counts as confirmed by the host, with all its lists',
  notes: ['--force publishes it although an entry has its site already'],
  options: { force: { type: 'boolean', default: false } },
  takes: ONE_HOST,
  run: async (invocation) => {
    const force = invocation.options.force === true ? '?force=true' : '';
    const host = await askApi<Host>({ method: 'POST', path: `${hostPath(invocation)}/publication${force}` });
    printAnswer(invocation, host, ({ slug, state }) => `${slug} is ${state}.`);
  },
};

const suspend: Command = {
  name: 'host suspend',
  usage: '<slug or id> --reason <text> [--lang fr|en]',
  summary: 'Takes a host out of lists and matches; its page stays, with the reason',
  notes: ['--lang is the language in which the reason is written: fr unless said'],
  options: { reason: { type: 'string' }, lang: { type: 'string' } },
  takes: ONE_HOST,
  run: async (invocation) => {
    const language = languageOf(invocation);
    const reason = { [language]: requiredOption(invocation, 'reason', 'why, as everybody will read it') };
    const path = hostPath(invocation);
    const { version } = await askApi<Host>({ method: 'GET', path });
    const host = await askApi<Host>({ method: 'PUT', path: `${path}/suspension`, body: { reason }, version });
    printAnswer(invocation, host, ({ slug }) => `${slug} is suspended. To end it: host resume ${slug}`);
  },
};

const resume: Command = {
  name: 'host resume',
  usage: '<slug or id>',
  summary: 'Ends a suspension: the host is again what it was before',
  takes: ONE_HOST,
  run: async (invocation) => {
    const path = `${hostPath(invocation)}/suspension`;
    const host = await askApi<Host>({ method: 'DELETE', path, anyVersion: true });
    printAnswer(invocation, host, ({ slug, state }) => `${slug} is ${state}.`);
  },
};

const withdraw: Command = {
  name: 'host withdraw',
  usage: '<slug or id> --yes',
  summary: 'Ends the publication of a host: its past and its slug stay; a draft disappears altogether',
  options: { yes: { type: 'boolean', default: false } },
  takes: ONE_HOST,
  run: async (invocation) => {
    if (!invocation.options.yes)
      throw new UsageError(
        'This takes the host out of the catalogue, and removes a draft for good. Give --yes to do it.',
      );
    const host = await askApi<Host | undefined>({ method: 'DELETE', path: hostPath(invocation), anyVersion: true });
    printAnswer(invocation, host ?? { removed: true }, () =>
      host ? `${host.slug} is withdrawn.` : 'The draft is removed.',
    );
  },
};

const redactionLines = (answer: Redaction | Trial<Redaction>): string => {
  const { outcome, isTrial } = outcomeOf(answer);
  const { copies, elsewhere } = outcome;
  return [
    isTrial
      ? `${copies} field(s) hold the words; nothing was written.`
      : `The words were removed from ${copies} field(s).`,
    ...(elsewhere > 0 ? [`${elsewhere} public document(s) still hold them: those of others, or in a slug.`] : []),
  ].join('\n');
};

const redact: Command = {
  name: 'host redact',
  usage: '<slug or id> --text <words | -> [--reason <text>] [--lang fr|en] [--dry-run]',
  summary: 'Removes words from everything stored of a host, its past included; it cannot be undone',
  notes: [
    '--dry-run counts only: try it first',
    '--text - reads the words from standard input, and so keeps them out of the memory of your shell',
    '--lang is the language in which the reason is written: fr unless said',
  ],
  options: {
    text: { type: 'string' },
    reason: { type: 'string' },
    lang: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
  },
  takes: ONE_HOST,
  run: async (invocation) => {
    const typed = requiredOption(invocation, 'text', 'the exact words to remove, or - for standard input');
    const reason = textOption(invocation, 'reason');
    const language = languageOf(invocation);
    const dryRun = invocation.options['dry-run'] === true;
    const text = typed === '-' ? readFileSync(0, 'utf8').replace(/\r?\n$/, '') : typed;
    const redaction = await askApi<Redaction | Trial<Redaction>>({
      method: 'POST',
      path: `${hostPath(invocation)}/redactions${dryRun ? '?dryRun=true' : ''}`,
      body: { text, ...(reason && { reason: { [language]: reason } }) },
    });
    printAnswer(invocation, redaction, redactionLines);
  },
};

function auditLine({ at, action, revision, token, about }: AuditEntry): string {
  const who = token ? `${token.label ?? 'no label'} (${token.role})` : 'somebody without a token';
  const more = [
    ...(revision === undefined ? [] : [`revision ${revision}`]),
    ...(about ? [`token “${about.label}”`] : []),
  ];
  return `${at}  ${action.padEnd(20)} ${[who, ...more].join(', ')}`;
}

const audit: Command = {
  name: 'host audit',
  usage: '<slug or id>',
  summary: 'Tells who changed what of a host, latest first',
  takes: ONE_HOST,
  run: async (invocation) => {
    const host = encodeURIComponent(invocation.words[0]!);
    const items = await askForAll<AuditEntry>(`/v1/audit?limit=100&host=${host}`);
    printAnswer(invocation, { items, total: items.length }, () =>
      items.length === 0 ? 'Nothing is known of who changed it.' : items.map(auditLine).join('\n'),
    );
  },
};

export const HOST_COMMANDS: readonly Command[] = [
  list,
  show,
  publish,
  suspend,
  resume,
  withdraw,
  redact,
  tokenCommandOf('host'),
  audit,
];
