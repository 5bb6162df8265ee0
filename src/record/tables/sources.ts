import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { FILE_CLASSES, FILE_STATES, IMPORT_OUTCOMES, RUN_STATES, SOURCE_KINDS } from '../../vocabulary/import-terms.ts';
import { federations, hosts } from './catalogue.ts';
import { instant, jsonb, oneOf } from './columns.ts';

/** Import sources: the address, given by a federation or a host, whose data the catalogue imports. */
export const importSources = pgTable(
  'import_sources',
  {
    id: uuid('id').primaryKey(),
    federationId: uuid('federation_id')
      .unique('import_sources_federation_key')
      .references(() => federations.id, { onDelete: 'cascade' }),
    hostId: uuid('host_id')
      .unique('import_sources_host_key')
      .references(() => hosts.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: SOURCE_KINDS }).notNull(),
    url: text('url').notNull(),
    version: integer('version').notNull().default(1),
    setAt: instant('set_at').notNull(),
    /** When it is read next; NULL: only on request. */
    nextAt: instant('next_at'),
  },
  (t) => [
    check('import_sources_owner', sql`num_nonnulls(${t.federationId}, ${t.hostId}) = 1`),
    check('import_sources_kind', oneOf(t.kind, SOURCE_KINDS)),
    check('import_sources_url', sql`${t.url} ~ '^https?://'`),
    index('import_sources_next_at').on(t.nextAt),
  ],
);

/** One import of a source, and its results. */
export const importRuns = pgTable(
  'import_runs',
  {
    id: uuid('id').primaryKey(),
    sourceId: uuid('source_id')
      .notNull()
      .references(() => importSources.id, { onDelete: 'cascade' }),
    url: text('url').notNull(),
    kind: text('kind', { enum: SOURCE_KINDS }).notNull(),
    state: text('state', { enum: RUN_STATES }).notNull(),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    /** The process that runs the import, and the end of its lease: after that, the process must have died. */
    takenBy: uuid('taken_by'),
    takenUntil: instant('taken_until'),
    /** How many processes died while running it. */
    deaths: integer('deaths').notNull().default(0),
    requests: integer('requests').notNull().default(0),
    notModified: integer('not_modified').notNull().default(0),
    bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
    created: integer('created').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    unchanged: integer('unchanged').notNull().default(0),
    proposals: integer('proposals').notNull().default(0),
    /** Memberships that this import marked for checking, because the file no longer names the host. */
    toCheck: integer('to_check').notNull().default(0),
  },
  (t) => [
    // At most one running import per source.
    uniqueIndex('import_runs_under_way').on(t.sourceId).where(sql`${t.state} = 'running'`),
    check('import_runs_state', oneOf(t.state, RUN_STATES)),
    check('import_runs_kind', oneOf(t.kind, SOURCE_KINDS)),
    check('import_runs_ended', sql`(${t.state} = 'running') = (${t.endedAt} is null)`),
    index('import_runs_source').on(t.sourceId, t.startedAt),
  ],
);

/** The files of an import: first the queue, then the report. */
export const importFiles = pgTable(
  'import_files',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => importRuns.id, { onDelete: 'cascade' }),
    /** The order in which files were named, beginning with the first file. */
    number: integer('number').notNull(),
    url: text('url').notNull(),
    /** The file that names this one, and the property that does (`subs.<name>`). */
    parent: integer('parent'),
    name: text('name'),
    depth: integer('depth').notNull(),
    state: text('state', { enum: FILE_STATES }).notNull().default('waiting'),
    class: text('class', { enum: FILE_CLASSES }),
    /** Whether the files that it names have been queued. */
    isFollowed: boolean('is_followed').notNull().default(false),
    problems: jsonb('problems').$type<StoredProblem[]>().notNull().default([]),
    outcome: text('outcome', { enum: IMPORT_OUTCOMES }),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ name: 'import_files_pkey', columns: [t.runId, t.number] }),
    unique('import_files_url_key').on(t.runId, t.url),
    check('import_files_state', oneOf(t.state, FILE_STATES)),
    check('import_files_class', oneOf(t.class, FILE_CLASSES)),
    check('import_files_outcome', oneOf(t.outcome, IMPORT_OUTCOMES)),
    foreignKey({
      name: 'import_files_parent',
      columns: [t.runId, t.parent],
      foreignColumns: [t.runId, t.number],
    }).onDelete('cascade'),
    index('import_files_waiting').on(t.runId, t.depth, t.number).where(sql`${t.state} = 'waiting'`),
    index('import_files_parent_index').on(t.runId, t.parent),
    index('import_files_host').on(t.hostId),
  ],
);

/** What is kept of an address between imports, so that unchanged files are not fetched again. */
export const importPages = pgTable(
  'import_pages',
  {
    sourceId: uuid('source_id')
      .notNull()
      .references(() => importSources.id, { onDelete: 'cascade' }),
    url: text('url').notNull(),
    etag: text('etag'),
    lastModified: text('last_modified'),
    /** SHA-256 of the body. */
    hash: text('hash').notNull(),
    /** The build that parsed it: another build parses it again. */
    build: text('build').notNull(),
    readAt: instant('read_at').notNull(),
    class: text('class', { enum: FILE_CLASSES }),
    /** The parsed content. NULL: text was redacted from it, so it is not used until the file changes. */
    content: jsonb('content').$type<unknown>(),
    problems: jsonb('problems').$type<StoredProblem[]>().notNull().default([]),
    /** The name that the file of a federation uses for it. */
    name: text('name'),
    /** The entry that was written from it. */
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ name: 'import_pages_pkey', columns: [t.sourceId, t.url] }),
    check('import_pages_class', oneOf(t.class, FILE_CLASSES)),
    index('import_pages_host').on(t.hostId),
  ],
);

/** Files that contain redacted text: no source imports them until their content changes. */
export const withheldFiles = pgTable('withheld_files', {
  /** SHA-256 of the body. */
  hash: text('hash').primaryKey(),
});

export interface StoredProblem {
  code: string;
  /** Line of a properties file, counted from 1. */
  line?: number;
  key?: string;
  /** Place in a JSON document. */
  pointer?: string;
  message: { fr: string; en: string };
}
