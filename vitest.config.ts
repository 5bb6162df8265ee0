import { defineConfig } from 'vitest/config';
import { findChromium } from './test/support/chromium.ts';
import { findPostgresql } from './test/support/postgresql-server.ts';

/** The same files run on both engines: SQL that only one of them understands must not stay unseen. */
const ON_EITHER_ENGINE = ['test/api/**/*.test.ts', 'test/record/**/*.test.ts'];

/**
 * These run once: what they try does not depend on how rows are kept (reading of requests, words, pages, connections), or
 * is tried with real concurrency elsewhere.
 */
const ON_ONE_ENGINE = [
  ...[
    'ask-first',
    'bounds-of-bodies',
    'compression',
    'connections',
    'contacts',
    'disputed',
    'embed',
    'empty-catalogue',
  ],
  ...['federation-spreadsheets.property', 'federation-spreadsheets-words', 'http-semantics', 'pages', 'plain-faults'],
  ...[
    'problems',
    'reading-whole',
    'rights',
    'settings',
    'tool-map-pages',
    'unreadable-requests',
    'who-is-counted',
    'words-for-states',
  ],
  ...['words-of-objects', 'worked-example', 'closing-page', 'compare-page', 'decided-page', 'diagnosis'],
  ...[
    'diagnosis-pages',
    'directory-pages',
    'empty-catalogue',
    'federation-page',
    'forms-sent-too-often',
    'guided-answer',
  ],
  ...['dated-lists', 'dumps', 'exchange-check', 'exchange-files', 'linked-data', 'lookups'],
  ...['names-last.property', 'watching-year'],
].map((name) => `test/api/${name}.test.ts`);

export default defineConfig(async () => {
  const postgresql = await findPostgresql();
  if ('missing' in postgresql) {
    // A machine meant to check everything must not pass by checking less.
    if (process.env.CI) throw new Error(`The postgres tests cannot run: ${postgresql.missing}`);
    process.stderr.write(`Skipping the postgres tests: ${postgresql.missing}\n`);
  }
  const chromium = findChromium();
  if ('missing' in chromium) {
    if (process.env.CI) throw new Error(`The browser tests cannot run: ${chromium.missing}`);
    process.stderr.write(`Skipping the browser tests: ${chromium.missing}\n`);
  }
  return {
    test: {
      // Tests wait for databases and browsers more than they compute: leaving a core idle only makes the run longer.
      maxWorkers: 4,
      // No project isolates its files: each has an app and a database of its own, nobody replaces a module, and
      // loading the modules again takes longer than most tests.
      projects: [
        {
          test: {
            name: 'unit',
            isolate: false,
            include: ['test/unit/**/*.test.ts'],
            setupFiles: ['test/support/property-seed.ts'],
            testTimeout: 60_000,
          },
        },
        {
          test: {
            name: 'api',
            include: ON_EITHER_ENGINE,
            isolate: false,
            globalSetup: 'test/support/pglite-template.ts',
            testTimeout: 40_000,
            hookTimeout: 90_000,
          },
        },
        {
          test: {
            name: 'contract',
            isolate: false,
            include: ['test/contract/**/*.test.ts'],
            globalSetup: ['test/support/pglite-template.ts', 'test/support/built.ts'],
            testTimeout: 40_000,
            hookTimeout: 90_000,
          },
        },
        {
          test: {
            name: 'postgres',
            isolate: false,
            include:
              'missing' in postgresql
                ? ['test/support/no-postgresql.test.ts']
                : [...ON_EITHER_ENGINE, 'test/postgres/**/*.test.ts'],
            exclude: [...ON_ONE_ENGINE, 'test/record/advice-on-the-catalogue.test.ts'],
            globalSetup:
              'missing' in postgresql ? [] : ['test/support/postgresql-template.ts', 'test/support/built.ts'],
            testTimeout: 40_000,
            hookTimeout: 90_000,
          },
        },
        {
          test: {
            name: 'browser',
            isolate: false,
            include: ['missing' in chromium ? 'test/support/no-chromium.test.ts' : 'test/browser/**/*.test.ts'],
            globalSetup: 'test/support/pglite-template.ts',
            testTimeout: 40_000,
            hookTimeout: 90_000,
          },
        },
      ],
    },
  };
});
