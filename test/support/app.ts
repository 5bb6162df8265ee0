import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { FastifyBaseLogger, FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect } from 'vitest';
import { authenticate } from '../../src/accounts/authentication.ts';
import { type AppOptions, buildApp } from '../../src/app.ts';
import { createBercail } from '../../src/bercail.ts';
import type { Catalogue } from '../../src/catalogue/follow.ts';
import { pollCatalogue } from '../../src/catalogue/poll.ts';
import type { Operator } from '../../src/config.ts';
import type { Database } from '../../src/database/open.ts';
import type { Federation, FederationDraft } from '../../src/documents/federation.ts';
import type { Host, HostDraft } from '../../src/documents/host.ts';
import { Compiled } from '../../src/http/asking/validation.ts';
import type { Problem } from '../../src/http/problems.ts';
import type { CoverPoolOptions } from '../../src/matching/cover-pool.ts';
import type { Policy, PolicyFile } from '../../src/matching/engine/need/policy.ts';
import type { Matcher } from '../../src/matching/run.ts';
import { createOutgoing } from '../../src/outgoing/fetch.ts';
import { readState } from '../../src/record/changes.ts';
import { tokens } from '../../src/record/tables.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { documentedBy } from './documented.ts';
import { watchFailures } from './failures.ts';
import { aFederation, aHost, expectNoDrift, reference } from './record.ts';
import { toThisMachine } from './this-machine.ts';

export const ADMIN_TOKEN = 'the-token-of-the-first-administrator';
const TIE_SECRET = 'a secret for the tests';
const PUBLIC_URL = 'https://bercail.example';

export interface Asking {
  token?: string | undefined;
  /** Sent as JSON; a string, or bytes, as they are. */
  body?: unknown;
  /** `*` is whatever there is, or nothing yet: then it is sent again without, as `*` makes nothing. */
  ifMatch?: string | undefined;
  headers?: Record<string, string>;
  /** The address that it comes from; that of this machine when absent. */
  from?: string;
}

export interface Answered<T> {
  status: number;
  body: T;
  headers: Record<string, string | string[] | number | undefined>;
  text: string;
}

/** What `refused` gives where a request is well formed and means nothing, or has another shape than is described. */
export const meaningless = (faults: object) => [422, 'meaningless-request', faults];
export const invalid = (faults: object) => [400, 'invalid-request', faults];

/** A host with its token. */
export interface Owned {
  id: string;
  slug: string;
  token: string;
  version: number;
}

/** The whole application on a database of its own, asked over HTTP; every answer is held against the description. */
export interface TestApp {
  readonly app: FastifyInstance;
  readonly catalogue: Catalogue;
  readonly matcher: Matcher;
  readonly database: TestDatabase;
  /** The present; tests may move it. */
  now: Date;
  ask<T = unknown>(method: string, url: string, asking?: Asking): Promise<Answered<T>>;
  /** An answer that must be a problem: its status, its code, and its pointers with their codes. */
  refused(method: string, url: string, asking?: Asking): Promise<[number, string, Record<string, string>?]>;
  revision(): Promise<number>;
  /** Another process on the same database, with its own memory and settings; it is closed with this one. */
  beside(over?: TestAppOptions): Promise<{ app: FastifyInstance; catalogue: Catalogue }>;
  /** Starts the application anew on the same database, with other numbers. */
  restart(policyFile: PolicyFile): Promise<void>;
  draft(over?: Partial<HostDraft>): Promise<Owned>;
  published(over?: Partial<HostDraft>): Promise<Owned>;
  /** One that has been in the catalogue since a day. */
  publishedOn(day: string, over?: Partial<HostDraft>): Promise<Owned>;
  federation(over?: Partial<FederationDraft>): Promise<Owned>;
}

const payloadOf = ({ body }: Asking): Pick<InjectOptions, 'payload' | 'headers'> =>
  body === undefined
    ? {}
    : {
        payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      };

/** What a test may have otherwise than everybody. */
export interface TestAppOptions {
  endsWithoutDatabase?: boolean;
  policy?: Partial<Policy>;
  coverPool?: Partial<CoverPoolOptions>;
  /** Origins of this machine that the service may ask; filled in by the test. */
  outgoingAllow?: Set<string>;
  /** TXT records by name; no name server is asked. */
  texts?: Map<string, string[][] | Error>;
  /** Takes all lines of the log. */
  logged?: (line: string) => void;
  /** Requests a minute; more than any test makes, unless said. */
  rateLimit?: { anonymous?: number; token?: number };
  operator?: Operator;
  /** Where it says it is; browsers that send forms of the desks must be there. */
  publicUrl?: string;
  sendsMail?: boolean;
  validatorsAtOnce?: boolean;
  connectionLimits?: AppOptions['connectionLimits'];
  /** Listens to the other processes, as a server on PostgreSQL does. */
  listens?: boolean;
}

/** The numbers of a test: those of the seed, but for some. */
const withNumbers = (file: PolicyFile, numbers: Partial<Policy> = {}): PolicyFile => ({
  ...file,
  numbers: {
    ...file.numbers,
    ...Object.fromEntries(
      Object.entries(numbers).map(([name, value]) => [name, { ...file.numbers[name]!, value }] as const),
    ),
  },
});

/** What was compiled, by the numbers that the schemas tell, as in `documented.ts`. */
const compiledBy = new Map<string, Compiled>();
function compiledFor(numbers: PolicyFile): Compiled {
  const key = JSON.stringify(numbers);
  const compiled = compiledBy.get(key) ?? new Compiled();
  compiledBy.set(key, compiled);
  return compiled;
}

async function build(
  database: TestDatabase,
  db: Database,
  logger: FastifyBaseLogger,
  test: { now: Date },
  policyFile: PolicyFile,
  options: TestAppOptions,
) {
  const clock = () => test.now;
  const numbers = withNumbers(policyFile, options.policy);
  const bercail = await createBercail({
    ...{ db, reference, clock, newId: randomUUID, tieSecret: TIE_SECRET },
    publicUrl: options.publicUrl ?? PUBLIC_URL,
    policyFile: numbers,
    operator: options.operator ?? { name: undefined, contact: undefined },
    outgoing: createOutgoing({
      allowed: options.outgoingAllow ?? new Set(),
      userAgent: 'Bercail',
      lookUp: toThisMachine,
      resolveTexts: async (name) => {
        const records = options.texts?.get(name) ?? Object.assign(new Error(name), { code: 'ENOTFOUND' });
        if (records instanceof Error) throw records;
        return records;
      },
    }),
    ...(options.coverPool && { coverPool: options.coverPool }),
    ...(options.sendsMail && { sendsMail: true }),
  });
  const { app } = await buildApp(bercail, {
    config: { trustProxy: false, rateLimit: { anonymous: 100_000, token: 100_000, ...options.rateLimit } },
    authenticate: (token, beforeLookUp) => authenticate({ db, clock, adminToken: ADMIN_TOKEN }, token, beforeLookUp),
    logger,
    ...(options.validatorsAtOnce ? { validatorsAtOnce: true } : { compiled: compiledFor(numbers) }),
    ...(options.connectionLimits && { connectionLimits: options.connectionLimits }),
  });
  const poll = options.listens ? pollCatalogue(bercail.catalogue, database.pool, bercail.sharedCounts) : undefined;
  app.addHook('onClose', async () => {
    await poll?.stop();
    await bercail.close();
  });
  await app.ready();
  return { app, catalogue: bercail.catalogue, matcher: bercail.matcher, check: documentedBy(app, numbers) };
}

/** Builds the application for the tests of one file; at its end, memory and rows must say the same, if there are any. */
export function useApp(options: TestAppOptions = {}): TestApp {
  let database: TestDatabase;
  let built: Awaited<ReturnType<typeof build>>;
  const others: FastifyInstance[] = [];
  let drafts = 0;
  const failures = watchFailures();
  const logger = failures.logger(options.logged);

  const test: TestApp = {
    now: new Date('2026-11-25T12:00:00Z'),
    get app() {
      return built.app;
    },
    get catalogue() {
      return built.catalogue;
    },
    get matcher() {
      return built.matcher;
    },
    get database() {
      return database;
    },
    ask: async <T>(method: string, url: string, asking: Asking = {}) => {
      const { payload, headers } = payloadOf(asking);
      const send = async (ifMatch: string | undefined) => {
        const response = await built.app.inject({
          method: method as 'GET',
          url,
          ...(payload !== undefined && { payload }),
          ...(asking.from && { remoteAddress: asking.from }),
          headers: {
            // Problem documents are in English for those who ask for no language.
            'accept-language': 'fr',
            ...headers,
            ...(asking.token && { authorization: `Bearer ${asking.token}` }),
            ...(ifMatch !== undefined && { 'if-match': ifMatch }),
            ...asking.headers,
          },
        });
        built.check(method, url, response);
        return response;
      };
      let response = await send(asking.ifMatch);
      const nothingThere = response.statusCode === 412 && response.body.includes('"nothing-there"');
      if (asking.ifMatch === '*' && nothingThere) response = await send(undefined);
      const isJson = /\bjson\b/.test(String(response.headers['content-type']));
      return {
        status: response.statusCode,
        body: (isJson && response.body !== '' ? response.json() : undefined) as T,
        headers: response.headers,
        text: response.body,
      };
    },
    refused: async (method, url, asking) => {
      const { status, body, headers } = await test.ask<Problem>(method, url, asking);
      expect(headers['content-type'], JSON.stringify(body)).toMatch('application/problem+json');
      expect(body.status).toBe(status);
      const faults = Object.fromEntries((body.errors ?? []).map((one) => [one.pointer, one.code]));
      return body.errors ? [status, body.code, faults] : [status, body.code];
    },
    beside: async (over) => {
      // A connection of its own, as another process has.
      const other = await build(
        database,
        Object.create(database.db),
        failures.logger(over?.logged ?? options.logged),
        test,
        readSeed<PolicyFile>('policy.json'),
        { ...options, ...over },
      );
      others.push(other.app);
      return other;
    },
    revision: async () => (await readState(database.db)).revision,
    restart: async (policyFile) => {
      await built.app.close();
      built = await build(database, database.db, logger, test, policyFile, options);
    },
    draft: async (over) => {
      const { status, body } = await test.ask<{ host: Host; token: string }>('POST', '/v1/hosts', {
        body: aHost(over),
        // From another address each time, because registrations of one are limited.
        from: `10.0.${drafts >> 8}.${drafts++ & 255}`,
      });
      expect(status, JSON.stringify(body)).toBe(201);
      const { id, slug, version } = body.host;
      return { id, slug, version, token: body.token };
    },
    published: async (over) => {
      const host = await test.draft(over);
      const published = await test.ask<Host>('POST', `/v1/hosts/${host.id}/publication?force=true`, {
        token: ADMIN_TOKEN,
      });
      expect(published.status, published.text).toBe(200);
      return { ...host, version: published.body.version };
    },
    publishedOn: async (day, over) => {
      const { now } = test;
      test.now = new Date(`${day}T12:00:00Z`);
      const host = await test.published(over);
      test.now = now;
      return host;
    },
    federation: async (over) => {
      const made = await test.ask<Federation>('POST', '/v1/federations', {
        token: ADMIN_TOKEN,
        body: aFederation(over),
      });
      expect(made.status, made.text).toBe(201);
      const { id, slug, version } = made.body;
      const { body } = await test.ask<{ id: string; token: string }>('POST', '/v1/tokens', {
        token: ADMIN_TOKEN,
        body: { role: 'federation', federation: slug, label: 'bureau' },
      });
      // As if its officers had come by the proof of its site and accepted it: `federation-requests.test.ts` goes that way.
      await database.db.update(tokens).set({ awaitsOfficer: false }).where(eq(tokens.id, body.id));
      return { id, slug, version, token: body.token };
    },
  };

  beforeAll(async () => {
    database = await freshDatabase();
    built = await build(database, database.db, logger, test, readSeed<PolicyFile>('policy.json'), options);
  });
  afterAll(async () => {
    for (const app of others) await app.close();
    if (options.endsWithoutDatabase) return built.app.close();
    await built.catalogue.catchUp();
    expect(await built.catalogue.countDrift()).toBe(0);
    await expectNoDrift({ database });
    await built.app.close();
    await database.close();
  });
  return test;
}
