import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LEANING_ON_THE_ENGINE, LEFT_OUT, ON_BOTH_ENGINES, OTHER_ROOMS } from './test/support/both-engines.ts';
import { BrowsersFirst } from './test/support/browsers-first.ts';
import { build, builtModules, LOADED_AS_BUILT } from './test/support/built.ts';
import { findChromium } from './test/support/chromium.ts';
import { findPostgresql } from './test/support/postgresql-server.ts';

/** `npm run trial:whole` also runs what a change seldom breaks, or what other tests try with less. */
const isWhole = process.env.TESTS === 'all';

/** `npm run trial:embedded`: on the embedded database alone, and only where it may differ from a server. */
const isEmbedded = process.env.TESTS === 'embedded';

const namedForBoth = [...new Set(Object.values(ON_BOTH_ENGINES).flat())].sort();
/** In every run with PostgreSQL the store; where all must be there some rooms; all in the whole and by a command of their own. */
const hasRooms = isWhole || isEmbedded;
const isLeaning = (name: string) => Boolean(process.env.CI) && LEANING_ON_THE_ENGINE.includes(name);
const onBothEngines = namedForBoth
  .filter((name) => hasRooms || isLeaning(name) || /^record\/(?!evidence-pages)/.test(name))
  .map((name) => `test/${name}.test.ts`);

/**
 * Only in the whole: random histories and years, faults that take their time, programs that are started again and again,
 * and long ways through many pages. Run it before a release, and after a change of what these try.
 */
const ONLY_IN_THE_WHOLE = isWhole
  ? []
  : [
      'test/api/{federation-spreadsheets,names-last,odd-spreadsheets}.property.test.ts',
      'test/api/{mirror,watching-year,words-of-objects}.test.ts',
      'test/api/{connections,settings,sources-removed,sources-resumed}.test.ts',
      'test/record/{advice-on-the-catalogue,imports.property}.test.ts',
      'test/contract/{backup,data-folder,holding,package,random-needs,random-requests}.test.ts',
      'test/postgres/{failover,move,no-database,silent-network,snapshots,standbys}.test.ts',
      'test/browser/every-page-on-a-{desk,telephone}.test.ts',
      'test/browser/{cases,closing,crowded,desks,empty-catalogue,host-life,joining,taps,tool-maps}.test.ts',
    ];

/**
 * Left out where there is no PostgreSQL, so that a newcomer waits for minutes alone: long ways through many pages, and
 * programs that read what is written and not what is stored. `.ci/run` has a PostgreSQL and holds them; so does the whole.
 */
const ONLY_WITH_POSTGRESQL = [
  'test/browser/{answer,desk-pages,desks,embed,pages}.test.ts',
  'test/contract/{body-examples,generated-client,guide,html,migrations}.test.ts',
];

/** Without PostgreSQL, each room by a few files: on the embedded database all would take twice as long. */
const EACH_ROOM = [...new Set([...namedForBoth, ...Object.values(OTHER_ROOMS).flat()])]
  .filter((name) => name.startsWith('api/'))
  .map((name) => `test/${name}.test.ts`);

const PGLITE = 'test/support/pglite-template.ts';
const POSTGRESQL = 'test/support/postgresql-template.ts';

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
  if (hasRooms || process.env.CI) {
    const left = Object.entries(LEFT_OUT).map(([what, why]) => `  ${what}: ${why}\n`);
    process.stderr.write(`On the embedded database: ${onBothEngines.length} files. Left out:\n${left.join('')}`);
  }
  const hasPostgresql = !('missing' in postgresql);
  const hasAll = hasPostgresql || isWhole;
  const leftOut = hasAll ? [] : ONLY_WITH_POSTGRESQL;
  if (!hasAll)
    process.stderr.write(
      `Without PostgreSQL: of test/api ${EACH_ROOM.length} files, some of each room (OTHER_ROOMS and ON_BOTH_ENGINES in test/support/both-engines.ts); left out too: ${leftOut.join(', ')}\n`,
    );
  // No file is isolated: each has an app and a database of its own, nobody replaces a module, and loading the modules again
  // takes longer than most tests. So does a project for each kind of test: each loads everything anew.
  // Each test builds much that it soon forgets: a larger room for what is new spares looking through it so often.
  // Programs that tests start begin at TEST_DATE too.
  const clock = new URL('test/support/shifted-date.mjs', import.meta.url).href;
  if (process.env.TEST_DATE) process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import ${clock}`;
  const execArgv = ['--max-semi-space-size=64'];
  const setupFiles = ['test/support/seeds.ts'];
  // Only what hangs is ended: a busy machine takes several times as long.
  const shared = {
    ...{ isolate: false, execArgv, setupFiles, testTimeout: 180_000, hookTimeout: 180_000 },
    server: { deps: { external: LOADED_AS_BUILT } },
  };
  build();
  // Whoever watches changes the sources, and what is built stays as it was.
  const plugins = process.argv.includes('run') ? [builtModules()] : [];
  return {
    test: {
      // PostgreSQL and the browser work beside them: more workers than cores only load the modules more often.
      maxWorkers: Math.max(2, availableParallelism()),
      sequence: { sequencer: BrowsersFirst },
      projects: [
        {
          plugins,
          test: {
            ...shared,
            name: 'main',
            include: [
              ...['unit', 'record', 'contract'].map((kind) => `test/${kind}/**/*.test.ts`),
              ...(hasAll ? ['test/api/**/*.test.ts'] : EACH_ROOM),
              hasPostgresql ? 'test/postgres/**/*.test.ts' : 'test/support/no-postgresql.test.ts',
              'missing' in chromium ? 'test/support/no-chromium.test.ts' : 'test/browser/**/*.test.ts',
            ],
            exclude: [...ONLY_IN_THE_WHOLE, ...leftOut],
            globalSetup: [...(hasPostgresql ? [POSTGRESQL] : []), PGLITE],
          },
        },
        ...(hasPostgresql || isEmbedded
          ? [
              {
                plugins,
                test: {
                  ...shared,
                  name: 'pglite',
                  include: onBothEngines,
                  exclude: ONLY_IN_THE_WHOLE,
                  globalSetup: PGLITE,
                },
              },
            ]
          : []),
      ],
    },
  };
});
