import { describe, expect, test } from 'vitest';
import { compareStatements, isAtLeast, isContested, weighEvidence } from '../../src/documents/evidence.ts';
import type { ClaimStatement } from '../../src/documents/statement.ts';

const DAY = '2026-11-25';
const given = (
  level: ClaimStatement['level'],
  asOf: string | null,
  expiresOn?: string,
  shelfLifeMonths: number | null = 24,
) => weighEvidence({ level, asOf, shelfLifeMonths, expiresOn }, DAY);

describe('evidence on a day', () => {
  test('counts in full until the last day of its shelf life, and one level less from the day after', () => {
    expect(given('documented', '2024-11-25')).toEqual({ evidence: 'documented', until: '2026-11-25', aged: false });
    expect(given('documented', '2024-11-24')).toEqual({ evidence: 'declared', until: '2026-11-24', aged: true });
  });

  test('of a month or a year counts from its last day', () => {
    expect(given('documented', '2024-11').until).toBe('2026-11-30');
    expect(given('documented', '2024').until).toBe('2026-12-31');
    expect(given('documented', '2023').evidence).toBe('declared');
  });

  test('of a kind with a short shelf life ages sooner', () => {
    expect(given('documented', '2026-10-01', undefined, 1).evidence).toBe('declared');
    expect(given('documented', '2025-11-25', undefined, 12).evidence).toBe('documented');
  });

  test('of a kind without a shelf life of its own takes the usual one', () => {
    expect(given('documented', '2026-01-01', undefined, null).until).toBe('2028-01-01');
  });

  test('reviewed by peers falls to documented, and no further however old', () => {
    expect(given('peer-reviewed', '2001').evidence).toBe('documented');
  });

  test('that is only the word of the host stays that', () => {
    expect(given('declared', '2001')).toEqual({ evidence: 'declared', until: '2003-12-31', aged: true });
  });

  test('of an expired certificate or measurement is unknown', () => {
    expect(given('certified', '2024-01-01', '2026-11-24')).toEqual({
      evidence: 'unknown',
      until: '2026-11-24',
      aged: true,
    });
    expect(given('certified', '2020-01-01', '2026-11-25').evidence).toBe('certified');
    expect(given('measured', '2026-09-01', undefined, 1).evidence).toBe('unknown');
  });

  test('without a date is older than anything', () => {
    expect(given('documented', null)).toEqual({ evidence: 'declared', until: null, aged: true });
  });

  test('follows an end that was said, not the shelf life', () => {
    expect(given('peer-reviewed', '2026-01-01', '2026-06-30').evidence).toBe('documented');
    expect(given('peer-reviewed', '2020-01-01', '2027-06-30').evidence).toBe('peer-reviewed');
  });
});

const statement = (over: Partial<ClaimStatement>): ClaimStatement => ({
  value: 'yes',
  by: 'host',
  level: 'declared',
  evidence: over.level ?? 'declared',
  asOf: '2026-01-01',
  until: null,
  aged: false,
  ...over,
});

describe('several statements', () => {
  test('come best evidence first', () => {
    const levels = ['declared', 'certified', 'unknown', 'peer-reviewed', 'documented', 'measured'] as const;
    const sorted = levels.map((level) => statement({ level })).sort(compareStatements);
    expect(sorted.map(({ evidence }) => evidence)).toEqual([
      ...['certified', 'measured', 'peer-reviewed', 'documented', 'declared', 'unknown'],
    ]);
  });

  test('are ordered by what their evidence is today, not by what it was', () => {
    const old = statement({ by: 'federation', level: 'peer-reviewed', evidence: 'documented', asOf: '2020' });
    const fresh = statement({ by: 'host', level: 'documented', asOf: '2026' });
    const word = statement({ by: 'host', level: 'documented', evidence: 'declared', asOf: '2019' });
    expect([word, fresh, old].sort(compareStatements)).toEqual([old, fresh, word]);
  });

  test("put the host's own word before what its charter implies", () => {
    const signed = statement({ by: 'charter', federation: 'chatons', asOf: '2026-11-01' });
    const said = statement({ value: 'no', asOf: '2021' });
    expect([signed, said].sort(compareStatements)).toEqual([said, signed]);
  });

  test('have one order, whatever order they come in', () => {
    const all = [
      statement({ by: 'federation', federation: 'b', level: 'peer-reviewed' }),
      statement({ by: 'federation', federation: 'a', level: 'peer-reviewed', asOf: null }),
      statement({ by: 'federation', federation: 'c', level: 'peer-reviewed' }),
    ];
    const slugs = (list: ClaimStatement[]) => list.sort(compareStatements).map(({ federation }) => federation);
    expect(slugs([...all])).toEqual(['b', 'c', 'a']);
    expect(slugs([...all].reverse())).toEqual(['b', 'c', 'a']);
  });

  test('are compared from the weakest level up', () => {
    expect(isAtLeast('documented', 'declared')).toBe(true);
    expect(isAtLeast('declared', 'documented')).toBe(false);
  });
});

describe('a claim is contested', () => {
  const isNo = (value: string) => value === 'no';
  const no = statement({ by: 'federation', value: 'no', level: 'peer-reviewed' });

  test('when a third party says a documented no to what the host says or signed', () => {
    expect(isContested([no, statement({ value: 'partial' })], isNo)).toBe(true);
    expect(isContested([no, statement({ by: 'charter' })], isNo)).toBe(true);
  });

  test('until the host replies, when it has said nothing yet', () => {
    expect(isContested([no], isNo)).toBe(true);
    expect(isContested([no, statement({ by: 'federation', level: 'peer-reviewed' })], isNo)).toBe(true);
  });

  test('not when the host says no as well, whatever its charter says', () => {
    expect(isContested([no, statement({ value: 'no' })], isNo)).toBe(false);
    expect(isContested([no, statement({ value: 'no' }), statement({ by: 'charter' })], isNo)).toBe(false);
  });

  test('not when the no has no evidence left', () => {
    expect(isContested([{ ...no, evidence: 'declared' }, statement({})], isNo)).toBe(false);
  });

  test('not when it is the host that says no', () => {
    expect(
      isContested([statement({ value: 'no' }), statement({ by: 'federation', level: 'peer-reviewed' })], isNo),
    ).toBe(false);
  });
});
