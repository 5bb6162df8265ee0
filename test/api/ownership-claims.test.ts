import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { handOverOwnerships } from '../../src/hosts/ownership/claims.ts';
import { tokens } from '../../src/record/tables.ts';
import { tasksOf } from '../../src/tasks/tasks.ts';
import { ADMIN_TOKEN, meaningless } from '../support/app.ts';
import { PATH, useSites } from '../support/sites.ts';

const sites = useSites();
const { test, answers, register, check, publish, publishedByProof, claim, imported, write, read } = sites;
const admin = { token: ADMIN_TOKEN, ifMatch: '*' };

const later = (days: number) => {
  test.now = new Date(test.now.getTime() + days * 86_400_000);
};
const handOver = async () => {
  await handOverOwnerships(sites.context());
  await test.catalogue.catchUp();
};
/** An entry that is held, claimed by somebody who has proven its site. */
const claimed = async () => {
  const host = await publishedByProof();
  const { body } = await claim(host.slug);
  answers[PATH] = body.challenge.content;
  expect((await check(host.slug, body.token)).ownerChangesOn).toBeDefined();
  return { host, claimant: body.token };
};
const suspend = (host: string) =>
  test.ask('PUT', `/v1/hosts/${host}/suspension`, { ...admin, body: { reason: { fr: 'Fausse fiche.' } } });

// So that no test has the claims of another counted against it.
beforeEach(() => later(1));

describe('A claim', () => {
  it('ends when the entry moves to another site, which it has not proven', async () => {
    const { host, claimant } = await claimed();
    const moved = await write(host.slug, host.token, { website: sites.aSite() });
    expect(moved.status, moved.text).toBe(200);
    expect(moved.body).not.toHaveProperty('ownerChangesOn');
    expect((await write(host.slug, claimant)).status).toBe(401);
    // Another claim, of the new site, takes nothing over for the one before.
    const { body } = await claim(host.slug);
    answers[PATH] = body.challenge.content;
    await check(host.slug, body.token);
    later(7);
    await handOver();
    expect((await write(host.slug, claimant)).status).toBe(401);
    expect((await write(host.slug, body.token)).status).toBe(200);
  });

  it('stays when only the page of the site is another', async () => {
    const { host } = await claimed();
    const moved = await write(host.slug, host.token, { website: `${host.website}/accueil` });
    expect(moved.body).toHaveProperty('ownerChangesOn');
    await test.ask('DELETE', `/v1/hosts/${host.slug}/ownership`, { token: host.token, ifMatch: '*' });
  });

  it('proves the domain and confirms nothing: at once for what nobody holds, else when it changes hands', async () => {
    const free = await imported();
    const { host, claimant } = await claimed();
    const said = ({ confirmedOn, complete, confirmedByHost }: Host) => ({ confirmedOn, complete, confirmedByHost });
    const before = [said(await read(free.slug)), said(await read(host.slug))];
    later(6);
    const { body } = await claim(free.slug);
    answers[PATH] = body.challenge.content;
    await check(free.slug, body.token);
    const day = test.now.toISOString().slice(0, 10);
    expect((await read(free.slug)).domainVerifiedOn).toBe(day);
    later(1);
    await handOver();
    expect((await read(host.slug)).domainVerifiedOn).toBe(test.now.toISOString().slice(0, 10));
    expect([said(await read(free.slug)), said(await read(host.slug))]).toEqual(before);
    expect((await write(host.slug, claimant)).status).toBe(200);
  });

  it('goes no further on a host that was suspended or has left since', async () => {
    const [first, second, third] = [await imported(), await imported(), await claimed()];
    const claims = [await claim(first.slug), await claim(second.slug)].map(({ body }) => body);
    await suspend(first.slug);
    await test.ask('DELETE', `/v1/hosts/${second.slug}`, admin);
    await suspend(third.host.slug);
    later(1);
    answers[PATH] = claims[0]!.challenge.content;
    const proof = (host: string, token: string) => test.refused('POST', `/v1/hosts/${host}/domain-checks`, { token });
    expect(await proof(first.slug, claims[0]!.token)).toEqual([409, 'not-claimable', { '': 'suspended' }]);
    answers[PATH] = claims[1]!.challenge.content;
    expect(await proof(second.slug, claims[1]!.token)).toEqual([404, 'host-not-found']);
    later(7);
    await handOver();
    expect((await write(third.host.slug, third.claimant)).status).toBe(401);
    expect((await read(third.host.slug)).ownerChangesOn).toBeUndefined();
    expect((await write(third.host.slug, third.host.token)).status).toBe(200);
  });

  it('that was stopped while its site was looked at proves nothing', async () => {
    const host = await imported();
    const { body } = await claim(host.slug);
    sites.answerBy((_request, response) => {
      void test.database.run(`update tokens set revoked_at = now() where host_id = '${host.id}'`).then(() => {
        response.end(body.challenge.content);
      });
    });
    later(1);
    expect(await test.refused('POST', `/v1/hosts/${host.slug}/domain-checks`, { token: body.token })).toEqual([
      401,
      'bad-token',
    ]);
  });

  it('is not among the tokens of the holder, and is forgotten when it ran out', async () => {
    const host = await publishedByProof();
    await claim(host.slug);
    const expiring = {
      role: 'host',
      host: host.slug,
      label: 'robot',
      expiresAt: new Date(test.now.getTime() + 30 * 86_400_000).toISOString(),
    };
    await test.ask('POST', '/v1/tokens', { token: host.token, body: expiring });
    const labels = async () => {
      const { body } = await test.ask<{ items: { label: string }[] }>('GET', '/v1/tokens', { token: host.token });
      return body.items.map(({ label }) => label);
    };
    expect(await labels()).toEqual([host.name, 'robot']);
    const stored = async () => {
      const claims = and(eq(tokens.hostId, host.id), eq(tokens.isClaim, true));
      return await test.database.db.$count(tokens, claims);
    };
    expect(await stored()).toBe(1);
    const now = test.now;
    later(31);
    const drafts = tasksOf(sites.context(), undefined as never).find(({ name }) => name === 'drafts');
    await drafts!.run(new AbortController().signal);
    expect(await stored()).toBe(0);
    expect(await labels()).toEqual([host.name]);
    test.now = now;
  });

  it('is made a few times an hour', async () => {
    const host = await publishedByProof();
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await claim(host.slug)).status);
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
    expect((await claim('personne')).status).toBe(404);
    later(1);
    expect((await claim(host.slug)).status).toBe(201);
  });
});

describe('Entries that change hands on one day', () => {
  it('do not wait for one that cannot', async () => {
    const [first, broken, last] = [await claimed(), await claimed(), await claimed()];
    await test.database.run(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;`,
    );
    await test.database.run(
      `create trigger refuse before update on hosts for each row when (old.id = '${broken.host.id}') execute function refuse()`,
    );
    later(7);
    await expect(handOverOwnerships(sites.context())).rejects.toThrow();
    await test.database.run('drop trigger refuse on hosts');
    for (const { host, claimant } of [first, last]) expect((await write(host.slug, claimant)).status).toBe(200);
    expect((await write(broken.host.slug, broken.claimant)).status).toBe(403);
    expect(await handOverOwnerships(sites.context())).toBe(1);
    await test.catalogue.catchUp();
    expect((await write(broken.host.slug, broken.claimant)).status).toBe(200);
  });
});

describe('The place of another host', () => {
  it('is taken neither by publishing nor by changing name or site afterwards', async () => {
    const [first, second] = [await publishedByProof(), await publishedByProof()];
    const site = first.website!.replace('http://', 'http://www.').replace('.example', '.EXAMPLE.');
    const patch = (body: object) =>
      test.refused('PATCH', `/v1/hosts/${second.slug}`, { token: second.token, ifMatch: '*', body });
    expect(await patch({ website: site })).toEqual(meaningless({ '/website': 'shared-domain' }));
    expect(await patch({ name: first.name.toUpperCase() })).toEqual(meaningless({ '/name': 'same-name' }));
    const path = `/v1/hosts/${second.slug}/document`;
    const { body } = await test.ask<{ host: object }>('GET', path);
    const renamed = { ...body, host: { ...body.host, name: first.name } };
    const asking = { token: second.token, ifMatch: '*', body: renamed };
    expect(await test.refused('PUT', path, asking)).toEqual(meaningless({ '/host/name': 'same-name' }));
    // An administrator knows better; what is as it was is not held against the host.
    expect((await write(second.slug, ADMIN_TOKEN, { website: first.website! })).status).toBe(200);
    expect((await write(second.slug, second.token, { name: 'Tout à fait autre' })).status).toBe(200);
  });

  it('is not had by the word given for another name', async () => {
    const federation = await test.federation();
    for (const change of [{ name: 'La Banque' }, { website: 'https://banque.example' }]) {
      const { host, token } = await register();
      await test.ask('PUT', `/v1/federations/${federation.slug}/vouches/${host.id}`, { token: federation.token });
      expect((await write(host.id, token)).status).toBe(200);
      expect((await write(host.id, token, change)).status).toBe(200);
      expect((await publish(host.id, token)).status).toBe(409);
    }
  });
});

describe('A look at a site', () => {
  it('tells the version that it leaves, for the next write', async () => {
    const { host, token, challenge } = await register();
    const look = () =>
      test.ask<{ proven: boolean; version: number }>('POST', `/v1/hosts/${host.id}/domain-checks`, { token });
    const before = await look();
    expect([before.body.proven, before.body.version, before.headers.etag]).toEqual([false, 1, '"v1"']);
    later(1);
    answers[PATH] = challenge!.content;
    const { body, headers } = await look();
    expect([body.proven, body.version, headers.etag]).toEqual([true, 2, '"v2"']);
  });
});
