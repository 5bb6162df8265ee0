import { describe, expect, test } from 'vitest';
import { putService } from '../../src/services/commands.ts';
import {
  type CommitmentRef,
  putClaim,
  putCommitment,
  removeClaim,
  removeCommitment,
} from '../../src/statements/commands.ts';
import type { Measure } from '../../src/vocabulary/shapes.ts';
import { ADMIN, aService, refusal, useRecord } from '../support/record.ts';

const record = useRecord();

describe('a claim', () => {
  test('is dated on the day it is made, and documented when it gives an address', async () => {
    const host = await record.published();
    const draft = { value: 'yes' as const, evidenceUrl: 'https://aulnes.example/statuts', note: { fr: 'Article 3' } };
    const { document, created } = await putClaim(record.asHost(host), host.slug, 'non-profit', draft, undefined);
    expect(created).toBe(true);
    expect(document.claims).toEqual([
      {
        criterion: 'non-profit',
        value: 'yes',
        evidence: 'documented',
        contested: false,
        statements: [
          {
            value: 'yes',
            by: 'host',
            level: 'documented',
            evidence: 'documented',
            asOf: '2026-11-25',
            until: '2028-11-25',
            aged: false,
            evidenceUrl: 'https://aulnes.example/statuts',
            note: { fr: 'Article 3' },
          },
        ],
      },
    ]);
  });

  test('is taken back as a whole', async () => {
    const host = await record.published();
    const { version } = await putClaim(record.as(), host.id, 'non-profit', { value: 'yes' }, undefined);
    const removed = (ifMatch?: string) => removeClaim(record.as(), host.id, 'non-profit', ifMatch);
    expect(await refusal(removed())).toEqual({ code: 'version-required', faults: { '/if-match': 'missing' } });
    expect((await removed(`"v${version}"`)).document.claims).toEqual([]);
    expect(await refusal(removed('*'))).toEqual({ code: 'claim-not-found' });
  });

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

  test('is of a criterion that exists', async () => {
    const host = await record.published();
    for (const criterion of ['be-nice', '\u0000', 'constructor'])
      expect(await refusal(putClaim(record.as(), host.id, criterion, { value: 'yes' }, undefined))).toEqual({
        code: 'meaningless-request',
        faults: { '/criterion': 'unknown-criterion' },
      });
  });
});

describe('a commitment', () => {
  test('stands on a host, or below one of its services', async () => {
    const host = await record.published();
    await putService(record.as(), host.id, 'nuage', aService(), undefined);
    const ref: CommitmentRef = { host: host.id, kind: 'closing-notice' };
    await putCommitment(record.as(), ref, { value: 90 }, undefined);
    const { document } = await putCommitment(record.as(), { ...ref, service: 'nuage' }, { value: 120 }, undefined);
    expect(document.commitments).toMatchObject([{ kind: 'closing-notice', value: 90 }]);
    expect(document.services[0]?.commitments).toMatchObject([{ kind: 'closing-notice', value: 120 }]);
    const { document: without } = await removeCommitment(record.as(), ref, '*');
    expect(without.commitments).toEqual([]);
    expect(without.services[0]?.commitments).toHaveLength(1);
    expect(await refusal(removeCommitment(record.as(), ref, '*'))).toEqual({ code: 'commitment-not-found' });
    expect(await refusal(putCommitment(record.as(), { ...ref, service: 'mail' }, { value: 1 }, '*'))).toEqual({
      code: 'service-not-found',
    });
  });

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
    ['closing-notice', 3651, 'out-of-bounds'],
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

  test('is of a kind that exists', async () => {
    const host = await record.published();
    const ref = { host: host.id, kind: 'eternity' };
    expect(await refusal(putCommitment(record.as(), ref, { value: 1 }, undefined))).toMatchObject({
      faults: { '/kind': 'unknown-commitment-kind' },
    });
  });
});
