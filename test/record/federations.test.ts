import { describe, expect, test } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import { createFederation, patchFederation } from '../../src/federations/commands.ts';
import { putMember, removeMember } from '../../src/federations/members/commands.ts';
import { putReview, removeReview } from '../../src/federations/reviews/commands.ts';
import { publishHost } from '../../src/hosts/entries/commands.ts';
import { changesAfter, readPublished, readState } from '../../src/record/changes.ts';
import { putClaim, putCommitment } from '../../src/statements/commands.ts';
import { aFederation, publishedHosts, refusal, useRecord } from '../support/record.ts';

const record = useRecord();
const hostNow = async (id: string): Promise<Host> => (await publishedHosts(record)).find((host) => host.id === id)!;
const federationNow = async (id: string): Promise<Federation> =>
  (await readPublished(record.database.db)).federations.find((federation) => federation.id === id)!;

describe('a federation', () => {
  test('is made by an administrator, public at once', async () => {
    const draft = aFederation({ summary: { fr: 'Collectif' }, country: 'FR' });
    expect(await refusal(createFederation(record.as({ role: 'anonymous' }), draft))).toEqual({ code: 'no-token' });
    const host = await record.published();
    expect(await refusal(createFederation(record.asHost(host), draft))).toEqual({ code: 'not-yours' });
    const { document, version, created, revision } = await createFederation(record.as(), draft);
    expect({ version, created, revision }).toEqual({ version: 1, created: true, revision: expect.any(Number) });
    expect(await federationNow(document.id)).toEqual({ id: document.id, ...draft, version: 1, members: [] });
    expect(await refusal(createFederation(record.as(), draft))).toEqual({
      code: 'slug-taken',
      faults: { '/slug': 'slug-taken' },
    });
  });

  test('is refused with a charter or country that does not exist', async () => {
    const draft = aFederation({ charter: 'magna-carta', country: 'ZZ' });
    expect(await refusal(createFederation(record.as(), draft))).toEqual({
      code: 'meaningless-request',
      faults: { '/charter': 'unknown-charter', '/country': 'unknown-country' },
    });
  });

  test('is changed by its own token, version by version', async () => {
    const [federation, other] = [await record.federation(), await record.federation()];
    const patch = (context: ReturnType<typeof record.as>, ifMatch?: string) =>
      patchFederation(context, federation.slug, { name: 'Nouveau nom' }, ifMatch);
    expect(await refusal(patch(record.asFederation(other), '*'))).toEqual({ code: 'not-yours' });
    expect(await refusal(patch(record.asFederation(federation)))).toEqual({
      code: 'version-required',
      faults: { '/if-match': 'missing' },
    });
    expect(await refusal(patch(record.asFederation(federation), '"v2"'))).toEqual({
      code: 'version-stale',
      faults: { '/if-match': 'stale' },
    });
    expect(await patch(record.asFederation(federation), '"v1"')).toMatchObject({
      version: 2,
      document: { name: 'Nouveau nom', version: 2 },
    });
    expect(await patch(record.asFederation(federation), '*')).toMatchObject({ version: 2, revision: null });
    const rename = patchFederation(record.as(), federation.slug, { slug: 'other-slug' }, '*');
    expect(await refusal(rename)).toMatchObject({ faults: { '/slug': 'slug-fixed' } });
  });

  test('that changes its charter changes what its members have signed', async () => {
    const [federation, host] = [await record.federation(), await record.published()];
    const ref = { federation: federation.slug, host: host.slug };
    const evidenceUrl = `https://${federation.slug}.example/membres`;
    await putMember(record.as(), ref, { status: 'member', evidenceUrl }, undefined);
    const signed = async () => (await hostNow(host.id)).claims.map(({ criterion }) => criterion);
    expect(await signed()).toContain('no-advertising');
    await patchFederation(record.as(), federation.slug, { charter: 'librehosters' }, '*');
    expect(await signed()).toEqual(['free-software-only', 'open-formats', 'self-service-portability']);
    expect((await hostNow(host.id)).version).toBe(4);
  });
});

describe('a membership', () => {
  test('changes both documents, and declares the charter', async () => {
    const [federation, host] = [await record.federation(), await record.published()];
    const before = (await readState(record.database.db)).revision;
    const ref = { federation: federation.slug, host: host.slug };
    const evidenceUrl = `https://${federation.slug}.example/membres`;
    const draft = { status: 'member' as const, since: '2019', charterVersion: 'since-2023', evidenceUrl };
    const written = await putMember(record.asFederation(federation), ref, draft, undefined);
    expect(written).toMatchObject({ created: true, version: 2 });
    const { evidenceUrl: _, ...rest } = draft;
    const member = { ...rest, charter: 'chatons', evidenceUrl, statedBy: 'federation' };
    expect((await federationNow(federation.id)).members).toEqual([{ host: host.slug, ...member }]);
    expect((await hostNow(host.id)).memberships).toEqual([{ federation: federation.slug, ...member }]);
    expect((await hostNow(host.id)).claims.map(({ criterion }) => criterion)).toContain('free-software-only');
    expect((await changesAfter(record.database.db, before, 10)).changes.map(({ slug, by }) => [slug, by])).toEqual([
      [host.slug, 'federation'],
      [federation.slug, 'federation'],
    ]);
  });

  test('written again as it is changes nothing', async () => {
    const [federation, host] = [await record.federation(), await record.published()];
    const ref = { federation: federation.slug, host: host.slug };
    await putMember(record.as(), ref, { status: 'follower' }, undefined);
    expect(await putMember(record.as(), ref, { status: 'follower' }, '"v2"')).toMatchObject({
      created: false,
      version: 2,
      revision: null,
    });
    expect(await refusal(putMember(record.as(), ref, { status: 'member' }, undefined))).toEqual({
      code: 'version-required',
      faults: { '/if-match': 'missing' },
    });
  });

  test('ends at the word of the federation or of the host, and of nobody else', async () => {
    const [federation, host, other] = [await record.federation(), await record.published(), await record.published()];
    const ref = { federation: federation.slug, host: host.slug };
    await putMember(record.as(), ref, { status: 'member' }, undefined);
    expect(await refusal(removeMember(record.asHost(other), ref, '*'))).toEqual({ code: 'not-yours' });
    expect((await removeMember(record.asHost(host), ref, '*')).document.members).toMatchObject([{ status: 'former' }]);
    expect((await hostNow(host.id)).claims).toEqual([]);
    expect(await refusal(removeMember(record.asFederation(federation), ref, '*'))).toEqual({
      code: 'membership-ended',
    });
    expect(await refusal(putMember(record.asHost(host), ref, { status: 'member' }, undefined))).toEqual({
      code: 'not-yours',
    });
  });

  test('is refused with dates and charters that cannot be', async () => {
    const [federation, host] = [await record.federation(), await record.published()];
    const ref = { federation: federation.slug, host: host.slug };
    const put = (draft: object) => refusal(putMember(record.as(), ref, { status: 'member', ...draft }, undefined));
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
    const put = (context: ReturnType<typeof record.as>) => putMember(context, ref, { status: 'member' }, undefined);
    expect(await refusal(put(record.asFederation(federation)))).toEqual({ code: 'host-not-found' });
    await put(record.as());
    expect((await federationNow(federation.id)).members).toEqual([]);
    await publishHost(record.as(), draft.id, undefined, { force: true });
    expect((await federationNow(federation.id)).members).toMatchObject([{ host: draft.slug }]);
  });
});

describe('a review', () => {
  const HDS = { issuer: 'Afnor', number: 'HDS-7', expiresOn: '2027-12-31' };

  test('outweighs the word of the host, and raises both versions', async () => {
    const [federation, host] = [await record.federation(), await record.published()];
    await putClaim(record.asHost(host), host.slug, 'non-profit', { value: 'yes' }, undefined);
    const ref = { federation: federation.slug, host: host.slug, subject: 'criterion:non-profit' };
    const draft = { value: 'yes', reviewedOn: '2026-11-01' };
    expect(await putReview(record.asFederation(federation), ref, draft, undefined)).toMatchObject({
      created: true,
      version: 2,
    });
    expect(await hostNow(host.id)).toMatchObject({
      version: 4,
      claims: [
        { value: 'yes', evidence: 'peer-reviewed', statements: [{ federation: federation.slug }, { by: 'host' }] },
      ],
    });
    expect((await federationNow(federation.id)).version).toBe(2);
    await removeReview(record.asFederation(federation), ref, '"v2"');
    expect(await hostNow(host.id)).toMatchObject({ version: 5, claims: [{ evidence: 'declared' }] });
    expect(await refusal(removeReview(record.asFederation(federation), ref, '*'))).toEqual({
      code: 'review-not-found',
    });
  });

  test('with a certificate certifies a commitment', async () => {
    const [federation, host] = [await record.federation(), await record.published()];
    const ref = { federation: federation.slug, host: host.slug, subject: 'commitment:certification-hds' };
    await putReview(record.as(), ref, { value: true, reviewedOn: '2026', certificate: HDS }, undefined);
    expect((await hostNow(host.id)).commitments).toMatchObject([
      { kind: 'certification-hds', value: true, evidence: 'certified', statements: [{ certificate: HDS }] },
    ]);
  });

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

  test('is not for the host to write', async () => {
    const [federation, host] = [await record.federation(), await record.published()];
    const ref = { federation: federation.slug, host: host.slug, subject: 'criterion:non-profit' };
    const draft = { value: 'yes', reviewedOn: '2026' };
    expect(await refusal(putReview(record.asHost(host), ref, draft, undefined))).toEqual({ code: 'not-yours' });
    const unknown = { ...ref, federation: 'nobody' };
    expect(await refusal(putReview(record.asHost(host), unknown, draft, undefined))).toEqual({
      code: 'federation-not-found',
    });
  });
});
