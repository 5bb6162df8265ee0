import { isNotNull } from 'drizzle-orm';
import { type Static, Type } from 'typebox';
import { findHost, type Model } from '../catalogue/model.ts';
import type { Operator } from '../config.ts';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { type Host, isReadByHost } from '../documents/host.ts';
import { plansOn } from '../documents/service.ts';
import { byText, oneLine } from '../ground/texts.ts';
import { hostNotFound } from '../hosts/rights.ts';
import { Lang } from '../http/get.ts';
import { privateListOf } from '../http/pagination.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import { lockHost, updateHost } from '../record/hosts.ts';
import { hosts } from '../record/tables.ts';
import { requireAdmin } from '../requests/caller.ts';
import { dateFaults, pastFaults, today } from '../requests/meaning.ts';
import { refuseFaults } from '../requests/version.ts';
import { type CostRules, hasPrice, priceHolds } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { Day, namedObject, orNull, Slug, strictObject, termOf } from '../vocabulary/shapes.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { LANGUAGES, type Language } from '../vocabulary/terms.ts';
import { WORDS } from './words.ts';

export const LETTER_STATES = ['to-write', 'waiting', 'confirmed', 'withdrawn'] as const;

/** Whether a host was asked to confirm its entry. */
export const HostLetter = namedObject('HostLetter', {
  host: Slug,
  name: Type.String(),
  language: termOf(LANGUAGES, { description: 'In which its letter is written' }),
  state: termOf(LETTER_STATES, {
    description: 'confirmed, withdrawn: what the host did, after it was asked or by itself',
  }),
  sentOn: orNull(Day),
});
export type HostLetter = Static<typeof HostLetter>;

export const LetterList = privateListOf(HostLetter, 'LetterList');

export const WrittenLetter = namedObject('WrittenLetter', {
  ...HostLetter.properties,
  subject: Type.String(),
  text: Type.String({ description: 'The letter, to be sent once and by hand' }),
  post: Type.String({ description: 'A short message for a forum' }),
});
export type WrittenLetter = Static<typeof WrittenLetter>;

/** When a host was asked. Neither the sender nor the recipient is stored: no names, no addresses. */
export const SentLetter = namedObject(
  'SentLetter',
  { sentOn: Type.Union([Day, Type.Null()], { description: 'null: it was not, after all' }) },
  { examples: [{ sentOn: '2026-11-20' }] },
);
export type SentLetter = Static<typeof SentLetter>;

export const LetterQuery = strictObject({
  state: Type.Optional(termOf(LETTER_STATES)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(Type.String({ maxLength: 4000 })),
  lang: Lang,
});

/* A letter that asks a host to confirm its entry: a person reads, edits and sends it, once. */

interface Letter {
  subject: string;
  text: string;
  /** A short message for a forum that the host reads. */
  post: string;
}

/** Countries in which a host without known languages gets a letter in French. */
const IN_FRENCH = new Set(['FR', 'BE', 'CH', 'LU', 'MC']);

/** The language of the letter: French if the host speaks it or probably does, else English. */
export const letterLanguage = ({ languages, seat }: Pick<Host, 'languages' | 'seat'>): Language => {
  if (languages && languages.length > 0) return languages.includes('fr') ? 'fr' : 'en';
  return seat?.country === undefined || IN_FRENCH.has(seat.country) ? 'fr' : 'en';
};

interface LetterContext {
  publicUrl: string;
  operator: Operator;
  reference: Reference;
  costRules: CostRules;
  day: string;
  say: Speaker;
}

const LISTED = 12;

/** The letter to a host as plain text, in the language of `say`. */
export function letterTo(host: Host, context: LetterContext): Letter {
  const { publicUrl, operator, say } = context;
  const words = WORDS[say.language];
  const name = oneLine(host.name);
  const site = new URL(publicUrl).host;
  const bullets = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
  const pages = {
    entry: `${publicUrl}/hosts/${host.slug}`,
    confirm: `${publicUrl}/for-hosts?host=${host.slug}`,
    report: `${publicUrl}/hosts/${host.slug}/report`,
    removal: `${publicUrl}/hosts/${host.slug}/removal`,
  };
  const said = saidOf(host, context);
  const unknown = unknownOf(host, context);
  return {
    subject: words.subject(site),
    text: [
      words.greeting,
      words.whatItIs(site),
      words.compiled(name),
      ...(said.length > 0 ? [`${words.said}\n${bullets(said)}`] : [words.nothingSaid]),
      ...(unknown.length > 0 ? [`${words.unknown}\n${bullets(unknown)}\n${words.neverNo}`] : []),
      `${words.youMay}\n${bullets([
        words.read(pages.entry),
        words.confirm(pages.confirm),
        words.report(pages.report),
        words.removal(pages.removal),
      ])}`,
      words.once,
      [words.regards, operator.name ?? words.team(site), ...(operator.contact ? [operator.contact] : [])].join('\n'),
    ].join('\n\n'),
    post: words.post(name, site, pages.entry, pages.confirm, pages.removal),
  };
}

/** What the entry states, in a few lines. */
function saidOf(host: Host, { say, costRules, day }: LetterContext): string[] {
  const words = WORDS[say.language];
  const { website, seat, services, serves } = host;
  const offered = services.slice(0, LISTED).map((service) => {
    const prices = plansOn(service, day).filter((plan) => hasPrice(plan) && priceHolds(plan, host, day, costRules));
    const usages = say.list(service.usages.slice(0, LISTED).map((usage) => say.usage(usage)));
    return words.service(oneLine(service.name), usages, prices.length);
  });
  const place = seat?.territory ? say.territory(seat.territory) : seat ? say.country(seat.country) : undefined;
  return [
    ...(website ? [words.website(website)] : []),
    ...(place === undefined ? [] : [words.seat(place)]),
    ...offered,
    ...(services.length > LISTED ? [words.more(services.length - LISTED)] : []),
    ...(serves && serves.length > 0 ? [words.servesKnown] : []),
  ];
}

/** What the entry does not state: the facts that every match asks for, then the questions asked first. */
function unknownOf(host: Host, { say, reference, costRules, day }: LetterContext): string[] {
  const words = WORDS[say.language];
  const { services, contact, claims, commitments } = host;
  const priced = services.filter((service) =>
    plansOn(service, day).some((plan) => hasPrice(plan) && priceHolds(plan, host, day, costRules)),
  );
  const facts = [
    ...(services.length === 0 ? [words.lacks.services] : []),
    ...(priced.length < services.length ? [words.lacks.prices] : []),
    ...(services.some(({ capacity }) => capacity === undefined) ? [words.lacks.places] : []),
    ...(host.serves === undefined ? [words.lacks.serves] : []),
    ...(contact === undefined ? [words.lacks.contact] : []),
  ];
  const answered = new Set([...claims.map(({ criterion }) => criterion), ...commitments.map(({ kind }) => kind)]);
  const asked = [
    ...[...reference.criteria.values()].map(({ key, firstAsked }) => ({ key, firstAsked, say: say.criterionQuestion })),
    ...[...reference.commitmentKinds.values()].map(({ key, firstAsked }) => ({
      ...{ key, firstAsked, say: say.commitmentQuestion },
    })),
  ].flatMap(({ key, firstAsked, say: question }) =>
    firstAsked === undefined || answered.has(key) ? [] : [{ firstAsked, text: question(key) }],
  );
  return [...facts, ...asked.sort((a, b) => a.firstAsked - b.firstAsked).map(({ text }) => text)];
}

/** The state of the letter to each host, by slug: hosts that may be written to, and hosts that were. */
export async function readLetters(db: Database, { documents }: Model): Promise<HostLetter[]> {
  const { id, slug, name, state, letterSentOn: sentOn } = hosts;
  const rows = await db.select({ id, slug, name, state, sentOn }).from(hosts).where(isNotNull(sentOn));
  const sent = new Map(rows.map((row) => [row.id, row.sentOn]));
  const present = documents
    .filter((host) => sent.has(host.id) || (host.state !== 'closed' && !host.closing))
    .map((host) => letterOf(host, sent.get(host.id) ?? null));
  const gone = rows.flatMap((row): HostLetter[] =>
    row.state === 'withdrawn'
      ? [{ host: row.slug, name: row.name, language: 'fr', state: 'withdrawn', sentOn: row.sentOn }]
      : [],
  );
  return [...present, ...gone].sort((a, b) => byText(a.host, b.host));
}

/** The state of the letter to a public host. */
const letterOf = (host: Host, sentOn: string | null): HostLetter => ({
  host: host.slug,
  name: host.name,
  language: letterLanguage(host),
  state: isReadByHost(host) ? 'confirmed' : sentOn === null ? 'to-write' : 'waiting',
  sentOn,
});

/**
 * The state of the letter to one public host.
 * @throws CatalogueError host-not-found
 */
export async function readLetter(db: Database, model: Model, ref: string): Promise<{ host: Host; letter: HostLetter }> {
  const host = findHost(model, ref);
  if (!host) throw hostNotFound();
  const noted = (await readLetters(db, model)).find((one) => one.host === host.slug);
  return { host, letter: noted ?? letterOf(host, null) };
}

/**
 * Records the day on which a host was asked to confirm its entry; nothing public changes.
 * @throws CatalogueError no-token, not-yours, host-not-found, meaningless-request
 */
export async function noteLetter(context: Context, ref: string, { sentOn }: SentLetter): Promise<void> {
  requireAdmin(context.caller);
  await inTransaction(context.db, async (db) => {
    const host = await lockHost(db, ref);
    if (!host?.publishedAt || host.state === 'withdrawn') throw hostNotFound();
    const day = sentOn ?? undefined;
    refuseFaults([...dateFaults('/sentOn', day), ...pastFaults('/sentOn', day, today(context))]);
    await updateHost(db, host.id, { letterSentOn: sentOn });
    await noteAction(db, context, 'noteLetter', { hostId: host.id });
  });
}
