import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { FETCH_PROBLEMS, ROLES, type SiteTroubleKind } from '../../vocabulary/terms.ts';
import { day, instant, jsonb, oneOf } from '../columns.ts';
import { hosts } from './catalogue.ts';

/* What the catalogue sees of the sites of hosts. Nothing of it is in a document, and so in no revision. */

/** What the `robots.txt` of an origin said, kept for its day: its rules, that there are none, or that it was out of reach. */
export type KeptRobots = { rules: string } | 'none' | 'unreachable';

/** One row for each site and day: whoever sets `visitedAt` asks that site on that day, and nobody else does. */
export const siteVisits = pgTable(
  'site_visits',
  {
    site: text('site').notNull(),
    day: day('day').notNull(),
    /** NULL: only redirects from elsewhere led there yet. */
    visitedAt: instant('visited_at'),
    /** Fingerprints of the addresses that were asked, so that none is twice and they can be counted. */
    asked: text('asked').array().notNull().default([]),
    robots: jsonb('robots').$type<Record<string, KeptRobots>>().notNull().default({}),
    /** When anything there answered last; NULL: nothing did. */
    answeredAt: instant('answered_at'),
  },
  (t) => [
    primaryKey({ name: 'site_visits_pkey', columns: [t.site, t.day] }),
    index('site_visits_answered_at').on(t.answeredAt),
  ],
);

/** One row for each host and day on which its site was looked at. */
export const looks = pgTable(
  'looks',
  {
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    day: day('day').notNull(),
    /** The site then: looks at an earlier one say nothing of the present one. */
    site: text('site').notNull(),
    answered: boolean('answered').notNull(),
    /** A status, or why there was none. */
    status: integer('status'),
    problem: text('problem', { enum: FETCH_PROBLEMS }),
  },
  (t) => [
    primaryKey({ name: 'looks_pkey', columns: [t.hostId, t.day] }),
    check('looks_problem', oneOf(t.problem, FETCH_PROBLEMS)),
    index('looks_day').on(t.day),
  ],
);

/** Something odd about a site, since when, and at how many looks in a row. */
export interface SiteTrouble {
  kind: SiteTroubleKind;
  since: string;
  looks: number;
  /** Where it leads, or which page is gone. */
  url?: string;
}

/** What follows from the looks at a site: one row for each host that has one. */
export const watchedHosts = pgTable(
  'watched_hosts',
  {
    hostId: uuid('host_id')
      .primaryKey()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    /** The website that is looked at; another one begins anew. */
    url: text('url').notNull(),
    /** The last look that said something. */
    lookedOn: day('looked_on'),
    /** Looks in a row without an answer, and the day of the first; 0 and NULL while it answers. */
    failures: integer('failures').notNull().default(0),
    failingSince: day('failing_since'),
    /** The day since which the host and its federations are told. */
    toldOn: day('told_on'),
    /** Looks in a row with an answer. */
    answers: integer('answers').notNull().default(0),
    /** Somebody said that the host is still there: when, who, and up to which day that holds. */
    hereOn: day('here_on'),
    hereUntil: day('here_until'),
    hereBy: text('here_by', { enum: ROLES }),
    troubles: jsonb('troubles').$type<SiteTrouble[]>().notNull().default([]),
  },
  (t) => [
    check('watched_hosts_url', sql`${t.url} ~ '^https?://'`),
    check('watched_hosts_failures', sql`(${t.failures} = 0) = (${t.failingSince} is null)`),
    check('watched_hosts_told', sql`${t.toldOn} is null or ${t.failingSince} is not null`),
    check('watched_hosts_here', sql`num_nonnulls(${t.hereOn}, ${t.hereUntil}, ${t.hereBy}) in (0, 3)`),
    check('watched_hosts_here_by', oneOf(t.hereBy, ROLES)),
  ],
);

/**
 * What a page given as evidence said of one statement: the first passage and the last two that differ, so that a dispute
 * can be judged once the page has changed. Never published.
 */
export const evidencePassages = pgTable(
  'evidence_passages',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    /** `criterion:<key>`, `commitment:<kind>` or `service:<slug>/commitment:<kind>`. */
    subject: text('subject').notNull(),
    url: text('url').notNull(),
    /** SHA-256 of the words of the page when it was read last with this passage. */
    digest: text('digest').notNull(),
    /** NULL: a page that is no text. */
    passage: text('passage'),
    firstOn: day('first_on').notNull(),
    lastOn: day('last_on').notNull(),
    /** Words were removed from it: no more are taken from this page. */
    isRedacted: boolean('is_redacted').notNull().default(false),
  },
  (t) => [
    index('evidence_passages_host').on(t.hostId, t.subject),
    check('evidence_passages_url', sql`${t.url} ~ '^https?://'`),
  ],
);
