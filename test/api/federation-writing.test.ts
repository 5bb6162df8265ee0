import { beforeAll, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { aFederation } from '../support/record.ts';

const api = useApp();
let host: Owned;
let federation: Owned;
const own = (path = '') => `/v1/federations/${federation.slug}${path}`;
const readHost = async () => (await api.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body;
const read = async () => (await api.ask<Federation>('GET', own())).body;

beforeAll(async () => {
  host = await api.published();
  federation = await api.federation();
});

describe('POST /v1/federations', () => {
  it('makes a federation, public at once', async () => {
    const before = await api.revision();
    const body = aFederation({ summary: { fr: 'Un collectif.' } });
    const made = await api.ask<Federation>('POST', '/v1/federations', { token: ADMIN_TOKEN, body });
    expect(made.status).toBe(201);
    expect(made.headers).toMatchObject({
      location: `/v1/federations/${body.slug}`,
      etag: '"v1"',
      'cache-control': 'private, no-store',
    });
    expect(made.body).toMatchObject({ ...body, version: 1, members: [] });
    expect((await api.ask('GET', String(made.headers.location))).body).toEqual(made.body);
    expect(await api.revision()).toBe(before + 1);
  });
});

describe('a federation that nobody bears the name of', () => {
  it('is answered with the one that was likely meant, to read, to write and to have a token', async () => {
    const { slug } = await api.federation({ slug: 'reseau-des-communs' });
    const detail = 'Aucune fédération ne porte ce nom. Vouliez-vous dire « reseau-des-communs » ?';
    const host = await api.published();
    for (const typed of ['reseau', 'reseau-des-comuns'])
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['GET', '/members', undefined],
        ['GET', '/due', undefined],
        ['PATCH', '', { name: 'X' }],
        ['PUT', `/members/${host.slug}`, { state: 'member' }],
        ['PUT', `/vouches/${host.slug}`, undefined],
      ] as const) {
        const asking = { token: ADMIN_TOKEN, ifMatch: '*', body };
        const answer = await api.ask<Problem>(method, `/v1/federations/${typed}${path}`, asking);
        expect([answer.status, answer.body.detail], `${method} ${path}`).toEqual([404, detail]);
      }
    const draft = { role: 'federation', federation: 'reseau', label: 'bureau' };
    const refused = await api.ask<Problem>('POST', '/v1/tokens', { token: ADMIN_TOKEN, body: draft });
    expect(refused.body.detail).toBe(detail);
    const asking = { token: host.token, body: {} };
    expect((await api.ask<Problem>('POST', '/v1/federations/reseau/members', asking)).body.detail).toBe(detail);
    await api.federation({ slug: `${slug}-libres` });
    await api.federation({ slug: 'reseau-d-amis' });
    const several = await api.ask<Problem>('GET', '/v1/federations/reseau');
    expect(several.body.detail).toBe('Aucune fédération ne porte ce nom.');
  });
});

describe('a federation that is not one’s own', () => {
  it('is refused in the same words, to read and to write', async () => {
    const { token } = await api.published();
    for (const [method, path] of [
      ['GET', '/due'],
      ['PATCH', ''],
    ] as const) {
      const asking = { token, ifMatch: '*', ...(method === 'PATCH' && { body: { name: 'X' } }) };
      const { status, body } = await api.ask<Problem>(method, `${own()}${path}`, asking);
      expect([status, body.detail]).toEqual([403, 'Ce jeton n’est pas celui de cette fédération.']);
    }
  });
});

describe('PATCH /v1/federations/{federation}', () => {
  it('changes facts with the version that was read', async () => {
    const { version } = await read();
    const before = await api.revision();
    const asking = { token: federation.token, body: { name: 'Les Communs', charter: null } };
    const changed = await api.ask<Federation>('PATCH', own(), {
      ...asking,
      ifMatch: `"v${version}"`,
      headers: { 'content-type': 'application/merge-patch+json' },
    });
    expect([changed.status, changed.headers.etag]).toEqual([200, `"v${version + 1}"`]);
    expect(changed.body).toMatchObject({ name: 'Les Communs', version: version + 1 });
    expect(changed.body).not.toHaveProperty('charter');
    expect(await api.revision()).toBe(before + 1);
    expect(await read()).toEqual(changed.body);
  });

  it('tells its version to who may write it', async () => {
    const { version } = await read();
    const { headers } = await api.ask('GET', own(), { token: federation.token });
    expect(headers.etag).toBe(`"v${version}"`);
    const stranger = await api.ask('GET', own(), { token: host.token });
    expect(stranger.headers.etag).toBeUndefined();
  });
});

describe('members/{host}', () => {
  const url = () => own(`/members/${host.slug}`);

  it('is new without a version, and changes both documents', async () => {
    const [before, { version }] = [await api.revision(), await read()];
    const hostVersion = (await readHost()).version;
    const body = { state: 'member', since: '2020-01', charter: 'chatons', lastReviewedOn: '2026-10' };
    const said = await api.ask<Federation>('PUT', url(), { token: federation.token, body });
    expect([said.status, said.headers.etag]).toEqual([201, `"v${version + 1}"`]);
    expect(said.body.members).toEqual([{ host: host.slug, ...body, statedBy: 'federation' }]);
    const document = await readHost();
    expect(document).toMatchObject({
      version: hostVersion + 1,
      memberships: [{ federation: federation.slug, ...body }],
    });
    expect(await api.revision()).toBe(before + 2);
    expect(await read()).toEqual(said.body);
  });

  it('ends by the federation or by the host itself, and is told as a former one', async () => {
    for (const token of [federation.token, host.token]) {
      await api.ask('PUT', url(), { token: federation.token, body: { state: 'member' }, ifMatch: '*' });
      const { version } = await read();
      const gone = await api.ask<Federation>('DELETE', url(), { token, ifMatch: `"v${version}"` });
      expect([gone.status, gone.body.members]).toMatchObject([200, [{ host: host.slug, state: 'former' }]]);
      expect((await readHost()).memberships).toMatchObject([
        { federation: federation.slug, state: 'former', until: '2026-11-25' },
      ]);
    }
    expect(await api.refused('DELETE', url(), { token: host.token, ifMatch: '*' })).toEqual([409, 'membership-ended']);
  });
});

describe('reviews/{host}/{subject}', () => {
  const url = (subject = 'criterion:free-software-only') => own(`/reviews/${host.slug}/${subject}`);
  const certificate = { issuer: 'Bureau', number: '12', expiresOn: '2027-01-01' };

  it('makes a statement of the host peer-reviewed, or certified with a certificate', async () => {
    const [before, { version }] = [await api.revision(), await read()];
    const body = { value: 'yes', reviewedOn: '2026-11-01' };
    const said = await api.ask<Federation>('PUT', url(), { token: federation.token, body });
    expect([said.status, said.headers.etag]).toEqual([201, `"v${version + 1}"`]);
    expect((await readHost()).claims).toMatchObject([
      { criterion: 'free-software-only', evidence: 'peer-reviewed', statements: [{ federation: federation.slug }] },
    ]);
    expect(await api.revision()).toBe(before + 2);
    const certified = await api.ask<Federation>('PUT', url('commitment:closing-notice'), {
      token: federation.token,
      body: { value: 90, reviewedOn: '2026-11-01', certificate },
    });
    expect(certified.status).toBe(201);
    expect((await readHost()).commitments).toMatchObject([{ kind: 'closing-notice', evidence: 'certified' }]);
  });

  it('takes an encoded colon for what it is', async () => {
    const body = { value: 'yes', reviewedOn: '2026-11-01' };
    const again = await api.ask('PUT', url('criterion%3Afree-software-only'), {
      token: federation.token,
      body,
      ifMatch: '*',
    });
    expect(again.status).toBe(200);
  });

  it('against the word of the host shows its proof, and marks it contested', async () => {
    await api.ask('PUT', `/v1/hosts/${host.slug}/claims/free-software-only`, {
      token: host.token,
      body: { value: 'yes' },
    });
    const body = { value: 'no', reviewedOn: '2026-11-01', evidenceUrl: 'https://communs.example/why', tie: 'none' };
    const said = await api.ask('PUT', url(), { token: federation.token, ifMatch: '*', body });
    expect(said.status, said.text).toBe(200);
    expect((await readHost()).claims[0]).toMatchObject({ criterion: 'free-software-only', contested: true });
  });

  it('does not count for ever: three years at most, and five with a certificate', async () => {
    const other = await api.published();
    const at = own(`/reviews/${other.slug}/criterion:free-software-only`);
    const say = (over: object) => ({
      token: federation.token,
      ifMatch: '*',
      body: { value: 'yes', reviewedOn: '2026-10', ...over },
    });
    for (const [over, faults] of [
      [{ expiresOn: '2999-01-01' }, { '/expiresOn': 'too-far-ahead' }],
      [{ expiresOn: '2029-11-01' }, { '/expiresOn': 'too-far-ahead' }],
      [{ certificate: { ...certificate, expiresOn: '2031-11-01' } }, { '/certificate/expiresOn': 'too-far-ahead' }],
    ] as const)
      expect(await api.refused('PUT', at, say(over))).toEqual(meaningless(faults));
    const latest = { expiresOn: '2029-10-31', certificate: { ...certificate, expiresOn: '2031-10-31' } };
    expect((await api.ask('PUT', at, say(latest))).status).toBe(201);
  });

  it.each([
    ['the review ends first', '2027-02-28', '2027-06-30'],
    ['the certificate ends first', '2027-06-30', '2027-02-28'],
    ['both end together', '2027-02-28', '2027-02-28'],
  ])('with a certificate counts until the earlier of two ends: %s', async (_which, expiresOn, certified) => {
    const other = await api.published();
    const body = {
      ...{ value: 'yes', reviewedOn: '2026-11-01', expiresOn },
      certificate: { ...certificate, expiresOn: certified },
    };
    const at = own(`/reviews/${other.slug}/criterion:free-software-only`);
    expect((await api.ask('PUT', at, { token: federation.token, body })).status).toBe(201);
    const { now } = api;
    const onDay = async (day: string) => {
      api.now = new Date(`${day}T12:00:00Z`);
      await api.catalogue.catchUp();
      const { claims } = (await api.ask<Host>('GET', `/v1/hosts/${other.slug}`)).body;
      return [claims[0]!.evidence, claims[0]!.statements[0]!.until];
    };
    expect(await onDay('2027-02-28')).toEqual(['certified', '2027-02-28']);
    expect(await onDay('2027-03-01')).toEqual(['unknown', '2027-02-28']);
    api.now = now;
    await api.catalogue.catchUp();
  });
});
