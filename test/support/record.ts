import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import { withOwnCriteria } from '../../src/catalogue/own-criteria.ts';
import type { FederationDraft } from '../../src/documents/federation.ts';
import type { Host, HostDraft } from '../../src/documents/host.ts';
import type { ServiceDraft } from '../../src/documents/service.ts';
import { createFederation } from '../../src/federations/commands.ts';
import { parisDay } from '../../src/ground/clock.ts';
import { CatalogueError } from '../../src/ground/errors.ts';
import { publishHost, registerHost } from '../../src/hosts/entries/commands.ts';
import { hostOnDay } from '../../src/record/assemble.ts';
import { assembleFacts, changesAfter, readPublished } from '../../src/record/changes.ts';
import type { Context } from '../../src/record/context.ts';
import type { Caller } from '../../src/requests/caller.ts';
import { readReference } from '../../src/vocabulary/reference.ts';
import { countInFile } from './counting.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

export const reference = readReference();

/** A system of record for the tests of one file, and callers of every role. */
export interface SystemOfRecord {
  readonly database: TestDatabase;
  /** What commands are given; administrator unless told otherwise. */
  as(caller?: Caller): Context;
  asHost(host: { id: string }): Context;
  asFederation(federation: { id: string }): Context;
  /** The present; tests may move it. */
  now: Date;
  /** A host that is public, made by an administrator. */
  published(over?: Partial<HostDraft>): Promise<Host>;
  /** A host that nobody but its owner sees. */
  draft(over?: Partial<HostDraft>): Promise<Host>;
  federation(over?: Partial<FederationDraft>): Promise<{ id: string; slug: string }>;
}

export const ADMIN: Caller = { role: 'admin', label: 'admin', tokenId: null };
const count = countInFile();
/** A slug that no other test of the file has. */
export const aSlug = (base: string): string => `${base}-${count()}`;

export const aHost = (over: Partial<HostDraft> = {}): HostDraft => ({
  slug: aSlug('host'),
  name: 'Les Aulnes',
  website: 'https://aulnes.example',
  terms: '2026-1',
  ...over,
});

export const aService = (over: Partial<ServiceDraft> = {}): ServiceDraft => ({
  name: 'Nuage',
  usages: ['file-storage-sharing'],
  ...over,
});

/** No two federations have one name, or one site. */
export function aFederation(over: Partial<FederationDraft> = {}): FederationDraft {
  const slug = over.slug ?? aSlug('federation');
  return { slug, name: `Collectif ${slug}`, website: `https://${slug}.example`, charter: 'chatons', ...over };
}

/** Opens a database for the file, and checks at its end that what was published is what the rows say. */
export function useRecord(): SystemOfRecord {
  let database: TestDatabase;
  const record: SystemOfRecord = {
    now: new Date('2026-11-25T12:00:00Z'),
    get database() {
      return database;
    },
    as: (caller = ADMIN) => ({ db: database.db, reference, clock: () => record.now, newId: randomUUID, caller }),
    asHost: ({ id }) => record.as({ role: 'host', hostId: id, label: 'our host', tokenId: randomUUID() }),
    asFederation: ({ id }) =>
      record.as({ role: 'federation', federationId: id, label: 'our federation', tokenId: randomUUID() }),
    draft: async (over) => (await registerHost(record.as(), aHost(over), { force: true })).document,
    published: async (over) =>
      (await publishHost(record.as(), (await record.draft(over)).id, undefined, { force: true })).document,
    federation: async (over) => (await createFederation(record.as(), aFederation(over))).document,
  };
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(async () => {
    await expectNoDrift(record);
    await database.close();
  });
  return record;
}

/** The hosts that anybody may read, as they stand on the day of a test. */
export async function publishedHosts({
  database: { db },
  now,
}: Pick<SystemOfRecord, 'database' | 'now'>): Promise<Host[]> {
  const { hosts, federations } = await readPublished(db);
  const asked = withOwnCriteria(reference, federations);
  return hosts.map((facts) => hostOnDay(facts, asked, parisDay(now)));
}

/** What was published is what the rows say; and no revision is missing. */
export async function expectNoDrift({ database: { db } }: Pick<SystemOfRecord, 'database'>): Promise<void> {
  const { lastChanges: _, span, ...published } = await readPublished(db);
  const assembled = await assembleFacts(db);
  expect(published).toEqual(assembled);
  expect(JSON.stringify(published)).toBe(JSON.stringify(assembled));
  const { changes, revision } = await changesAfter(db, 0, 100_000);
  expect(changes.map((change) => change.revision)).toEqual(Array.from({ length: revision }, (_, i) => i + 1));
}

/** The error that a command ends with, in a form that tests compare: code, and pointers with their codes. */
export async function refusal(
  command: Promise<unknown>,
): Promise<{ code: string; faults?: { [pointer: string]: string } }> {
  const error: unknown = await command.then(
    () => {
      throw new Error('the command went through');
    },
    (error: unknown) => error,
  );
  if (!(error instanceof CatalogueError)) throw error;
  const faults = Object.fromEntries(error.faults.map(({ pointer, code }) => [pointer, code]));
  return error.faults.length > 0 ? { code: error.code, faults } : { code: error.code };
}
