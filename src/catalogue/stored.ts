import { Map as Shared } from 'immutable';
import type { Database } from '../database/open.ts';
import type { Federation } from '../documents/federation.ts';
import { type CatalogueState, type Change, changesAfter, type LastChange, readPublished } from '../record/changes.ts';
import { continuesFrom } from '../record/epoch.ts';
import type { HostFacts } from '../record/host-facts.ts';
import type { Stored } from './build.ts';

/* What is published, as it is read from the database: all of it, or the changes since. */

/** What is published, in maps that share what did not change. */
export interface SharedStored extends Stored {
  hosts: Shared<string, HostFacts>;
  federations: Shared<string, Federation>;
  lastChanges: Shared<string, LastChange>;
}

/** Before anything was read. */
export const NOTHING_STORED: SharedStored = {
  ...{ epoch: '', revision: 0, mark: '' },
  ...{ hosts: Shared(), federations: Shared(), lastChanges: Shared() },
};

/** What is stored at the moment, and what changed since it was last asked for. */
export interface Read {
  stored: SharedStored;
  /** The hosts that changed; undefined: any may have. */
  changed: ReadonlySet<string> | undefined;
  /** Whether words were taken out of the catalogue, or may have been. */
  hides: boolean;
}

const byId = <T extends { id: string }>(documents: readonly T[]): Shared<string, T> =>
  Shared(documents.map((document) => [document.id, document] as const));

/** Applies further changes to the stored documents; documents without a change stay the same objects. */
function applyChanges(stored: SharedStored, changes: readonly Change[]): SharedStored {
  const hosts = stored.hosts.asMutable();
  const federations = stored.federations.asMutable();
  const lastChanges = stored.lastChanges.asMutable();
  let { revision, mark, span } = stored;
  for (const change of changes) {
    const put = <T>(map: Shared<string, T>, id: string) =>
      change.document ? map.set(id, change.document as T) : map.delete(id);
    if (change.hostId) put<HostFacts>(hosts, change.hostId);
    if (change.federationId) put<Federation>(federations, change.federationId);
    if (change.document) lastChanges.set(change.document.id, { at: change.at, revision: change.revision });
    ({ revision, mark } = change);
    span = { from: span?.from ?? change.at, to: change.at };
  }
  return {
    epoch: stored.epoch,
    revision,
    mark,
    hosts: hosts.asImmutable(),
    federations: federations.asImmutable(),
    lastChanges: lastChanges.asImmutable(),
    ...(span && { span }),
  };
}

const hidesWords = ({ kind, document }: Change): boolean =>
  kind === 'redacted' || kind === 'withdrawn' || document === null;

const CHANGES_AT_ONCE = 500;

export async function loadAll(db: Database): Promise<Read> {
  const { hosts, federations, lastChanges, ...state } = await readPublished(db);
  const stored = { ...state, hosts: byId(hosts), federations: byId(federations), lastChanges: Shared(lastChanges) };
  return { stored, changed: undefined, hides: true };
}

/** Reads the changes after a state; undefined when the database has another history. */
export async function readOn(db: Database, from: SharedStored): Promise<Read | undefined> {
  let stored = from;
  let hides = false;
  const changed = new Set<string>();
  for (;;) {
    const { changes, ...there } = await changesAfter(db, stored.revision, CHANGES_AT_ONCE);
    if (there.epoch !== from.epoch || !continuesFrom(stored, there)) return undefined;
    if (changes.length === 0) return { stored, changed, hides };
    if (changes[0]?.revision !== stored.revision + 1) return loadAll(db);
    stored = applyChanges(stored, changes);
    hides ||= changes.some(hidesWords);
    for (const { hostId } of changes) if (hostId) changed.add(hostId);
    if (stored.revision >= there.revision) return { stored, changed, hides };
  }
}

export const isSameState = (a: CatalogueState, b: CatalogueState): boolean =>
  a.epoch === b.epoch && a.revision === b.revision && a.mark === b.mark;
