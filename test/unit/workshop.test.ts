import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDiagnoser } from '../../src/diagnosis/diagnose.ts';
import type { ToolMap } from '../../src/diagnosis/schema.ts';
import { FEWEST } from '../../src/ground/small-numbers.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { type Brought, summaryOf, type WorkshopSummary, workshopOf } from '../../src/workshops/workshop.ts';
import { policy } from '../support/matching.ts';
import { reference } from '../support/record.ts';

const diagnose = createDiagnoser(reference, policy);
const moment = {
  epoch: '00000000-0000-4000-8000-000000000000',
  revision: 1,
  day: '2026-11-25',
  federationBySlug: new Map(),
};
const broughtFrom = (maps: readonly ToolMap[]): Brought[] =>
  maps.map((map, at) => ({
    label: `association-${at + 1}`,
    diagnosis: diagnose(map, moment, speaker('fr', reference)),
  }));
const roomOf = (maps: readonly ToolMap[]) => workshopOf(broughtFrom(maps), { policy, reference });

const files = (tool: string) => ({ tool, usages: ['file-storage-sharing'] });
const ONE_CLOUD: ToolMap = { currentTools: [files('dropbox')] };
const THREE_CLOUDS: ToolMap = { currentTools: [files('dropbox'), files('google-drive'), files('onedrive')] };
const NO_CLOUD: ToolMap = { currentTools: [{ tool: 'wordpress', usages: ['website'] }] };
const wanting = (capacity: Record<string, number>, usage = 'file-storage-sharing'): ToolMap => ({
  needs: [{ usage, priority: 'must', capacity }],
});
const times = (count: number, map: ToolMap): ToolMap[] => Array.from({ length: count }, () => map);

describe('A workshop', () => {
  it('counts for each usage who has it, who has too many tools for it, and who looks for it', () => {
    const { usages } = roomOf([ONE_CLOUD, THREE_CLOUDS, wanting({})]);
    expect(usages.find(({ usage }) => usage === 'file-storage-sharing')).toEqual({
      usage: 'file-storage-sharing',
      usedBy: ['association-1', 'association-2'],
      tooManyBy: ['association-2'],
      // Nothing was asked for by the second: its findings ask.
      wantedBy: ['association-2', 'association-3'],
    });
  });

  it('names the most common tools first, and counts an association once', () => {
    const twice: ToolMap = { currentTools: [files('dropbox'), files('Dropbox'), files('Le truc du local')] };
    const { tools } = roomOf([twice, ONE_CLOUD]);
    expect(tools).toEqual([
      { tool: 'dropbox', isKnown: true, usedBy: ['association-1', 'association-2'] },
      { tool: 'Le truc du local', isKnown: false, usedBy: ['association-1'] },
    ]);
  });

  it('adds up what several look for, and says “at least” where one does not say how much', () => {
    const sure = roomOf([wanting({ accounts: 10, 'storage-gb': 0.1 }), wanting({ accounts: 4, 'storage-gb': 0.2 })]);
    expect(sure.needs).toMatchObject([{ accounts: 14, storageGb: 0.3, isAtLeast: false }]);
    const unsure = roomOf([wanting({ accounts: 10, 'storage-gb': 50 }), wanting({})]);
    expect(unsure.needs).toMatchObject([{ accounts: 11, storageGb: 50, isAtLeast: true }]);
    expect(roomOf([wanting({ accounts: 10 }), NO_CLOUD]).needs).toEqual([]);
  });
});

describe('What leaves the room', () => {
  const summaryFor = (maps: readonly ToolMap[]) => summaryOf(roomOf(maps));
  const numbersIn = (summary: WorkshopSummary): number[] =>
    [
      summary.associations,
      ...summary.usages.flatMap(({ usedBy, tooManyBy, wantedBy }) => [usedBy, tooManyBy, wantedBy]),
      ...summary.tools.map(({ usedBy }) => usedBy),
    ].filter((number) => number !== null);
  const filesIn = (summary: WorkshopSummary | undefined) =>
    summary!.usages.find(({ usage }) => usage === 'file-storage-sharing');

  it('is nothing while fewer than five are there', () => {
    expect(summaryFor(times(4, ONE_CLOUD))).toBeUndefined();
    expect(summaryFor(times(5, ONE_CLOUD))).toBeDefined();
  });

  it('holds no number under five, and none that is not a multiple of five', () => {
    const some = fc.array(fc.constantFrom(ONE_CLOUD, THREE_CLOUDS, NO_CLOUD, wanting({})), {
      minLength: 5,
      maxLength: 30,
    });
    fc.assert(
      fc.property(some, (maps) => {
        for (const number of numbersIn(summaryFor(maps)!)) {
          expect(number).toBeGreaterThanOrEqual(FEWEST);
          expect(number % FEWEST).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the same whether none, one, two, three or four do something', () => {
    const both: ToolMap = { currentTools: [...ONE_CLOUD.currentTools!, ...NO_CLOUD.currentTools!] };
    const room = (few: number) => summaryFor([...times(few, both), ...times(12 - few, NO_CLOUD)]);
    for (const few of [0, 2, 3, 4]) expect(room(few)).toEqual(room(1));
  });

  it('lets no subtraction find how many few do not do what the others do', () => {
    /** What can be read from a summary: how many may be there, and how many may do it. */
    const read = (all: number, using: number) => {
      const summary = summaryFor([...times(using, ONE_CLOUD), ...times(all - using, NO_CLOUD)]);
      return JSON.stringify([summary!.associations, filesIn(summary)?.usedBy ?? null]);
    };
    const differences = new Map<string, Set<number>>();
    for (let all = 5; all <= 20; all++)
      for (let using = 1; using <= all; using++) {
        const seen = read(all, using);
        differences.set(seen, (differences.get(seen) ?? new Set()).add(all - using));
      }
    for (const [seen, possible] of differences) {
      const isSmall = [...possible].some((one) => one > 0 && one < FEWEST);
      if (isSmall) expect([seen, possible.size > 1]).toEqual([seen, true]);
    }
  });

  it('lets no subtraction find how many few are fine where the others have too many tools', () => {
    const read = (fine: number, crowded: number) => {
      const row = filesIn(summaryFor([...times(fine, ONE_CLOUD), ...times(crowded, THREE_CLOUDS)]))!;
      return JSON.stringify([row.usedBy, row.tooManyBy]);
    };
    const possible = new Map<string, Set<number>>();
    for (let crowded = 0; crowded <= 12; crowded++)
      for (let fine = 0; fine <= 12; fine++)
        if (fine + crowded >= 5) {
          const seen = read(fine, crowded);
          possible.set(seen, (possible.get(seen) ?? new Set()).add(fine));
        }
    for (const [seen, fines] of possible) expect([seen, fines.size > 1]).toEqual([seen, true]);
  });

  it('names no usage of which no number is shown', () => {
    const summary = summaryFor([...times(9, NO_CLOUD), wanting({}), ...times(4, ONE_CLOUD)])!;
    expect(summary.usages.map(({ usage }) => usage)).toEqual(['website']);
  });

  it('tells of no room that all of it, or nearly all, have too many tools or look for something', () => {
    const columns = (doing: number, others: number) => {
      const row = filesIn(summaryFor([...times(doing, THREE_CLOUDS), ...times(others, ONE_CLOUD)]))!;
      return [row.tooManyBy, row.wantedBy];
    };
    for (let others = 0; others < FEWEST; others++)
      for (const doing of [5, 8, 10, 20])
        expect([doing, others, columns(doing, others)]).toEqual([doing, others, [null, null]]);
    expect(columns(5, 5)).toEqual([5, 5]);
  });

  it('holds no size, no label, no tool that somebody typed, and no tool that few have', () => {
    const own: ToolMap = {
      currentTools: [files('Le truc du local'), files('dropbox')],
      needs: wanting({ accounts: 77 }).needs!,
    };
    const summary = summaryFor([...times(5, own), { currentTools: [files('onedrive')] }])!;
    expect(summary.tools).toEqual([{ tool: 'dropbox', usedBy: 5 }]);
    expect(JSON.stringify(summary)).not.toMatch(/truc|association-|77|385|onedrive/);
  });
});
