import type { Model } from '../catalogue/model.ts';
import type { Database } from '../database/open.ts';
import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import { isCurrent } from '../documents/membership.ts';
import { parisDay } from '../ground/clock.ts';
import { atomOf, type FeedEntry } from '../http/answering/feeds.ts';
import type { FeedEventRow } from '../record/rows.ts';
import { WITHDRAWAL_REASON_LABELS } from '../vocabulary/labels.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { EventType, WithdrawalReason } from '../vocabulary/terms.ts';
import { individualsAmong, latestEvents, noteEvents, readNoted } from './events/note.ts';
import { FEED, type FeedSubject, type MembershipNews } from './words.ts';

/** Events for readers of the whole catalogue. */
const SHOWN: readonly EventType[] = [
  'host.created',
  'host.closing',
  'host.withdrawn',
  'commitment.broken',
  'federation.created',
];
/** Events for readers of one federation: who joins and leaves it, and what happens to its members. */
const SHOWN_OF_FEDERATION: readonly EventType[] = [
  'host.created',
  'host.closing',
  'commitment.broken',
  'membership.changed',
];
/** Feed readers keep entries that they have read, so few are enough. */
const ENTRIES = 50;
/** More than ENTRIES, because events of withdrawn and suspended hosts are skipped. */
const EVENTS_READ = 200;

interface Teller {
  publicUrl: string;
  say: Speaker;
  /** The feed is about its members; absent: about the whole catalogue. */
  federation?: Federation;
}

/** The data of an event: what it says about a host or one of its services. */
interface EventData {
  what?: string;
  federation?: string;
  on?: string | null;
  kind?: string;
  /** null: about no service. */
  service?: string | null;
}

/** The day on which a price rise that broke a promise was taken back; undefined when it was not. */
function takenBackOn({ on, service }: EventData, { priceChanges = [] }: Host, writtenOn: string): string | undefined {
  const raised = priceChanges.filter(
    (one) => one.from === on && one.writtenOn === writtenOn && one.service === service,
  );
  return raised.every((one) => one.takenBackOn !== undefined) ? raised.at(-1)?.takenBackOn : undefined;
}

/**
 * Whether the closing that broke a promise has been cancelled or postponed since, so that the promise is no longer
 * broken.
 */
function isPutRight({ kind, service: slug }: EventData, host: Host): boolean {
  const subject = slug === null ? host : host.services.find((one) => one.slug === slug);
  return subject?.closing?.promises.every((one) => one.commitment !== kind || one.state !== 'broken') ?? !!subject;
}

function brokenText(event: EventData, host: Host, at: Date, say: Speaker): string {
  const words = FEED[say.language];
  const of = subjectOf(event, host);
  if (event.what === 'price-rise-taken-back') return words.raiseTakenBack(of);
  const broken = words.brokenPromise(of, say.commitment(event.kind!));
  if (event.what !== 'price-rise') return isPutRight(event, host) ? `${broken} ${words.putRight}` : broken;
  const day = takenBackOn(event, host, parisDay(at));
  return day === undefined ? broken : `${broken} ${words.takenBack(say.on(day))}`;
}

/** A service that no longer exists is only known by its slug. */
const subjectOf = ({ service: slug = null }: EventData, { name, services }: Host): FeedSubject => ({
  host: name,
  service: services.find((one) => one.slug === slug)?.name ?? slug,
});

/** Who joins or leaves a federation; undefined for other news, and for those of another federation. */
function membershipText({ what, federation: slug }: EventData, host: Host, { federation, say }: Teller) {
  const words: Partial<Record<string, (typeof FEED)['fr']['membership'][MembershipNews]>> =
    FEED[say.language].membership;
  return federation?.slug === slug ? words[what ?? '']?.(host.name, federation!.name) : undefined;
}

/** The text for an event of a host that is in the catalogue. */
function textOfHost({ type, data, at }: FeedEventRow, host: Host, teller: Teller): string | undefined {
  const { say } = teller;
  const words = FEED[say.language];
  const event = data as EventData;
  const { what, on = null } = event;
  const of = subjectOf(event, host);
  if (type === 'host.created') return words.newHost(host.name);
  if (type === 'membership.changed') return membershipText(event, host, teller);
  if (type === 'commitment.broken') return brokenText(event, host, at, say);
  if (what === 'closing-announced') return words.closing(of, on, say);
  if (what === 'closing-changed') return words.closingChanged(of, on, say);
  return what === 'closing-cancelled' ? words.closingCancelled(of) : undefined;
}

/** For an individual, neither the name nor the reason is given. */
function leftText({ data }: FeedEventRow, isUnnamed: boolean, say: Speaker): string {
  const { host, reason } = data as { host: string; reason?: WithdrawalReason };
  const left = FEED[say.language].left(isUnnamed ? null : host);
  return isUnnamed || reason === undefined ? left : `${left} ${WITHDRAWAL_REASON_LABELS[reason][say.language]}.`;
}

function entryOf(event: FeedEventRow, model: Model, unnamed: ReadonlySet<string>, teller: Teller) {
  const { say } = teller;
  const { hostId, federationId, type } = event;
  const words = FEED[say.language];
  if (hostId === null) {
    const federation = model.federationById.get(federationId!);
    return federation && { text: words.newFederation(federation.name), link: `/federations/${federation.slug}` };
  }
  const host = model.byId.get(hostId);
  if (type === 'host.withdrawn')
    return host ? undefined : { text: leftText(event, unnamed.has(hostId), say), link: '' };
  if (!host || host.state === 'suspended') return undefined;
  const text = textOfHost(event, host, teller);
  return text === undefined ? undefined : { text, link: `/hosts/${host.slug}` };
}

/** Batches of events that a request notes itself; after a long past, the background task notes the rest. */
const NOTED_MEANWHILE = 20;

/** Whether all events up to the revision of the model are noted. */
async function isNoted(db: Database, model: Model): Promise<boolean> {
  for (let i = 0; i < NOTED_MEANWHILE; i++) if (!(await noteEvents(db, model).catch(() => false))) break;
  return (await readNoted(db)).revision >= model.revision;
}

/** What a feed of the catalogue is about, or of the members of one federation, and how it is identified. */
function subjectOfFeed({ publicUrl, say, federation }: Teller, model: Model) {
  const words = FEED[say.language];
  const file = say.language === 'fr' ? 'feed.atom' : `feed.atom?lang=${say.language}`;
  if (!federation) {
    const self = `${publicUrl}/${file}`;
    return { types: SHOWN, id: self, title: words.title, link: `${publicUrl}/hosts`, self };
  }
  const { id, slug, name, members } = federation;
  return {
    types: SHOWN_OF_FEDERATION,
    within: {
      hosts: members.flatMap((one) => (isCurrent(one, model.day) ? (model.bySlug.get(one.host)?.id ?? []) : [])),
      federation: slug,
    },
    // Identified by its id, because a slug may change.
    id: `${publicUrl}/federations/${id}/${file}`,
    title: words.ofFederation(name),
    link: `${publicUrl}/federations/${slug}`,
    self: `${publicUrl}/federations/${slug}/${file}`,
  };
}

/** The latest changes as an Atom feed, latest first; incomplete while some events are not noted. */
export async function catalogueFeed(
  db: Database,
  model: Model,
  teller: Teller,
): Promise<{ body: string; incomplete?: true }> {
  const { publicUrl } = teller;
  const { types, within, id, ...head } = { within: undefined, ...subjectOfFeed(teller, model) };
  const isWhole = await isNoted(db, model);
  const events = await latestEvents(db, types, { until: model.revision, limit: EVENTS_READ, within });
  const gone = events.flatMap(({ hostId }) => (hostId !== null && !model.byId.has(hostId) ? [hostId] : []));
  const unnamed = await individualsAmong(db, gone);
  const entries = events
    .flatMap((event): FeedEntry[] => {
      const entry = entryOf(event, model, unnamed, teller);
      return entry ? [{ id: `${id}#${event.id}`, text: entry.text, at: event.at, link: publicUrl + entry.link }] : [];
    })
    .slice(0, ENTRIES);
  const body = atomOf(
    {
      id,
      ...head,
      at: entries[0]?.at ?? new Date(`${model.day}T00:00:00Z`),
    },
    entries,
  );
  return { body, ...(!isWhole && { incomplete: true }) };
}
