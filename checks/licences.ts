import { readFileSync } from 'node:fs';

/**
 * Fails when a package that runs in production has a licence that is not on this list. All of them may be used in a
 * program under AGPL-3.0-or-later. A licence that is not known counts as one that is not on the list.
 */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
]);

interface Locked {
  version: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
}

/** Without parentheses around several. @returns undefined when the lock file does not tell */
const licenceOf = ({ license }: Locked): string | undefined => license?.replace(/^\((.*)\)$/, '$1');

/** Of `A OR B` one is enough, of `A AND B` both are needed. */
const isAllowed = (licence = ''): boolean =>
  licence.split(' OR ').some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one.trim())));

const lock = JSON.parse(readFileSync(process.argv[2] ?? new URL('../package-lock.json', import.meta.url), 'utf8'));
const running = Object.entries(lock.packages as Record<string, Locked>).filter(
  ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
);
const refused = running.filter(([, one]) => !isAllowed(licenceOf(one)));
for (const [path, one] of refused)
  process.stderr.write(
    `${path.replace(/^.*node_modules\//, '')} ${one.version}: licence ${licenceOf(one) ?? 'not known'} is not on the list of checks/licences.ts\n`,
  );
if (refused.length > 0) process.exitCode = 1;
