import { randomUUID } from 'node:crypto';
import { generatedNeeds } from '../generated.ts';
import { pause } from '../support/command.ts';
import { adminHeaders } from '../support/records.ts';
import type { Budget } from './budget.ts';
import type { Member } from './house.ts';
import type { Model } from './model.ts';
import { SERVED_BY } from './proxy.ts';

/** People who read and write through the proxy, and hold what they are answered against the model. */

export const KINDS = {
  reads: ['host', 'list', 'search', 'match', 'embed'],
  writes: ['edit', 'shared edit', 'new host'],
} as const;
type Kind = (typeof KINDS.reads)[number] | (typeof KINDS.writes)[number];

const PATIENCE_MS = 20_000;
const AGAIN_MS = 200;

interface Answer {
  status: number;
  headers: Headers;
  text: string;
  by: string | undefined;
  sentAt: number;
  at: number;
}

/** A host in an answer, as much as is compared. */
interface HostSeen {
  slug: string;
  version: number;
  summary?: { fr?: string };
}

export interface Surroundings {
  base: string;
  members: readonly Member[];
  model: Model;
  budget: Budget;
  /** Hosts that are written to by one writer each, and one that several write to. */
  hosts: readonly string[];
  shared: string;
  goesOn(): boolean;
}

/** Whatever tells when an answer was computed. */
const COMPUTED_AT = /"computedAt":"[^"]*"/g;

export function createLoad({ base, members, model, budget, hosts, shared, goesOn }: Surroundings) {
  const written = new Set([...hosts, shared]);
  /** Keys of writes that made something, with whether it was acknowledged. */
  const made = new Map<string, boolean>();

  async function ask(kind: Kind, method: string, path: string, init: RequestInit = {}): Promise<Answer | undefined> {
    const sentAt = performance.now();
    try {
      const response = await fetch(base + path, { ...init, method, signal: AbortSignal.timeout(PATIENCE_MS) });
      const text = await response.text();
      const at = performance.now();
      budget.add(kind, response.status, at - sentAt);
      if (response.status === 500) model.fault(`${method} ${path}: 500 ${text.slice(0, 300)}`);
      const by = response.headers.get(SERVED_BY) ?? undefined;
      return { status: response.status, headers: response.headers, text, by, sentAt, at };
    } catch {
      budget.add(kind, undefined, performance.now() - sentAt);
      return undefined;
    }
  }

  const look = ({ by, sentAt, at }: Answer, { slug, version, summary }: HostSeen): void => {
    if (by !== undefined && written.has(slug))
      model.shown(by, { host: slug, version, text: summary?.fr ?? '' }, sentAt, at);
  };
  const random = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
  const needs = generatedNeeds(40);
  const buildOf = (by: string) => members.find(({ name }) => name === by)?.checkout ?? '';
  const tagged = ({ headers, text }: Answer, question: string) => {
    const tag = headers.get('etag');
    if (tag !== null) model.body(question, tag, text);
  };

  const READINGS: Record<(typeof KINDS.reads)[number], () => Promise<void>> = {
    host: async () => {
      const path = `/v1/hosts/${random([...written])}`;
      const answer = await ask('host', 'GET', path);
      if (answer?.status !== 200) return;
      look(answer, JSON.parse(answer.text) as HostSeen);
      tagged(answer, path);
    },
    list: async () => {
      const path = `/v1/hosts?limit=100&sort=name${random(['', '&audience=associations', '&usage=website'])}`;
      const answer = await ask('list', 'GET', path);
      if (answer?.status !== 200) return;
      for (const host of (JSON.parse(answer.text) as { items: HostSeen[] }).items) look(answer, host);
      tagged(answer, path);
    },
    search: async () => {
      const host = random([...written]);
      const path = `/v1/hosts?q=${host}&limit=20`;
      const answer = await ask('search', 'GET', path);
      if (answer?.status !== 200) return;
      const { items } = JSON.parse(answer.text) as { items: HostSeen[] };
      if (!items.some(({ slug }) => slug === host)) model.fault(`${path}: does not find it`);
      for (const one of items) look(answer, one);
      tagged(answer, path);
    },
    match: async () => {
      const index = Math.floor(Math.random() * needs.length);
      const answer = await ask('match', 'POST', '/v1/matches', {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(needs[index]),
      });
      if (answer?.status !== 200 || answer.by === undefined) return;
      const { catalogueRevision } = JSON.parse(answer.text) as { catalogueRevision: number };
      model.revision(answer.by, catalogueRevision, answer.sentAt, answer.at);
      const tag = `${buildOf(answer.by)} ${catalogueRevision}`;
      model.body(`need ${index}`, tag, answer.text.replace(COMPUTED_AT, ''));
    },
    embed: async () => {
      const path = `/embed/search?usage=${random(['email-hosting', 'website', 'mailing-lists'])}&lang=${random(['fr', 'en'])}`;
      const answer = await ask('embed', 'GET', path);
      if (answer?.status === 200) tagged(answer, path);
    },
  };

  async function read(): Promise<void> {
    while (goesOn()) {
      const kind = random(KINDS.reads);
      await READINGS[kind]();
      await pause(50 + Math.random() * 100);
    }
  }

  const edit = (kind: Kind, slug: string, version: number, text: string) => {
    model.attempt(slug, text);
    return ask(kind, 'PATCH', `/v1/hosts/${slug}`, {
      headers: { ...adminHeaders, 'content-type': 'application/json', 'if-match': `"v${version}"` },
      body: JSON.stringify({ summary: { fr: text } }),
    });
  };
  const acknowledge = (answer: Answer, text: string): number => {
    const { slug, version, summary } = JSON.parse(answer.text) as HostSeen;
    if (summary?.fr !== text) model.fault(`${slug}: “${text}” was acknowledged as “${summary?.fr}”`);
    model.acknowledge(answer.by, { host: slug, version, text }, answer.at);
    return version;
  };
  const isUnsure = (answer: Answer | undefined): boolean => answer === undefined || answer.status >= 500;

  /** The only writer of a host: its version must be what it wrote last. */
  async function writeAlone(slug: string): Promise<void> {
    const first = await fetch(`${base}/v1/hosts/${slug}`);
    let { version } = (await first.json()) as HostSeen;
    for (let count = 1; goesOn(); count++) {
      const text = `${slug} ${count}`;
      for (let mayBeThere = false; goesOn(); ) {
        const answer = await edit('edit', slug, version, text);
        if (answer?.status === 200) {
          version = acknowledge(answer, text);
          break;
        }
        if (answer?.status === 412) {
          // Nobody else writes here: an earlier try, whose answer never came, was written.
          if (!mayBeThere) model.fault(`${slug}: version ${version} was acknowledged, and is refused as stale`);
          version += 1;
          model.acknowledge(undefined, { host: slug, version, text }, answer.at);
          break;
        }
        mayBeThere ||= isUnsure(answer);
        await pause(AGAIN_MS);
      }
      await pause(200 + Math.random() * 200);
    }
  }

  /** One of several writers of a host: what another one wrote meanwhile is read first. */
  async function writeTogether(writer: number): Promise<void> {
    for (let count = 1; goesOn(); count++) {
      const read = await ask('host', 'GET', `/v1/hosts/${shared}`);
      if (read?.status === 200) {
        const host = JSON.parse(read.text) as HostSeen;
        look(read, host);
        const text = `writer ${writer}, ${count}`;
        const answer = await edit('shared edit', shared, host.version, text);
        if (answer?.status === 200) acknowledge(answer, text);
      }
      await pause(200 + Math.random() * 300);
    }
  }

  /** Makes hosts, each under a key, until it is told that it is there. */
  async function makeHosts(writer: number): Promise<void> {
    for (let count = 1; goesOn(); count++) {
      const slug = `made-${writer}-${count}`;
      const headers = { ...adminHeaders, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
      const body = JSON.stringify({ slug, name: slug, website: `https://${slug}.example` });
      made.set(slug, false);
      while (goesOn() && made.get(slug) === false) {
        const answer = await ask('new host', 'POST', '/v1/hosts', { headers, body });
        // What holds a secret is not told twice: it says that it was done.
        if (answer?.status === 201 || (answer?.status === 409 && answer.text.includes('already-done')))
          made.set(slug, true);
        else {
          if (answer && answer.status < 500 && answer.status !== 409)
            model.fault(`POST /v1/hosts: ${answer.status} ${answer.text.slice(0, 300)}`);
          await pause(AGAIN_MS);
        }
      }
      await pause(500 + Math.random() * 1000);
    }
  }

  return {
    made,
    run: async ({ readers, writers }: { readers: number; writers: number }): Promise<void> => {
      await Promise.all([
        ...Array.from({ length: readers }, read),
        ...hosts.map(writeAlone),
        ...Array.from({ length: writers }, (_, writer) => writeTogether(writer)),
        ...Array.from({ length: 2 }, (_, writer) => makeHosts(writer)),
      ]);
    },
  };
}
