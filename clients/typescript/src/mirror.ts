import { setTimeout as wait } from 'node:timers/promises';
import {
  type Caller,
  type Federation,
  type Host,
  type HostItem,
  type HostList,
  listChanges,
  listHosts,
} from './index.ts';

/** A copy of all that is published: documents by their identifiers, which never change, and how far the feed was read. */
export interface Copy {
  epoch: string | null;
  revision: number;
  /** The day in Europe/Paris whose levels of evidence the documents carry. */
  datedOn: string | null;
  hosts: Record<string, Host>;
  federations: Record<string, Federation>;
}

export const emptyCopy = (): Copy => ({ epoch: null, revision: 0, datedOn: null, hosts: {}, federations: {} });

const MOST_TRIES = 10;
/** Too many requests, or a service that restarts: it says how long to wait. */
const PASSING = [429, 502, 503, 504];
const PAGE = 100;

/** Asks again while the service is away for a moment. @throws the problem document of any other refusal */
async function patiently<Answer>(
  ask: () => Promise<{ data?: Answer; error?: unknown; response?: Response }>,
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const { data, error, response } = await ask();
    if (data !== undefined && error === undefined) return data;
    if (!response) throw error;
    if (tries === MOST_TRIES || !PASSING.includes(response.status)) throw error;
    await wait(1000 * Number(response.headers.get('retry-after') ?? 5));
  }
}

/**
 * Brings a copy up to date. Keep what it returns all at once: a run that is cut off then begins where the last one ended.
 * @param copy the one of the last run, left as it is; `emptyCopy()` the first time
 * @throws the problem document of a refusal
 */
export async function followed(caller: Caller, copy: Copy): Promise<Copy> {
  const at = { client: caller.client };
  const next = structuredClone(copy);
  try {
    await follow(at, next);
    return next;
  } catch (problem) {
    if ((problem as { code?: string }).code !== 'epoch-changed') throw problem;
    // The catalogue was restored: what was copied may never have been, so all of it is read again.
    const anew = emptyCopy();
    await follow(at, anew);
    return anew;
  }
}

type At = Pick<Caller, 'client'>;

/** Reads on where the copy ends. Each change replaces a document, or removes it. */
async function follow(at: At, copy: Copy): Promise<void> {
  let federationsChanged = false;
  for (let isLast = false; !isLast; ) {
    const page = await patiently(() =>
      listChanges({ ...at, query: { after: copy.revision, limit: PAGE, ...(copy.epoch && { epoch: copy.epoch }) } }),
    );
    for (const { revision, id, federation, document } of page.items) {
      const documents: Record<string, Host | Federation> = federation === undefined ? copy.hosts : copy.federations;
      if (document === null) delete documents[id];
      else documents[id] = document;
      if (federation !== undefined) federationsChanged = true;
      copy.revision = revision;
    }
    copy.epoch = page.epoch;
    isLast = page.next === null;
    // Levels of evidence move with the day, and with the criteria of federations, without a change of the host.
    if (isLast && (page.asOf !== copy.datedOn || federationsChanged)) await dateAnew(at, copy);
  }
}

/** An item of a list holds what a copy leaves out: when it changed, and sentences, which are made for who reads. */
function asInFeed({ updatedAt: _at, revision: _revision, ...host }: HostItem): Host {
  const withoutText = <Said extends { text?: string }>({ text: _text, ...facts }: Said) => facts;
  return {
    ...host,
    ...(host.closing && { closing: withoutText(host.closing) }),
    services: host.services.map((service) => ({
      ...service,
      ...(service.closing && { closing: withoutText(service.closing) }),
    })),
    ...(host.priceChanges && { priceChanges: host.priceChanges.map((change) => withoutText(change)) }),
  };
}

/** Takes documents as they count today, where they are of the version that the copy has. */
async function dateAnew(at: At, copy: Copy): Promise<void> {
  for (let cursor: string | undefined, isLast = false; !isLast; ) {
    const page = await patiently(() =>
      listHosts({
        ...at,
        query: { limit: PAGE, state: ['published', 'silent', 'closed', 'suspended'], ...(cursor && { cursor }) },
      }),
    );
    for (const host of (page as HostList).items)
      if (copy.hosts[host.id]?.version === host.version) copy.hosts[host.id] = asInFeed(host);
    copy.datedOn = page.asOf;
    cursor = page.next === null ? undefined : (new URL(page.next, 'http://_').searchParams.get('cursor') ?? undefined);
    isLast = cursor === undefined;
  }
}
