import { describe, expect, test } from 'vitest';
import { putClaim, putCommitment } from '../../src/statements/commands.ts';
import type { Measure } from '../../src/vocabulary/shapes.ts';
import { ADMIN, refusal, useRecord } from '../support/record.ts';

const record = useRecord();

describe('a claim', () => {
  test('said again on another day is dated anew, and on the same day changes nothing', async () => {
    const host = await record.published();
    const say = (ifMatch?: string) => putClaim(record.as(), host.id, 'non-profit', { value: 'yes' }, ifMatch);
    await say();
    expect((await say('*')).revision).toBeNull();
    const then = record.now;
    record.now = new Date('2026-11-26T12:00:00Z');
    expect((await say('*')).document.claims[0]?.statements[0]?.asOf).toBe('2026-11-26');
    record.now = then;
  });

  test('may be said to be older by an administrator only, and never newer', async () => {
    const host = await record.published();
    const say = (context: ReturnType<typeof record.as>, asOf: string) =>
      putClaim(context, host.id, 'non-profit', { value: 'yes', asOf }, undefined);
    expect(await refusal(say(record.asHost(host), '2024'))).toEqual({
      code: 'meaningless-request',
      faults: { '/asOf': 'as-of-reserved' },
    });
    expect(await refusal(say(record.as(ADMIN), '2027'))).toMatchObject({ faults: { '/asOf': 'in-the-future' } });
    expect((await say(record.as(ADMIN), '2024')).document.claims[0]?.statements[0]?.asOf).toBe('2024');
  });
});

describe('a commitment', () => {
  test.each<[kind: string, value: Measure]>([
    ['closing-notice', 0],
    ['support-response', 'none'],
    ['support-response', 2.5],
    ['inactivity-deletion', 'never'],
    ['backup-offsite', false],
    ['status-page', 'https://etat.example'],
    ['last-restore-test', '2026-11'],
    ['export-formats', ['CSV', 'true', '"']],
    ['software-exceptions', []],
    ['successor-host', 'les-aulnes'],
    ['accounts-published-year', 2025],
    ['switching-fee', 12.5],
  ])('%s may be %j', async (kind, value) => {
    const host = await record.published();
    const { document } = await putCommitment(record.as(), { host: host.id, kind }, { value }, undefined);
    expect(document.commitments).toMatchObject([{ kind, value }]);
    // A word that reads like another type must come back as the word.
    expect(document.commitments[0]?.value).toEqual(value);
  });

  test.each<[kind: string, value: Measure, fault: string]>([
    ['closing-notice', 3651, 'out-of-range'],
    ['closing-notice', 90.5, 'not-a-whole-number'],
    ['closing-notice', '90', 'wrong-kind-of-value'],
    ['closing-notice', 'none', 'wrong-kind-of-value'],
    ['closing-notice', true, 'wrong-kind-of-value'],
    ['switching-fee', 0.005, 'too-many-decimals'],
    ['backup-offsite', 'true', 'wrong-kind-of-value'],
    ['status-page', 'ftp://etat.example', 'wrong-kind-of-value'],
    ['last-restore-test', 'yesterday', 'wrong-kind-of-value'],
    ['last-restore-test', '2026-02-29', 'no-such-day'],
    ['last-restore-test', '2026-12', 'in-the-future'],
    ['export-formats', 'CSV', 'wrong-kind-of-value'],
    ['successor-host', 'Les Aulnes', 'wrong-kind-of-value'],
  ])('%s may not be %j', async (kind, value, fault) => {
    const host = await record.published();
    const refused = await refusal(putCommitment(record.as(), { host: host.id, kind }, { value }, undefined));
    expect(refused).toEqual({ code: 'meaningless-request', faults: { '/value': fault } });
  });
});
