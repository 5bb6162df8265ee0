import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { putReview } from '../../src/federations/reviews/commands.ts';
import { loadHost } from '../../src/record/finish-write.ts';
import { putService } from '../../src/services/commands.ts';
import { putCommitment } from '../../src/statements/commands.ts';
import { aService, useRecord } from '../support/record.ts';

const record = useRecord();
const migration = readFileSync(new URL('../../migrations/0005_measured_alone.sql', import.meta.url), 'utf8');

test('an availability that was stored as said goes with the migration, and nothing else does', async () => {
  const { db } = record.database;
  const host = await record.published();
  const federation = await record.federation();
  await putService(record.as(), host.id, 'nuage', aService(), undefined);
  // Written as another kind, then renamed: the commands of today refuse it.
  const review = { value: 99, reviewedOn: '2026-11-01' };
  for (const service of [undefined, 'nuage']) {
    await putCommitment(record.as(), { host: host.id, service, kind: 'switching-fee' }, { value: 99 }, undefined);
    await putCommitment(record.as(), { host: host.id, service, kind: 'closing-notice' }, { value: 90 }, undefined);
  }
  for (const subject of ['commitment:switching-fee', 'commitment:closing-notice'])
    await putReview(
      record.asFederation(federation),
      { federation: federation.slug, host: host.id, subject },
      review,
      undefined,
    );
  await db.execute(sql`update commitments set kind = 'measured-availability' where kind = 'switching-fee'`);
  await db.execute(
    sql`update reviews set subject = 'commitment:measured-availability' where subject = 'commitment:switching-fee'`,
  );
  await db.execute(
    sql`update changes set document = replace(document::text, '"switching-fee"', '"measured-availability"')::json`,
  );
  for (const statement of migration.split('--> statement-breakpoint')) await db.execute(sql.raw(statement));
  const { document } = await loadHost(db, record.as(), host.id);
  expect(document.commitments.map(({ kind, statements }) => [kind, statements.length])).toEqual([
    ['closing-notice', 2],
  ]);
  expect(document.services[0]!.commitments.map(({ kind }) => kind)).toEqual(['closing-notice']);
  const rows = await record.database.run<{ left: number }>(
    sql`select count(*)::int as left from changes where document::text like '%measured-availability%'`,
  );
  expect(rows[0]!.left).toBe(0);
});
