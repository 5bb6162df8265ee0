import { test } from 'vitest';

test.skip('needs a PostgreSQL server: set TEST_DATABASE_URL, or start Docker', () => {});
