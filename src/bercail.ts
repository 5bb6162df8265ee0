import type { FastifyInstance } from 'fastify';
import { type Adviser, createAdviser } from './advice/adviser.ts';
import { readPanel } from './advice/panel.ts';
import { type Catalogue, type FollowOptions, followCatalogue } from './catalogue/follow.ts';
import { type Speakers, speakersOf, type Writer, writerOn } from './catalogue/writer.ts';
import type { Operator } from './config.ts';
import type { Database, OpenDatabase } from './database/open.ts';
import { createDiagnoser, type Diagnose } from './diagnosis/diagnose.ts';
import { createImporter, type ImportLog } from './exchange/sources/importer.ts';
import type { Clock } from './ground/clock.ts';
import { createPasts, type Pasts } from './history/pasts.ts';
import { type CountReport, reportCounter } from './hosts/reports/turns.ts';
import { type Turns, turnsBy } from './hosts/turns.ts';
import type { Worker } from './leases/worker.ts';
import { type CoverPoolOptions, createCoverPool } from './matching/cover-pool.ts';
import { type Policy, type PolicyFile, readPolicy } from './matching/engine/need/policy.ts';
import { createReplay, type Replay } from './matching/replay.ts';
import { createMatcher, type Matcher } from './matching/run.ts';
import type { Outgoing } from './outgoing/fetch.ts';
import { createPreviewer, type Previewer } from './recommendations/preview/previewer.ts';
import type { Reference } from './vocabulary/reference.ts';

/** All that differs between a server, a command, a test and a description. */
export interface BercailOptions {
  db: Database;
  reference: Reference;
  /** The numbers of the matching in force. */
  policyFile: PolicyFile;
  tieSecret: string;
  clock: Clock;
  /** Makes UUIDs, for requests and new rows. */
  newId: () => string;
  /** Fetches addresses that others gave. */
  outgoing: Outgoing;
  publicUrl: string;
  operator: Operator;
  /** Whether there is a mail server. */
  sendsMail?: boolean;
  /** Only with an embedded database. */
  dump?: OpenDatabase['dump'];
  /** Called when the database is lost or found again. */
  onState?: FollowOptions['onState'];
  coverPool?: Partial<CoverPoolOptions>;
  /** Told of the runs that read what others publish. */
  onImport?: ImportLog;
}

/** The catalogue and everything that is made from it: what every route is given. */
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
  readonly replay: Replay;
  readonly adviser: Adviser;
  readonly previewer: Previewer;
  readonly pasts: Pasts;
  readonly outgoing: Outgoing;
  /** Reads what federations and hosts publish, in the background. */
  readonly importer: Worker;
  /** One count for reports, by the API and by a form. */
  readonly countReport: CountReport;
  /** The same for registrations, claims of entries and checks of domains. */
  readonly turns: Turns;
  readonly publicUrl: string;
  readonly operator: Operator;
  /** Without a mail server, no page offers mails. */
  readonly sendsMail: boolean;
  /** All of the embedded database as one file; absent on PostgreSQL. */
  readonly dump: OpenDatabase['dump'];
  /** Ends the worker threads and what goes on in the background; the database stays open. */
  close(): Promise<void>;
}

/** Adds the routes of a room. */
export type Routes = (app: FastifyInstance, bercail: Bercail) => void | Promise<void>;

/**
 * Loads the catalogue and puts together what answers from it.
 * @throws CatalogueError database-unavailable
 */
export async function createBercail(options: BercailOptions): Promise<Bercail> {
  const { db, reference, policyFile, tieSecret, clock, newId, outgoing, publicUrl, operator, onState } = options;
  const policy = readPolicy(policyFile);
  const panel = readPanel();
  const catalogue = await followCatalogue({ db, reference, costRules: policy, clock, ...(onState && { onState }) });
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
    replay: createReplay({ db, reference, tieSecret, current: catalogue.current }),
    adviser: createAdviser(policy, reference, panel),
    previewer: createPreviewer(policy, reference, panel),
    pasts: createPasts(db),
    outgoing,
    importer,
    countReport: reportCounter({ clock, secret: tieSecret }),
    turns: turnsBy({ clock, secret: tieSecret }),
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
