import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What every trial does with its command line. */

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** What is only of interest while it runs. */
export const progress = (line: string): void => void process.stderr.write(`${line}\n`);
export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

export function fail(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

/** Options with their defaults, all of them with a value. `--help` prints the usage. */
export function optionsOf<Name extends string>(usage: string, defaults: Record<Name, string>): Record<Name, string> {
  const options: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean', short: 'h' } };
  for (const [name, value] of Object.entries<string>(defaults)) options[name] = { type: 'string', default: value };
  const values: Record<string, unknown> = parseArgs({ options }).values;
  if (values.help === true) {
    say(usage);
    process.exit(0);
  }
  return values as Record<Name, string>;
}

/** The PostgreSQL server on which a trial may create databases. */
export const databaseServer = (): string =>
  process.env.TEST_DATABASE_URL ||
  fail('TEST_DATABASE_URL must name a PostgreSQL server whose role may create databases');
