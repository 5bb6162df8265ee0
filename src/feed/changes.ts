import { jsonOf } from '../catalogue/list-json.ts';
import type { Model } from '../catalogue/model.ts';
import type { Database } from '../database/open.ts';
import { answerJson } from '../ground/absent.ts';
import { CatalogueError } from '../ground/errors.ts';
import { hostOnDay } from '../record/assemble.ts';
import { type Change, changesAfter, readDatabaseState } from '../record/changes.ts';
import type { HostFacts } from '../record/host-facts.ts';
import { individualsAmong } from './events/note.ts';

/*
 * The log of changes for programs that keep a copy. The documents of a withdrawn host are removed from it, and a
 * redaction rewrites it: reading it from the beginning returns only what is still public.
 */

/** Few, because a document can have a megabyte. */
const AT_A_TIME = 10;
/** A page ends when it is larger than this. */
const PAGE_BYTES = 4_000_000;

/** The state of the catalogue for one response. */
type FeedModel = Pick<Model, 'epoch' | 'revision' | 'mark' | 'day' | 'reference' | 'byId' | 'federationById'>;

interface FeedPage {
  items: Buffer[];
  /** The revision of the last item; without items, the revision after which the page began. */
  last: number;
}

/** Whether the host or federation of a change is still public. */
const isThere = ({ hostId, federationId }: Change, { byId, federationById }: FeedModel): boolean =>
  hostId === null ? federationById.has(federationId!) : byId.has(hostId);

function documentOf(change: Change, model: FeedModel): Buffer | null {
  const { hostId, document } = change;
  if (document === null || !isThere(change, model)) return null;
  if (hostId === null) return Buffer.from(answerJson(document));
  const present = model.byId.get(hostId)!;
  const facts = document as HostFacts;
  // Same version as the present document: reuse the cached bytes of lists.
  return jsonOf(present.version === facts.version ? present : hostOnDay(facts, model.reference, model.day));
}

function itemOf(change: Change, model: FeedModel, unnamed: ReadonlySet<string>): Buffer {
  const { revision, at, kind, hostId, federationId, slug, withdrawalReason } = change;
  const subject =
    hostId === null ? { id: federationId, federation: slug } : { id: hostId, host: unnamed.has(hostId) ? null : slug };
  const why = withdrawalReason !== null && !unnamed.has(hostId!) ? { reason: withdrawalReason } : {};
  const head = answerJson({ revision, at: at.toISOString(), kind, ...subject, ...why });
  const document = documentOf(change, model) ?? 'null';
  return Buffer.concat([Buffer.from(`${head.slice(0, -1)},"document":`), Buffer.from(document), Buffer.from('}')]);
}

/** The database was restored a moment ago, and the model is not updated yet. */
const notFollowedYet = () =>
  new CatalogueError(
    'revision-not-reached',
    { fr: 'Le catalogue est en train d’être rétabli. Réessayez.', en: 'The catalogue is being restored. Try again.' },
    { retryAfterSeconds: 1 },
  );

/** @throws CatalogueError revision-not-reached, while database and model have different histories */
async function requireSameHistory(db: Database, { revision, mark }: FeedModel): Promise<void> {
  if (revision > 0 && (await readDatabaseState(db, revision)).markThere !== mark) throw notFollowedYet();
}

/**
 * A page of changes after a revision, up to the revision of the model.
 * @throws CatalogueError revision-not-reached
 */
export async function readFeed(
  db: Database,
  model: FeedModel,
  { after, limit }: { after: number; limit: number },
): Promise<FeedPage> {
  const items: Buffer[] = [];
  let last = after;
  let bytes = 0;
  while (items.length < limit && bytes < PAGE_BYTES && last < model.revision) {
    const read = await changesAfter(db, last, Math.min(AT_A_TIME, limit - items.length));
    const changes = read.changes.filter(({ revision }) => revision <= model.revision);
    const gone = changes.flatMap((change) => (change.hostId && !isThere(change, model) ? [change.hostId] : []));
    const unnamed = await individualsAmong(db, gone);
    for (const change of changes) {
      if (bytes >= PAGE_BYTES) break;
      const item = itemOf(change, model, unnamed);
      items.push(item);
      bytes += item.length;
      last = change.revision;
    }
    if (changes.length === 0) break;
  }
  await requireSameHistory(db, model);
  return { items, last };
}

/**
 * Refuses a client whose epoch has ended, or whose revision is ahead of this catalogue.
 * @throws CatalogueError epoch-changed, revision-not-found
 */
export function requireFollowable(
  { epoch, revision }: Pick<Model, 'epoch' | 'revision'>,
  asked: { after: number; epoch?: string | undefined },
): void {
  if (asked.epoch !== undefined && asked.epoch.toLowerCase() !== epoch)
    throw new CatalogueError('epoch-changed', {
      fr: `Le catalogue a été rétabli depuis une sauvegarde : l’histoire que vous suivez a pris fin, la présente est ${epoch}. Recommencez à after=0 avec elle, puis remplacez votre copie.`,
      en: `The catalogue was restored from a backup: the history that you follow has ended, the present one is ${epoch}. Begin again at after=0 with it, then replace your copy.`,
    });
  // This server may be a moment behind another server. A client that names the epoch can recognise that, so only others
  // are refused.
  if (asked.epoch === undefined && asked.after > revision)
    throw new CatalogueError('revision-not-found', {
      fr: `La dernière révision est ${revision}. Si vous en connaissez une plus haute, le catalogue a été rétabli depuis une sauvegarde : recommencez à after=0, et donnez « epoch ».`,
      en: `The latest revision is ${revision}. If you know a higher one, the catalogue was restored from a backup: begin again at after=0, and give "epoch".`,
    });
}
