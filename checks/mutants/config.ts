import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files are run in the order in which they are named: those likely to see a mutant come first. */
class AsNamed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = (process.env.MUTANTS_FILES ?? '').split(',');
    const placeOf = ({ moduleId }: TestSpecification) => order.findIndex((name) => moduleId.endsWith(name));
    return [...files].sort((a, b) => placeOf(a) - placeOf(b));
  }
}

/** Of the copy with the broken source: one worker, which loads every module once. */
export default defineConfig({
  test: {
    ...{ isolate: false, fileParallelism: false, maxWorkers: 1, pool: 'forks' },
    ...{ testTimeout: 20_000, hookTimeout: 90_000, reporters: ['dot'], dangerouslyIgnoreUnhandledErrors: true },
    execArgv: ['--max-semi-space-size=64', '--max-old-space-size=4096'],
    include: ['test/**/*.test.ts'],
    sequence: { sequencer: AsNamed },
    runner: 'checks/mutants/runner.ts',
    setupFiles: ['test/support/seeds.ts'],
    globalSetup: [`test/support/${process.env.TEST_DATABASE_URL ? 'postgresql' : 'pglite'}-template.ts`],
  },
});
