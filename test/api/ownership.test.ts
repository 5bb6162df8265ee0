import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { handOverOwnerships } from '../../src/hosts/ownership/claims.ts';
import { ADMIN_TOKEN, meaningless } from '../support/app.ts';
import { PATH, useSites } from '../support/sites.ts';

const sites = useSites();
const { test, answers, register, check, publish, publishedByProof, claim, imported, write } = sites;

describe('A host that registers', () => {
  it('shows that its domain is its own, and publishes by itself', async () => {
    const { host, token, challenge } = await register();
    expect(challenge).toEqual({
      url: `${host.website}${PATH}`,
      content: expect.stringMatching(/^bercail-challenge=[\w-]{43}$/),
      expiresOn: '2026-12-02',
      meta: { url: `${host.website}/`, tag: `<meta name="bercail-challenge" content="${challenge!.content}">` },
      record: { name: `_bercail.${new URL(host.website!).hostname}`, type: 'TXT', text: challenge!.content },
    });
    expect(await test.refused('POST', `/v1/hosts/${host.id}/publication`, { token })).toEqual([
      409,
      'not-publishable',
      { '': 'domain-not-proven' },
    ]);
    expect((await check(host.id, token)).problem).toEqual({
      code: 'wrong-status',
      text: 'Rien n’est publié à cette adresse : elle doit répondre 200.',
    });
    // An editor ends the file with a new line.
    answers[PATH] = `${challenge!.content}\n`;
    expect(await check(host.id, token)).toEqual({ proven: true, provenBy: 'file', version: expect.any(Number) });
    const { body } = await publish(host.id, token);
    expect(body).toMatchObject({ state: 'published', domainVerifiedOn: '2026-11-25', confirmedByHost: true });
    expect((await test.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body.domainVerifiedOn).toBe('2026-11-25');
  });

  it('without a website has nothing to prove, and needs somebody to answer for it', async () => {
    const { body } = await test.ask<{ host: Host; token: string; challenge?: object }>('POST', '/v1/hosts', {
      body: { slug: 'sans-site', name: 'Sans site', terms: '2026-1' },
    });
    expect(body.challenge).toBeUndefined();
    expect((await check(body.host.id, body.token)).problem?.code).toBe('no-website');
    const federation = await test.federation();
    const vouch = `/v1/federations/${federation.slug}/vouches/${body.host.id}`;
    expect((await test.ask('PUT', vouch, { token: federation.token })).body).toEqual({
      federation: federation.slug,
      host: body.host.id,
      vouchedOn: '2026-11-25',
      of: { slug: body.host.slug, name: body.host.name },
    });
    expect((await publish(body.host.id, body.token)).status).toBe(200);
    expect((await test.ask('DELETE', vouch, { token: federation.token })).status).toBe(204);
    expect(await test.refused('DELETE', vouch, { token: federation.token })).toEqual([404, 'vouch-not-found']);
  });

  const TRICKS: [what: string, listener: RequestListener, code: string][] = [
    ['answers 200 to everything', (_q, r) => r.end('<h1>Bienvenue</h1>'), 'wrong-content'],
    ['repeats whatever it is asked', (q, r) => r.end(q.url), 'wrong-content'],
    [
      'answers the challenge among other things',
      (_q, r) => r.end(`${answers[PATH]} ${answers[PATH]}`),
      'wrong-content',
    ],
    [
      'redirects to another name',
      (_q, r) => r.writeHead(302, { location: 'https://ailleurs.fr/' }).end(),
      'redirected-elsewhere',
    ],
    [
      'redirects to the inside',
      (_q, r) => r.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      'redirected-elsewhere',
    ],
    ['sends without end', (_q, r) => void setInterval(() => r.write('x'.repeat(10_000)), 1).unref(), 'too-large'],
    ['says no', (_q, r) => r.writeHead(403).end(answers[PATH]), 'wrong-status'],
    ['hangs up', (_q, r) => r.destroy(), 'no-answer'],
  ];
  it.each(TRICKS)(
    'proves nothing by a site that %s, and nothing of what it said is repeated',
    async (_what, trick, code) => {
      const { host, token, challenge } = await register();
      answers[PATH] = challenge!.content;
      sites.answerBy(trick);
      const { proven, problem } = await check(host.id, token, 'en');
      expect([proven, problem?.code]).toEqual([false, code]);
      expect(JSON.stringify(problem)).not.toContain('Bienvenue');
    },
  );

  it('cannot prove with the challenge of another token, nor with one that is too old', async () => {
    const { host, token, challenge } = await register();
    const stranger = await register();
    answers[PATH] = stranger.challenge!.content;
    expect((await check(host.id, token)).problem?.code).toBe('wrong-content');
    answers[PATH] = challenge!.content;
    const now = test.now;
    test.now = new Date(now.getTime() + 8 * 86_400_000);
    const late = await check(host.id, token);
    expect(late.problem?.code).toBe('new-challenge');
    expect(late.challenge!.content).not.toBe(challenge!.content);
    expect((await check(host.id, token)).problem?.code).toBe('wrong-content');
    test.now = now;
  });

  it('loses its proof with its website', async () => {
    const { host, token, challenge } = await register();
    answers[PATH] = challenge!.content;
    await check(host.id, token);
    await test.ask('PATCH', `/v1/hosts/${host.id}`, { token, ifMatch: '*', body: { website: 'https://la-banque.fr' } });
    expect((await publish(host.id, token)).status).toBe(409);
    expect((await check(host.id, token)).problem?.code).toBe('new-challenge');
  });

  it.each([
    ['a patch', 'PATCH', '', (website: string) => ({ website })],
    [
      'its document',
      'PUT',
      '/document',
      (website: string, { slug, name }: Host) => ({
        ...{ host: { slug, name, website }, services: [] },
        ...{ claims: {}, commitments: {} },
      }),
    ],
  ] as const)(
    'loses the proof of a published entry at once when %s changes its website',
    async (_, method, under, body) => {
      const host = await publishedByProof();
      const { token } = host;
      const at = `/v1/hosts/${host.id}${under}`;
      const read = async () => (await test.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body;
      expect((await read()).domainVerifiedOn).not.toBeUndefined();
      const same = await test.ask(method, at, { token, ifMatch: '*', body: body(host.website!, host) });
      expect(same.status, same.text).toBe(200);
      expect((await read()).domainVerifiedOn).not.toBeUndefined();
      const website = `https://ailleurs-${host.slug}.fr`;
      const moved = await test.ask(method, at, { token, ifMatch: '*', body: body(website, host) });
      expect(moved.status, moved.text).toBe(200);
      const seen = await read();
      expect(seen).toMatchObject({ website });
      expect(seen).not.toHaveProperty('domainVerifiedOn');
    },
  );

  it('keeps its proof when the file is gone; an unused challenge lives seven days', async () => {
    const now = test.now;
    const { host, token, challenge } = await register();
    const waiting = await register();
    answers[PATH] = challenge!.content;
    expect(await check(host.id, token)).toMatchObject({ proven: true });
    delete answers[PATH];
    expect((await publish(host.id, token)).status).toBe(200);
    const verified = async () => (await test.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body.domainVerifiedOn;
    test.now = new Date(now.getTime() + 6.9 * 86_400_000);
    expect((await check(host.id, token)).problem?.code).toBe('wrong-status');
    expect((await check(waiting.host.id, waiting.token)).problem?.code).toBe('wrong-status');
    test.now = new Date(now.getTime() + 7.1 * 86_400_000);
    expect((await check(host.id, token)).problem?.code).toBe('new-challenge');
    expect((await check(waiting.host.id, waiting.token)).problem?.code).toBe('new-challenge');
    expect(await verified()).toBe('2026-11-25');
    test.now = now;
  });

  it('cannot take the place of another: same site, same name, letters of another alphabet', async () => {
    const first = await publishedByProof();
    const attempts: [object, object][] = [
      [{ website: first.website! }, { '/website': 'shared-domain' }],
      [{ name: first.name.toUpperCase() }, { '/name': 'same-name' }],
    ];
    for (const [over, faults] of attempts) {
      const { host, token, challenge } = await register(over);
      answers[PATH] = challenge!.content;
      expect((await check(host.id, token)).proven).toBe(true);
      expect(await test.refused('POST', `/v1/hosts/${host.id}/publication`, { token })).toEqual([
        409,
        'not-publishable',
        faults,
      ]);
    }
    const twin = sites.aSite('аррӏе');
    const { host, token, challenge } = await register({ website: twin });
    answers[PATH] = challenge!.content;
    await check(host.id, token);
    expect(await test.refused('POST', `/v1/hosts/${host.id}/publication`, { token })).toEqual([
      409,
      'not-publishable',
      { '/website': 'unusual-letters' },
    ]);
  });

  it('is not looked at again and again', async () => {
    const { host, token } = await register();
    await check(host.id, token);
    const again = await test.ask('POST', `/v1/hosts/${host.id}/domain-checks`, { token });
    expect([again.status, again.headers['retry-after']]).toEqual([429, '5']);
  });
});

describe('An entry', () => {
  /** Subscribes to what waits for a host; says whether its private address still answers. */
  const subscribed = async (host: string) => {
    const { body } = await test.ask<{ ics: string }>('POST', `/v1/hosts/${host}/private-address`, {
      token: ADMIN_TOKEN,
    });
    const { pathname, search } = new URL(body.ics);
    return async () => (await test.ask('GET', pathname + search)).status === 200;
  };

  it('that nobody holds belongs at once to who proves its domain, and to nobody before', async () => {
    const host = await imported();
    const answersStill = await subscribed(host.slug);
    const { body, status } = await claim(host.slug);
    expect([status, body.owned]).toEqual([201, false]);
    expect((await write(host.slug, body.token)).status).toBe(403);
    expect(await test.refused('GET', '/v1/tokens', { token: body.token })).toEqual([403, 'not-yours']);
    answers[PATH] = body.challenge.content;
    expect(await answersStill()).toBe(true);
    expect(await check(host.slug, body.token)).toEqual({ proven: true, provenBy: 'file', version: expect.any(Number) });
    expect((await write(host.slug, body.token)).status).toBe(200);
    expect(await answersStill()).toBe(false);
  });

  it('that is held changes hands after seven days, in sight of everybody', async () => {
    const host = await publishedByProof();
    const answersStill = await subscribed(host.slug);
    const { body } = await claim(host.slug);
    expect(body.owned).toBe(true);
    answers[PATH] = body.challenge.content;
    expect(await check(host.slug, body.token)).toEqual({
      proven: true,
      provenBy: 'file',
      version: expect.any(Number),
      ownerChangesOn: '2026-12-02',
    });
    expect((await test.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body.ownerChangesOn).toBe('2026-12-02');
    expect((await write(host.slug, body.token)).status).toBe(403);
    expect((await write(host.slug, host.token)).status).toBe(200);

    const now = test.now;
    await handOverOwnerships(sites.context());
    expect((await write(host.slug, host.token)).status).toBe(200);
    expect(await answersStill()).toBe(true);
    test.now = new Date(now.getTime() + 7 * 86_400_000);
    await handOverOwnerships(sites.context());
    await test.catalogue.catchUp();
    expect((await write(host.slug, host.token)).status).toBe(401);
    expect(await answersStill()).toBe(false);
    expect((await write(host.slug, body.token)).status).toBe(200);
    expect((await test.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body).not.toHaveProperty('ownerChangesOn');
    test.now = now;
  });

  it('does not change hands when its holder, its federation or an administrator says no', async () => {
    const federation = await test.federation();
    const stranger = await test.federation();
    for (const who of ['holder', 'federation', 'admin'] as const) {
      const host = await publishedByProof();
      await test.ask('PUT', `/v1/federations/${federation.slug}/members/${host.slug}`, {
        token: federation.token,
        body: { state: 'member' },
      });
      const members = `/v1/federations/${federation.slug}/members`;
      expect((await test.ask('POST', members, { token: host.token, body: {} })).status).toBe(200);
      await test.ask('PUT', `/v1/federations/${stranger.slug}/members/${host.slug}`, {
        token: stranger.token,
        body: { state: 'member' },
      });
      const { body } = await claim(host.slug);
      answers[PATH] = body.challenge.content;
      await check(host.slug, body.token);
      const stop = (token: string) =>
        test.ask<Host>('DELETE', `/v1/hosts/${host.slug}/ownership`, { token, ifMatch: '*' });
      expect((await stop(stranger.token)).status).toBe(403);
      expect((await stop(body.token)).status).toBe(403);
      const token = { holder: host.token, federation: federation.token, admin: ADMIN_TOKEN }[who];
      const stopped = await stop(token);
      expect([stopped.status, stopped.body]).toEqual([
        200,
        expect.not.objectContaining({ ownerChangesOn: expect.anything() }),
      ]);
      expect((await write(host.slug, body.token)).status).toBe(401);
      expect((await write(host.slug, host.token)).status).toBe(200);
    }
  });

  it('on another port of a host name is another site: neither stands in the way of the other', async () => {
    const host = await publishedByProof();
    const { hostname } = new URL(host.website!);
    const other = await test.published({ website: `https://${hostname}:8443/`, name: 'Autre porte' });
    const claim = { body: { terms: '2026-1' }, from: '10.77.0.1' };
    const claimed = await test.ask('POST', `/v1/hosts/${host.slug}/ownership`, claim);
    expect(claimed.status, claimed.text).toBe(201);
    const move = (website: string) =>
      test.refused('PATCH', `/v1/hosts/${other.slug}`, { token: other.token, ifMatch: '*', body: { website } });
    expect(await move(`${host.website}/chez-eux`)).toEqual(meaningless({ '/website': 'shared-domain' }));
  });

  it('that shares its domain cannot be claimed: somebody must know better', async () => {
    const host = await publishedByProof();
    await test.published({ website: `${host.website}/autre`, name: 'Autre' });
    expect(await test.refused('POST', `/v1/hosts/${host.slug}/ownership`, { body: { terms: '2026-1' } })).toEqual([
      409,
      'not-claimable',
      { '': 'shared-domain' },
    ]);
    expect(await test.refused('POST', '/v1/hosts/personne/ownership', { body: { terms: '2026-1' } })).toEqual([
      404,
      'host-not-found',
    ]);
  });
});
