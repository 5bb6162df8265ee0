import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import { seedCatalogue } from '../src/exchange/seed/seed.ts';
import { hostOnDay } from '../src/record/assemble.ts';
import { readPublished } from '../src/record/changes.ts';
import { readReference } from '../src/vocabulary/reference.ts';
import { judgeAll, summaryOf } from '../test/support/ranked-answers.ts';

/*
 * What the service answers to the twenty needs of docs/answers.md that two readers ranked without scores, from the seeded
 * catalogue: its first three, whether its first is among the first two of one reader, and whom both would never show.
 * Identifiers are always the same, as equal hosts stand in an order that is drawn from them.
 */

const DAY = '2026-11-30';
const reference = readReference();
const dataDir = mkdtempSync(join(tmpdir(), 'bercail-answers-'));
const { db, close } = await openDatabase({ dataDir });
try {
  await migrate(db);
  const caller = { role: 'admin', label: 'checks', tokenId: null } as const;
  const clock = () => new Date(`${DAY}T12:00:00Z`);
  let made = 0;
  const newId = () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`;
  await seedCatalogue({ db, caller, reference, clock, newId });
  const { hosts } = await readPublished(db);
  const judged = judgeAll(
    hosts.map((facts) => hostOnDay(facts, reference, DAY)),
    DAY,
  );
  const named = (answer: readonly string[] | null) => answer?.join(' + ') ?? 'nobody';
  for (const { ranked, shown, isFirst, isAmongFirstTwo, never } of judged) {
    const mark = isFirst ? '1' : isAmongFirstTwo ? '2' : '-';
    const readers = ranked.rankings.map(({ first, second }) => `${named(first)} · ${named(second)}`).join(' | ');
    process.stdout.write(`${String(ranked.id).padStart(2)} ${mark} ${shown.map(named).join(' · ') || 'nobody'}\n`);
    process.stdout.write(`     ${readers}${never.length > 0 ? ` | never: ${never.join(' ')}` : ''}\n`);
  }
  const { first, amongFirstTwo, shown, never } = summaryOf(judged);
  process.stdout.write(`first ${first}, among the first two ${amongFirstTwo} of ${judged.length}; `);
  process.stdout.write(`${never} of ${shown} hosts shown are such that both would never show them\n`);
} finally {
  await close();
  rmSync(dataDir, { recursive: true, force: true });
}
