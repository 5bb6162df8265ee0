import { expect, it } from 'vitest';
import { asCatalogueError } from '../../src/database/errors.ts';
import { whyDatabaseFailed } from '../../src/database/failures.ts';

const refused = (code: string, message: string) => Object.assign(new Error(message), { code, severity: 'FATAL' });

it.each([
  ['28P01', 'password authentication failed for user "u"', /failed for user "u"\. Correct the user and password/],
  ['28000', 'no pg_hba.conf entry for host "h", user "u", database "d", no encryption', /sslmode=verify-full/],
  ['28000', 'role "u" does not exist', /role "u" does not exist\. Correct the user/],
  ['3D000', 'database "d" does not exist', /database "d" does not exist\. Make it \(createdb\)/],
  ['53300', 'sorry, too many clients already', /max_connections/],
  ['57P03', 'the database system is starting up', /Try again in a moment/],
  ['25006', 'cannot execute UPDATE in a read-only transaction', /read-only, or a standby/],
  ['53100', 'could not extend file', /disk of the database is full/],
  ['42P01', 'relation "hosts" does not exist', /Run: .+ migrate/],
  ['XX001', 'invalid page in block 0\nof relation', /invalid page in block 0 \(XX001\)/],
])('%s is said in one line that tells what to do: %s', (code, message, sentence) => {
  const error = asCatalogueError(refused(code, message)) ?? refused(code, message);
  expect(whyDatabaseFailed(error)).toMatch(sentence);
  expect(whyDatabaseFailed(error)).not.toContain('\n');
});

it('an error that is not of the database is left to others', () => {
  const failure = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:8080'), { code: 'ECONNREFUSED' });
  expect(whyDatabaseFailed(new TypeError('fetch failed', { cause: failure }))).toBeUndefined();
});
