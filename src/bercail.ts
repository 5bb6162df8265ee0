import type { FastifyInstance } from 'fastify';
import type { SubjectOfToken } from './accounts/commands.ts';
import { type Adviser, createAdviser } from './advice/adviser.ts';
import { readPanel } from './advice/panel.ts';
import { type Catalogue, type FollowOptions, followCatalogue } from './catalogue/follow.ts';
import type { Linker } from './catalogue/linked.ts';
import { type Speakers, speakersOf, writerOn } from './catalogue/writer.ts';
import type { Operator } from './config.ts';
import type { Database, OpenDatabase } from './database/open.ts';
import { createDiagnoser, type Diagnose } from './diagnosis/diagnose.ts';
import { linkerOn } from './exchange/linked-data/hosts.ts';
import { createImporter, type ImportLog } from './exchange/sources/importer.ts';
import { subjectOfToken } from './federations/rights.ts';
import type { Clock } from './ground/clock.ts';
import { createHistoryReader, type HistoryReader } from './history/host-history.ts';
import { type CountReport, type RateLimits, rateLimitsBy, reportCounter } from './hosts/rate-limits.ts';
import { SharedCounts } from './http/asking/shared-counts.ts';
import type { Worker } from './leases/leases.ts';
import { type CoverPoolOptions, createCoverPool } from './matching/cover-pool.ts';
import { type Policy, type PolicyFile, readPolicy } from './matching/engine/need/policy.ts';
import { createPast, type Past } from './matching/past.ts';
import { createMatcher, type Matcher } from './matching/run.ts';
import type { Outgoing } from './outgoing/fetch.ts';
import { createPreviewer, type Previewer } from './recommendations/preview/previewer.ts';
import type { Writer } from './record/writer.ts';
import type { Reference } from './vocabulary/reference.ts';

/** Everything that differs between a server, a command, a test and the generation of the API description. */
interface BercailOptions {
  db: Database;
  reference: Reference;
  /** The numbers of the matching that are in force. */
  policyFile: PolicyFile;
  tieSecret: string;
  clock: Clock;
  /** The clock in milliseconds, where it can be read without making a date, as each request does. */
  now?: () => number;
  /** Creates UUIDs for requests and new rows. */
  newId: () => string;
  /** Fetches addresses given by users. */
  outgoing: Outgoing;
  publicUrl: string;
  operator: Operator;
  /** Whether a mail server is configured. */
  sendsMail?: boolean;
  /** Only present with an embedded database. */
  dump?: OpenDatabase['dump'];
  /** Called when the connection to the database is lost or recovered. */
  onState?: FollowOptions['onState'];
  /** Standbys to follow, where `db` is the database that writes. */
  readDb?: Database | undefined;
  snapshots?: FollowOptions['snapshots'];
  onTooOld?: FollowOptions['onTooOld'];
  coverPool?: Partial<CoverPoolOptions>;
  /** Called for the import runs that read published files. */
  onImport?: ImportLog;
}

/** The catalogue and everything derived from it: the arguments of all routes. */
export interface Bercail extends Writer {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The vocabularies of the field, without the criteria of federations. */
  readonly reference: Reference;
  readonly policyFile: PolicyFile;
  readonly policy: Policy;
  readonly catalogue: Catalogue;
  readonly speakers: Speakers;
  readonly matcher: Matcher;
  readonly diagnose: Diagnose;
  readonly past: Past;
  readonly adviser: Adviser;
  readonly previewer: Previewer;
  readonly pasts: HistoryReader;
  readonly outgoing: Outgoing;
  /** Reads in the background what federations and hosts publish. */
  readonly importer: Worker;
  /** One rate limit for reports, shared by the API and the form. */
  readonly countReport: CountReport;
  /** The rate limits of registrations, claims of entries and domain checks. */
  readonly rateLimits: RateLimits;
  /** What processes tell each other of the requests of a minute. */
  readonly sharedCounts: SharedCounts;
  /** The owner of a token to be created. */
  readonly subjectOfToken: SubjectOfToken;
  readonly linker: Linker;
  readonly publicUrl: string;
  readonly operator: Operator;
  /** Without a mail server, pages offer no mails. */
  readonly sendsMail: boolean;
  /** Dumps the whole embedded database to one file; absent on PostgreSQL. */
  readonly dump: OpenDatabase['dump'];
  /** Ends worker threads and background work; the database stays open. */
  close(): Promise<void>;
}

/** Adds the routes of a room. */
export type Routes = (app: FastifyInstance, bercail: Bercail) => void | Promise<void>;

/**
 * Loads the catalogue and creates everything derived from it.
 * @throws CatalogueError database-unavailable
 */
export async function createBercail(options: BercailOptions): Promise<Bercail> {
  const { db, reference, policyFile, tieSecret, clock, newId, outgoing, publicUrl, operator } = options;
  const { readDb, onState, onTooOld, snapshots } = options;
  const policy = readPolicy(policyFile);
  const panel = readPanel();
  const catalogue = await followCatalogue({
    ...{ db: readDb ?? db, writer: db, reference, costRules: policy, clock, snapshots, onTooOld },
    ...(onState && { onState }),
  });
  const coverPool = createCoverPool({
    waiting: policy.combinationsWaiting,
    milliseconds: policy.combinationMilliseconds,
    ...options.coverPool,
  });
  const importer = createImporter({ context: { db, reference, clock, newId }, outgoing, log: options.onImport });
  return {
    db,
    clock,
    newId,
    reference,
    policyFile,
    policy,
    catalogue,
    speakers: speakersOf(catalogue),
    matcher: createMatcher(policy, reference, tieSecret, coverPool),
    diagnose: createDiagnoser(reference, policy),
    past: createPast({ db, reference, costRules: policy, current: catalogue.current }),
    adviser: createAdviser(policy, reference, panel),
    previewer: createPreviewer(policy, reference, panel),
    pasts: createHistoryReader(db),
    outgoing,
    importer,
    countReport: reportCounter({ clock, secret: tieSecret }),
    rateLimits: rateLimitsBy({ clock, secret: tieSecret }),
    sharedCounts: new SharedCounts(tieSecret, options.now ?? (() => clock().getTime())),
    subjectOfToken,
    linker: linkerOn(publicUrl),
    publicUrl,
    operator,
    sendsMail: options.sendsMail ?? false,
    dump: options.dump,
    ...writerOn(catalogue, { db, clock, newId }),
    close: async () => {
      await importer.stop();
      await coverPool.close();
    },
  };
}
