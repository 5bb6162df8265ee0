import { spawnSync } from 'node:child_process';

/*
 * Runs tests on 24 dates of the coming year, each in another zone of time:
 * `npm run trial:dates -- test/browser/answer.test.ts`. What depends on a date or an hour shows here.
 */

/** Ends of months, of winter and of summer time, of the year; a minute before midnight in Paris, at it, and after it. */
const INSTANTS = [
  ...['2026-12-01T08:00:00Z', '2026-12-24T22:59:30Z', '2026-12-31T22:59:30Z', '2026-12-31T23:30:00Z'],
  ...['2027-01-01T00:00:10Z', '2027-01-31T12:00:00Z', '2027-02-10T17:00:00Z', '2027-02-28T22:59:45Z'],
  ...['2027-03-01T06:00:00Z', '2027-03-28T00:59:45Z', '2027-03-29T09:00:00Z', '2027-04-30T21:59:30Z'],
  ...['2027-05-09T10:00:00Z', '2027-06-15T13:00:00Z', '2027-06-30T22:10:00Z', '2027-07-14T04:00:00Z'],
  ...['2027-08-31T21:59:30Z', '2027-09-05T15:00:00Z', '2027-09-30T22:00:00Z', '2027-10-10T11:00:00Z'],
  ...['2027-10-31T00:59:45Z', '2027-11-11T19:00:00Z', '2027-11-26T12:00:00Z', '2028-02-29T12:00:00Z'],
];
const ZONES = ['Europe/Paris', 'UTC', 'America/Los_Angeles', 'Pacific/Auckland'];

const words = process.argv.slice(2);
const red: string[] = [];
for (const [index, instant] of INSTANTS.entries()) {
  const TZ = ZONES[index % ZONES.length]!;
  process.stdout.write(`${instant}, ${TZ}\n`);
  const env = { ...process.env, TZ, TEST_DATE: instant };
  const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=dot', '--project', 'main', ...words], {
    ...{ env, stdio: 'inherit' },
  });
  if (status !== 0) red.push(`TZ=${TZ} TEST_DATE=${instant}`);
}
process.stdout.write(red.length === 0 ? `green on ${INSTANTS.length} dates\n` : `red with\n${red.join('\n')}\n`);
process.exitCode = red.length === 0 ? 0 : 1;
