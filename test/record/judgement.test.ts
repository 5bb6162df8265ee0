import { expect, test } from 'vitest';
import { figuresOf, judgedHosts, standings } from '../judgement/agreement.ts';
import { judgedNeeds } from '../judgement/judgement.ts';
import { freshDatabase } from '../support/database.ts';

/* `npm run judgement` prints the figures; these are floors, below which a change of the method must not fall unseen. */
test('the answers to judged needs agree with advisers at least as far as they did', async () => {
  const { db, close } = await freshDatabase();
  const answered = [...standings(await judgedHosts(db), judgedNeeds())];
  await close();
  const of = (half: string) => figuresOf(answered.filter(([one]) => one.half === half).map(([, all]) => all));
  const [rules, report] = [of('rules'), of('report')];
  expect(rules.amongFirstTwo).toBeGreaterThanOrEqual(14);
  expect(report.amongFirstTwo).toBeGreaterThanOrEqual(16);
  expect(rules.never).toBeLessThanOrEqual(2);
  expect(report.never).toBeLessThanOrEqual(7);
});
