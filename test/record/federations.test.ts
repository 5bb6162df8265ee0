import { describe, expect, test } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import { patchFederation } from '../../src/federations/commands.ts';
import { putMember } from '../../src/federations/members/commands.ts';
import { putReview } from '../../src/federations/reviews/commands.ts';
import { publishHost } from '../../src/hosts/entries/commands.ts';
import { readPublished } from '../../src/record/changes.ts';
import { putClaim, putCommitment } from '../../src/statements/commands.ts';
import { publishedHosts, refusal, useRecord } from '../support/record.ts';

const record = useRecord();
const hostNow = async (id: string): Promise<Host> => (await publishedHosts(record)).find((host) => host.id === id)!;
const federationNow = async (id: string): Promise<Federation> =>
  (await readPublished(record.database.db)).federations.find((federation) => federation.id === id)!;

describe('a federation', () => {
  test('that changes its charter changes what its members have signed', async () => {
    const [federation, host] = [await record.federation(), await record.published()];
    const ref = { federation: federation.slug, host: host.slug };
    const evidenceUrl = `https://${federation.slug}.example/membres`;
    await putMember(record.as(), ref, { state: 'member', evidenceUrl }, undefined);
    const signed = async () => (await hostNow(host.id)).claims.map(({ criterion }) => criterion);
    expect(await signed()).toContain('no-advertising');
    await patchFederation(record.as(), federation.slug, { charter: 'librehosters' }, '*');
    expect(await signed()).toEqual(['free-software-only', 'open-formats', 'self-service-portability']);
    expect((await hostNow(host.id)).version).toBe(4);
  });
});

describe('a membership', () => {
  test('is refused with dates and charters that cannot be', async () => {
    const [federation, host] = [await record.federation(), await record.published()];
    const ref = { federation: federation.slug, host: host.slug };
    const put = (draft: object) => refusal(putMember(record.as(), ref, { state: 'member', ...draft }, undefined));
    expect(await put({ charterVersion: 'since-1789', since: '2020', until: '2019-12' })).toEqual({
      code: 'meaningless-request',
      faults: { '/charterVersion': 'unknown-charter-version', '/until': 'ends-before-it-begins' },
    });
    expect(await put({ charter: 'magna-carta', lastReviewedOn: '2030' })).toMatchObject({
      faults: { '/charter': 'unknown-charter', '/lastReviewedOn': 'in-the-future' },
    });
  });

  test('of a draft is for administrators, and public when the host is', async () => {
    const [federation, draft] = [await record.federation(), await record.draft()];
    const ref = { federation: federation.slug, host: draft.id };
    const put = (context: ReturnType<typeof record.as>) => putMember(context, ref, { state: 'member' }, undefined);
    expect(await refusal(put(record.asFederation(federation)))).toEqual({ code: 'host-not-found' });
    await put(record.as());
    expect((await federationNow(federation.id)).members).toEqual([]);
    await publishHost(record.as(), draft.id, undefined, { force: true });
    expect((await federationNow(federation.id)).members).toMatchObject([{ host: draft.slug }]);
  });
});

describe('a review', () => {
  test('that says no shows why and where it stands, and contests', async () => {
    const [federation, host] = [await record.federation(), await record.published()];
    await putClaim(record.asHost(host), host.slug, 'non-profit', { value: 'yes' }, undefined);
    const ref = { federation: federation.slug, host: host.slug, subject: 'criterion:non-profit' };
    const no = { value: 'no', reviewedOn: '2026-11-01' };
    expect(await refusal(putReview(record.as(), ref, no, undefined))).toEqual({
      code: 'meaningless-request',
      faults: { '/evidenceUrl': 'evidence-required', '/tie': 'tie-required' },
    });
    const shown = { ...no, evidenceUrl: 'https://b.example', tie: { fr: 'Concurrent' } };
    await putReview(record.as(), ref, shown, undefined);
    expect((await hostNow(host.id)).claims).toMatchObject([
      { value: 'no', contested: true, statements: [{ tie: { fr: 'Concurrent' } }, {}] },
    ]);
  });

  test('that finds a promise of no use is a no like another: a delay of support of 80 hours', async () => {
    const [federation, host] = [await record.federation(), await record.published()];
    const said = { host: host.slug, kind: 'support-response' };
    await putCommitment(record.asHost(host), said, { value: 8 }, undefined);
    const ref = { federation: federation.slug, host: host.slug, subject: 'commitment:support-response' };
    const slow = { value: 80, reviewedOn: '2026-11-01' };
    expect(await refusal(putReview(record.as(), ref, slow, undefined))).toEqual({
      code: 'meaningless-request',
      faults: { '/evidenceUrl': 'evidence-required', '/tie': 'tie-required' },
    });
    await putReview(record.as(), ref, { ...slow, evidenceUrl: 'https://b.example', tie: 'none' }, undefined);
    expect((await hostNow(host.id)).commitments).toMatchObject([{ value: 80, contested: true }]);
    // A delay that is only longer than the one promised is a measure like another.
    await putReview(record.as(), ref, { ...slow, value: 40 }, '*');
    expect((await hostNow(host.id)).commitments).toMatchObject([{ value: 40, contested: false }]);
  });

  test.each([
    ['criterion:be-nice', 'yes', { '/subject': 'unknown-criterion' }],
    ['commitment:eternity', 1, { '/subject': 'unknown-commitment-kind' }],
    ['host:les-aulnes', 'yes', { '/subject': 'unknown-subject' }],
    ['criterion:non-profit', 90, { '/value': 'wrong-kind-of-value' }],
    ['commitment:closing-notice', 'yes', { '/value': 'wrong-kind-of-value' }],
  ])('of %s with %j is refused', async (subject, value, faults) => {
    const [federation, host] = [await record.federation(), await record.published()];
    const ref = { federation: federation.slug, host: host.slug, subject };
    const refused = await refusal(putReview(record.as(), ref, { value, reviewedOn: '2026' }, undefined));
    expect(refused).toEqual({ code: 'meaningless-request', faults });
  });

  test('belongs to the present, and ends after it began', async () => {
    const [federation, host] = [await record.federation(), await record.published()];
    const ref = { federation: federation.slug, host: host.slug, subject: 'criterion:non-profit' };
    const draft = { value: 'yes', reviewedOn: '2026-12-01', expiresOn: '2026-11-30' };
    expect(await refusal(putReview(record.as(), ref, draft, undefined))).toMatchObject({
      faults: { '/reviewedOn': 'in-the-future', '/expiresOn': 'ends-before-it-begins' },
    });
  });
});
