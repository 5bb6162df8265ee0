import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { FETCH_PROBLEMS, ROLES, type SiteTroubleKind } from '../../vocabulary/terms.ts';
import { hosts, ofHost } from './catalogue.ts';
import { day, instant, jsonb, oneOf } from './columns.ts';

/* Observations of hosts' websites. No document contains them, so they have no revision. */

/** The `robots.txt` of an origin, kept for one day: its rules, or that it has none, or that it could not be fetched. */
export type KeptRobots = { rules: string } | 'none' | 'unreachable';

/** One row per site and day. The process that sets `visitedAt` visits the site on that day; no other process does. */
export const siteVisits = pgTable(
  'site_visits',
  {
    site: text('site').notNull(),
    day: day('day').notNull(),
    /** NULL: the site was only reached by redirects from other sites. */
    visitedAt: instant('visited_at'),
    /** Fingerprints of the requested addresses, so that none is requested twice and they can be counted. */
    asked: text('asked').array().notNull().default([]),
    robots: jsonb('robots').$type<Record<string, KeptRobots>>().notNull().default({}),
    /** When anything on the site last answered; NULL: nothing did. */
    answeredAt: instant('answered_at'),
  },
  (t) => [
    primaryKey({ name: 'site_visits_pkey', columns: [t.site, t.day] }),
    index('site_visits_answered_at').on(t.answeredAt),
  ],
);

/** One row per host and day on which its website was checked. */
export const looks = pgTable(
  'looks',
  {
    hostId: ofHost(),
    day: day('day').notNull(),
    /** The website at the time: checks of an earlier website say nothing about the present one. */
    site: text('site').notNull(),
    answered: boolean('answered').notNull(),
    /** A status, or why there was no answer. */
    status: integer('status'),
    problem: text('problem', { enum: FETCH_PROBLEMS }),
  },
  (t) => [
    primaryKey({ name: 'looks_pkey', columns: [t.hostId, t.day] }),
    check('looks_problem', oneOf(t.problem, FETCH_PROBLEMS)),
    index('looks_day').on(t.day),
  ],
);

/** Something unusual about a website: since when, and in how many checks in a row. */
export interface SiteTrouble {
  kind: SiteTroubleKind;
  since: string;
  looks: number;
  /** Where the website redirects to, or which page is gone. */
  url?: string;
}

/** Conclusions from the checks of a website: one row per host that has a website. */
export const watchedHosts = pgTable(
  'watched_hosts',
  {
    hostId: uuid('host_id')
      .primaryKey()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    /** The website being checked. When the host changes it, everything here starts anew. */
    url: text('url').notNull(),
    /** The day of the last check with a result. */
    lookedOn: day('looked_on'),
    /** Failed checks in a row, and the day of the first; 0 and NULL while the website answers. */
    failures: integer('failures').notNull().default(0),
    failingSince: day('failing_since'),
    /** The day since which the host and its federations are notified. */
    toldOn: day('told_on'),
    /** Successful checks in a row. */
    answers: integer('answers').notNull().default(0),
    /** A statement that the host still exists: when, by whom, and until which day it counts. */
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
 * What a page given as evidence said about one statement: the first passage, and the last two different ones, so that a
 * dispute can be judged after the page has changed. Never published.
 */
export const evidencePassages = pgTable(
  'evidence_passages',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    hostId: ofHost(),
    /** `criterion:<key>`, `commitment:<kind>` or `service:<slug>/commitment:<kind>`. */
    subject: text('subject').notNull(),
    url: text('url').notNull(),
    /** SHA-256 of the page's visible words when it was last read with this passage. */
    digest: text('digest').notNull(),
    /** NULL: the page is not text. */
    passage: text('passage'),
    firstOn: day('first_on').notNull(),
    lastOn: day('last_on').notNull(),
    /** Text was redacted from this passage: no further passages are taken from this page. */
    isRedacted: boolean('is_redacted').notNull().default(false),
  },
  (t) => [
    index('evidence_passages_host').on(t.hostId, t.subject),
    check('evidence_passages_url', sql`${t.url} ~ '^https?://'`),
  ],
);
