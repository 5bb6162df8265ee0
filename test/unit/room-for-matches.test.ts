import { expect, it } from 'vitest';
import { generatedHosts, generatedNeeds } from '../../bench/generated.ts';
import { TOO_MUCH_TO_COMPUTE } from '../../src/ground/admission.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { speakers } from '../support/answers.ts';
import { DAY, policy, reference } from '../support/matching.ts';

/* How many matches may take turns follows from how many wait, and from what those before took. */

const catalogueOf = (count: number) => ({
  ...{ epoch: 'e', revision: 1, day: DAY, reference },
  groups: [generatedHosts(count, reference)],
  federationBySlug: new Map(),
});
const [few, many] = [catalogueOf(1), catalogueOf(1000)];
const [need] = generatedNeeds(1);
const AT_ONCE = 12;

/** Begins matches that take longer than a turn, asks for room meanwhile, and lets them end. */
async function besideMany(matcher: ReturnType<typeof createMatcher>): Promise<unknown> {
  const running = Array.from({ length: AT_ONCE }, () =>
    matcher.answerInTurn(need!, many, speakers.fr, { everything: false }),
  );
  await new Promise((resolve) => setImmediate(resolve));
  try {
    matcher.requireRoom();
    return 'admitted';
  } catch (error) {
    return error;
  } finally {
    await Promise.all(running);
  }
}

it('a match is refused beside many of which none has ended, and admitted afterwards', async () => {
  const matcher = createMatcher(policy, reference, 'a secret for the tests');
  expect(await besideMany(matcher)).toBe(TOO_MUCH_TO_COMPUTE);
  expect(() => matcher.requireRoom()).not.toThrow();
});

it('a match is admitted beside as many once it is known that they are quick', async () => {
  const matcher = createMatcher(policy, reference, 'a secret for the tests');
  for (let time = 0; time < 100; time++) await matcher.answerInTurn(need!, few, speakers.fr, { everything: false });
  expect(await besideMany(matcher)).toBe('admitted');
});
