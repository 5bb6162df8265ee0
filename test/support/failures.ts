import { pino } from 'pino';
import { afterAll, expect } from 'vitest';

/** A line of the log as a person reads it: the causes from the outside in, and where they arose. */
function told(line: string): string {
  type Logged = { causes?: { name: string; code?: string; message: string; stack?: string[] }[] };
  const { causes = [] } = JSON.parse(line) as Logged;
  const texts = causes.map(({ name, code, message, stack = [] }) =>
    [`${name}${code ? ` ${code}` : ''}: ${message}`, ...stack].join('\n'),
  );
  return `An answer of 500 in “${expect.getState().currentTestName ?? 'no test'}”:\n${texts.join('\ncaused by ')}\n`;
}

/** Prints each answer of 500 in what was written to a log, with its cause; returns what was printed. */
export function printFailures(log: string): string[] {
  const failures = log.split('\n').filter((line) => line.includes('"code":"internal-error"'));
  const texts = failures.map(told);
  for (const text of texts) process.stderr.write(text);
  return texts;
}

/** Prints every answer of 500, and fails the file at its end: no test expects one. */
export function watchFailures() {
  const failures: string[] = [];
  afterAll(() => expect(failures, 'answers of 500').toEqual([]));
  return {
    /** @param also takes all lines of the log, of every level */
    logger: (also?: (line: string) => void) =>
      pino(
        { level: also ? 'trace' : 'error' },
        {
          write: (line) => {
            also?.(line);
            failures.push(...printFailures(line));
          },
        },
      ),
  };
}
