import fc from 'fast-check';
import { expect, it } from 'vitest';
import { namesIn, SINGLE_NAMES } from '../../src/matching/engine/need/hard-needs.ts';
import { compileNeed } from '../../src/matching/engine/need/need.ts';
import { matchHosts, policy, reference } from '../support/matching.ts';
import { anyHosts, anyNeed } from '../support/random-needs.ts';

/** The hard needs that some random host meets, and those that alone exclude some host. */
function answersSeen() {
  const met = new Set<string>();
  const refused = new Set<string>();
  for (const [hosts, need] of fc.sample(fc.tuple(anyHosts, anyNeed), { numRuns: 1000, seed: 1 })) {
    const compiled = compileNeed(need, policy, reference);
    const all = compiled.hard.reduce((mask, { bit }) => mask | bit, 0);
    const { fits, toCheck, refusals } = matchHosts(hosts, need);
    for (const mask of refusals.keys()) for (const name of namesIn(mask, compiled)) refused.add(name);
    for (const { placed } of [...fits, ...toCheck])
      for (const name of namesIn(all & ~placed.unknown, compiled)) met.add(name);
  }
  return { met, refused };
}

it('random hosts meet each hard need, and others do not: so the properties of the engine try each', () => {
  const { met, refused } = answersSeen();
  expect(SINGLE_NAMES.filter((name) => !met.has(name))).toEqual([]);
  expect(SINGLE_NAMES.filter((name) => !refused.has(name))).toEqual([]);
});
