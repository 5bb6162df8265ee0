import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { commandLine } from '../ground/command-line.ts';
import { CatalogueError } from '../ground/errors.ts';
import type { MatchedHost } from '../matching/answer/matched-host.ts';
import type { Match } from '../matching/answer/schema.ts';
import { Need } from '../matching/engine/need/schema.ts';
import { isPaidOnce } from '../pages/parts/price.ts';
import type { Context } from '../record/context.ts';
import { keepTieSecret } from '../record/tie-secret.ts';
import { readReference } from '../vocabulary/reference.ts';
import { type Speaker, speaker } from '../vocabulary/speaker.ts';
import { askServer } from './api.ts';
import { type Command, languageOf, printAnswer, readJson } from './command.ts';
import { bercailOn, isNothingThere, onDatabaseOrServer } from './database.ts';

const EMPTY = `The catalogue is empty. Name the folder of your server: DATA_DIR=…; or load one here: ${commandLine('seed')}`;

/** A need, the file from which it was read, and how to answer it. */
interface Question {
  file: string;
  need: Need;
  lang: 'fr' | 'en';
  /** Whether the answer includes each excluded host with its reasons. */
  everything: boolean;
}

export const matchCommand: Command = {
  name: 'match',
  usage: '<need.json | -> [--lang fr|en] [--everything]',
  summary: 'Answers a need, such as docs/examples/brass-band.json; - is standard input',
  notes: [
    'In the need, "hosts": ["infini"] asks whether these would do; a usage may say "growthGbPerYear": 20',
    '--everything with --json: each excluded host, and its reasons',
  ],
  options: { lang: { type: 'string' }, everything: { type: 'boolean', default: false } },
  takes: { least: 1, most: 1 },
  run: async (invocation) => {
    const [file] = invocation.words as [string];
    const lang = languageOf(invocation);
    const everything = invocation.options.everything === true;
    const need = readJson(file, Need);
    const path = `/v1/matches?lang=${lang}${everything ? '&explain=all' : ''}`;
    if (isNothingThere()) throw new Error(EMPTY);
    const match = await onDatabaseOrServer<Match>(
      (context, config) => matchHere({ file, need, lang, everything }, context, config),
      (server) => askServer(server, { method: 'POST', path, body: need }),
    );
    printAnswer(invocation, match, () => textOf(match, speaker(lang, readReference())));
  },
};

async function matchHere(question: Question, context: Context, config: Config): Promise<Match> {
  const { file, need, lang, everything } = question;
  const { db, reference } = context;
  const secret = config.tieSecret ?? (await keepTieSecret(db, () => randomBytes(32).toString('hex')));
  const { catalogue, matcher, close } = await bercailOn(context, config, secret);
  try {
    const model = catalogue.current();
    if (model.documents.length === 0) throw new Error(EMPTY);
    const faults = matcher.faults(need, model);
    if (faults.length > 0)
      throw new CatalogueError('meaningless-request', `${file} cannot be read as it is`, { faults });
    return matcher.answer(need, model, speaker(lang, reference), { everything });
  } finally {
    await close();
  }
}

const HEADINGS = {
  fr: {
    shown: 'Par qui commencer, dans l’ordre',
    fits: 'Ce qui convient',
    seems: 'Ce qui semble convenir, à confirmer',
    toCheck: 'À vérifier avec eux',
    policy: 'Ce que change la politique de la fédération',
    combinations: 'Pour tout couvrir',
    asked: 'Ceux que vous avez nommés',
    additions: 'Pour ce que vous souhaitez en plus',
    order: 'Pourquoi dans cet ordre',
    nearMisses: 'Presque',
    relaxations: 'En renonçant à quelque chose',
    help: 'Pour être aidé',
    questions: 'Demandez :',
    nothing: 'Aucun hébergeur connu n’est sûr de convenir tel quel.',
    unknownPrice: 'prix à demander',
    freePrice: 'prix libre',
    perYear: (price: string) => `${price} par an`,
    once: (price: string) => `${price} une seule fois`,
    toConfirm: (paid: string) => `${paid}, à confirmer`,
    colon: '\u00a0:',
  },
  en: {
    shown: 'Whom to begin with, in this order',
    fits: 'What fits',
    seems: 'What seems to fit, to be confirmed',
    toCheck: 'To check with them',
    policy: 'What the policy of the federation changes',
    combinations: 'To cover everything',
    asked: 'Those that you named',
    additions: 'For what you would like as well',
    order: 'Why in this order',
    nearMisses: 'Almost',
    relaxations: 'If you give something up',
    help: 'To be helped',
    questions: 'Ask:',
    nothing: 'No known host is sure to fit as things are.',
    unknownPrice: 'ask the price',
    freePrice: 'you choose the price',
    perYear: (price: string) => `${price} a year`,
    once: (price: string) => `${price} once`,
    toConfirm: (paid: string) => `${paid}, to be confirmed`,
    colon: ':',
  },
};

/** Consecutive hosts grouped by whether they confirmed their entry: unconfirmed hosts only seem to fit. */
const runsOf = (hosts: readonly MatchedHost[]): MatchedHost[][] =>
  hosts.reduce<MatchedHost[][]>((runs, host) => {
    const last = runs.at(-1);
    if (last && last[0]!.confirmed === host.confirmed) last.push(host);
    else runs.push([host]);
    return runs;
  }, []);

/** The answers that the pages show, in their order; the lists after them contain the details. */
const shownIn = ({ shown = [], fits, toCheck, nearMisses, combinations }: Match): string[] =>
  shown.flatMap(({ kind, hosts }) => {
    const [slug] = hosts;
    if (kind === 'near-miss') return nearMisses.find(({ host }) => host === slug)?.text ?? [];
    if (kind === 'host') return [...fits, ...toCheck].find(({ host }) => host === slug)?.name ?? [];
    return combinations.find((one) => one.hosts.join() === hosts.join())?.text ?? [];
  });

/** An answer as text for a terminal: hosts with reasons, cautions, questions and price, then help. */
function textOf(match: Match, say: Speaker): string {
  const words = HEADINGS[say.language];
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', `${title}${words.colon}`, ...lines];
  const priceOf = ({ perYear, floor, exact, once }: MatchedHost['cost']): string => {
    if (perYear !== null && (floor == null || floor >= perYear)) {
      const paid = isPaidOnce(perYear, once) ? words.once(say.euros(once)) : words.perYear(say.euros(perYear));
      return exact ? paid : words.toConfirm(paid);
    }
    return floor === 0 ? words.freePrice : words.unknownPrice;
  };
  const host = (entry: MatchedHost): string[] => {
    const { contact } = entry;
    const reached = [contact?.url ?? entry.website, contact?.email, contact?.phone];
    return [
      `  ${[entry.name, priceOf(entry.cost), ...reached].filter(Boolean).join(' — ')}`,
      ...entry.reasons.map(({ text }) => `    + ${text}`),
      ...entry.cautions.map(({ text }) => `    ! ${text}`),
      ...(entry.questions.length > 0 ? [`    ${words.questions}`] : []),
      ...entry.questions.slice(0, 2).map(({ text }) => `      ? ${text}`),
    ];
  };
  const help = section(
    words.help,
    match.help.map(({ name, phone, url, text }) => `  ${[name, phone, url].filter(Boolean).join(' — ')}\n    ${text}`),
  );
  return [
    ...match.notes.map(({ text }) => text),
    ...(match.askFirst ? ['', match.askFirst.text] : []),
    ...section(
      words.shown,
      shownIn(match).map((text, place) => `  ${place + 1}. ${text}`),
    ),
    ...section(
      words.asked,
      match.asked.map(({ text }) => `  ${text}`),
    ),
    ...(match.fits.length === 0 ? ['', words.nothing, ...help] : []),
    ...runsOf(match.fits).flatMap((run) => section(run[0]!.confirmed ? words.fits : words.seems, run.flatMap(host))),
    ...section(words.toCheck, match.toCheck.flatMap(host)),
    ...section(
      words.order,
      [...match.comparisons, ...(match.robustness ? [match.robustness] : [])].map(({ text }) => `  ${text}`),
    ),
    ...section(
      words.policy,
      (match.policyEffects ?? []).map(({ text }) => `  ${text}`),
    ),
    ...section(
      words.combinations,
      match.combinations.map(({ text }) => `  ${text}`),
    ),
    ...section(
      words.additions,
      match.additions.map(({ text }) => `  ${text}`),
    ),
    ...section(
      words.nearMisses,
      match.nearMisses.map(({ text }) => `  ${text}`),
    ),
    ...section(
      words.relaxations,
      match.relaxations.map(({ text }) => `  ${text}`),
    ),
    ...(match.fits.length > 0 ? help : []),
  ].join('\n');
}
