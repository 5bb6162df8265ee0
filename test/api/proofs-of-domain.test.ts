import type { RequestListener, ServerResponse } from 'node:http';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Token } from '../../src/accounts/schema.ts';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN } from '../support/app.ts';
import { PATH, useSites } from '../support/sites.ts';

const sites = useSites();
const { test, texts, register, check } = sites;

/** The home page of every site; its other addresses have nothing. */
const home = (answer: (response: ServerResponse) => void) => {
  const listener: RequestListener = (request, response) =>
    request.url === '/' ? answer(response) : void response.writeHead(404).end();
  sites.answerBy(listener);
};
const page = (html: string, type = 'text/html; charset=utf-8') =>
  home((response) => response.writeHead(200, { 'content-type': type }).end(html));

const found = async (host: string, token: string) => {
  const { proven, provenBy, looked } = await check(host, token);
  return proven ? provenBy : Object.fromEntries(looked!.map(({ place, problem }) => [place, problem.code]));
};
const nothing = { file: 'wrong-status', meta: 'no-tag', record: 'no-record' };

describe('A domain is proven by a tag of the home page', () => {
  const PROOFS: [what: string, html: (tag: string) => string][] = [
    ['in its head', (tag) => `<!doctype html><html lang=fr><head><title>A < B</title>${tag}</head><body>`],
    ['without any tag for the head', (tag) => `\uFEFF<!DOCTYPE html>\n<title>Accueil</title>\n${tag.toUpperCase()}<p>`],
    ['after scripts, styles and comments', (tag) => `<head><!-- a --><script>"<p>"</script><style>p</style>${tag}`],
    ['among those of others', (tag) => `<head><meta name="bercail-challenge" content="autre">${tag}${tag}</head>`],
    ['at the beginning of a very long page', (tag) => `<head>${tag}</head>${'<p>'.repeat(1_000_000)}`],
  ];
  it.each(PROOFS)('%s', async (_what, html) => {
    const { host, token, challenge } = await register();
    const { tag } = challenge!.meta;
    // Names of tags and attributes are the same in capitals, their values are not.
    page(html(tag).replace(/<META NAME="[^"]*" CONTENT="[^"]*">/, tag.replace('meta name', 'META NAME')));
    expect(await found(host.id, token)).toBe('meta');
    expect((await sites.publish(host.id, token)).status).toBe(200);
  });

  const HOSTILE: [what: string, html: (tag: string) => string, code: string][] = [
    ['in a comment', (tag) => `<head><!-- ${tag} --></head>`, 'no-tag'],
    ['in a comment that never ends', (tag) => `<head><!-- ${tag}`, 'no-tag'],
    ['in a script', (tag) => `<head><script>document.write('${tag}')</script></head>`, 'no-tag'],
    ['in a title', (tag) => `<head><title>${tag}</title></head>`, 'no-tag'],
    ['for browsers without scripts', (tag) => `<head><noscript>${tag}</noscript></head>`, 'no-tag'],
    ['in a template', (tag) => `<head><template>${tag}</template></head>`, 'no-tag'],
    ['in the body', (tag) => `<head></head><body>${tag}</body>`, 'no-tag'],
    ['after the head', (tag) => `<head></head>${tag}`, 'no-tag'],
    ['after words, which begin the body', (tag) => `<head>Bonjour ${tag}</head>`, 'no-tag'],
    ['after a paragraph, which begins the body', (tag) => `<head><p>Bonjour</p>${tag}</head>`, 'no-tag'],
    ['in a value', (tag) => `<head><meta name="description" content='${tag}'></head>`, 'no-tag'],
    ['written as text', (tag) => `<head><title>a</title></head>${tag.replaceAll('<', '&lt;')}`, 'no-tag'],
    ['with another text', () => '<head><meta name="bercail-challenge" content="autre"></head>', 'other-tag'],
    ['with more text', (tag) => `<head>${tag.replace('">', ' et plus">')}</head>`, 'other-tag'],
    ['too far down', (tag) => `<head><!--${'x'.repeat(262_144)}-->${tag}</head>`, 'no-tag'],
    ['below heads without an end', (tag) => `${'<html>'.repeat(20_000)}${'</b>'.repeat(30_000)}${tag}`, 'no-tag'],
    ['below a million tags', (tag) => `${'<b><a>'.repeat(100_000)}${'</i>'.repeat(100_000)}${tag}`, 'no-tag'],
  ];
  it.each(HOSTILE)('not %s', async (_what, html, meta) => {
    const { host, token, challenge } = await register();
    page(html(challenge!.meta.tag));
    expect(await found(host.id, token)).toEqual({ ...nothing, meta });
  });

  it('not by a page that never ends, that is elsewhere, that is no page, or that is not there', async () => {
    const { host, token, challenge } = await register();
    const { tag } = challenge!.meta;
    home((response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const more = setInterval(() => response.write('<!-- more -->'.repeat(10_000)), 1).unref();
      response.once('close', () => clearInterval(more));
    });
    expect(await found(host.id, token)).toEqual(nothing);
    page(`<head>${tag}</head>`, 'text/plain');
    expect(await found(host.id, token)).toEqual({ ...nothing, meta: 'not-a-page' });
    home((response) => response.writeHead(404, { 'content-type': 'text/html' }).end(`<head>${tag}</head>`));
    expect(await found(host.id, token)).toEqual({ ...nothing, meta: 'wrong-status' });
    home((response) => response.writeHead(302, { location: 'https://ailleurs.fr/' }).end());
    expect(await found(host.id, token)).toEqual({ ...nothing, meta: 'redirected-elsewhere' });
    home((response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end());
    expect(await found(host.id, token)).toEqual({ ...nothing, meta: 'redirected-elsewhere' });
  });
});

describe('A domain is proven by a TXT record below its name', () => {
  it('whole or in pieces, among others, and whatever the site answers', async () => {
    sites.answerBy((_request, response) => response.destroy());
    const { host, token, challenge } = await register({ website: sites.aSite('www.aux-noms') });
    const { name, text } = challenge!.record;
    expect(name).toBe('_bercail.aux-noms.example');
    texts.set(name, [['v=spf1 -all'], [text.slice(0, 20), text.slice(20)]]);
    expect(await found(host.id, token)).toBe('record');
    expect((await sites.publish(host.id, token)).body.domainVerifiedOn).toBe('2026-11-25');
  });

  it('not by another text, by many, by none, nor when the name servers fail', async () => {
    const { host, token, challenge } = await register();
    const { name, text } = challenge!.record;
    const failing = (code: string) => Object.assign(new Error(code), { code });
    const cases: [string[][] | Error, string][] = [
      [[['*'], [`${text}x`], [`<${text}>`], ['\u0000'], []], 'other-record'],
      [Array.from({ length: 20_000 }, () => [text.slice(1), 'x'.repeat(255)]), 'other-record'],
      [[], 'no-record'],
      [failing('ENODATA'), 'no-record'],
      [failing('ETIMEOUT'), 'too-slow'],
      [failing('EREFUSED'), 'no-answer'],
    ];
    for (const [records, record] of cases) {
      texts.set(name, records);
      expect(await found(host.id, token)).toEqual({ file: 'wrong-status', meta: 'wrong-status', record });
    }
  });

  it('not by the challenge of somebody else', async () => {
    const { host, token, challenge } = await register();
    texts.set(challenge!.record.name, [[(await register()).challenge!.content]]);
    expect(await found(host.id, token)).toMatchObject({ record: 'other-record' });
  });
});

describe('A domain that is not proven', () => {
  it('is told what was found in each place, and what to do with what one has in hand', async () => {
    page('<h1>Secret</h1>');
    const { host, token, challenge } = await register();
    const { looked, ways, problem } = await check(host.id, token);
    expect(problem).toEqual(looked![0]!.problem);
    expect(looked!.map(({ address }) => address)).toEqual([
      challenge!.url,
      challenge!.meta.url,
      challenge!.record.name,
    ]);
    expect(looked!.map(({ problem }) => problem.text)).toEqual([
      'Rien n’est publié à cette adresse : elle doit répondre 200.',
      'La page d’accueil n’a pas la balise demandée dans son en-tête (<head>).',
      'Aucun enregistrement TXT n’existe à ce nom. Après un ajout, il peut falloir quelques heures.',
    ]);
    expect(ways!.map(({ having, place }) => [having, place])).toEqual([
      ['ftp', 'file'],
      ['panel', 'file'],
      ['wordpress', 'meta'],
      ['dns', 'record'],
    ]);
    for (const { text } of ways!) expect(text).toContain(challenge!.content);
    const english = await check(host.id, token, 'en');
    expect(english.looked![1]!.problem.text).toBe('The home page does not have the tag in its <head>.');
    expect(JSON.stringify(english)).not.toContain('Secret');
  });

  it('is taken over by any of the three proofs as by the file, and its holder may object', async () => {
    const { slug, token: holder } = await sites.publishedByProof();
    const { body } = await sites.claim(slug);
    texts.set(body.challenge.record.name, [[body.challenge.content]]);
    expect(await check(slug, body.token)).toMatchObject({ provenBy: 'record', ownerChangesOn: '2026-12-02' });
    expect((await sites.write(slug, holder)).status).toBe(200);
    expect((await test.ask('DELETE', `/v1/hosts/${slug}/ownership`, { token: holder, ifMatch: '*' })).status).toBe(200);
  });
});

describe('A token that an administrator made for a host', () => {
  it('waits for nobody any more once it has proven the site itself', async () => {
    const host = await sites.publishedByProof();
    const body = { role: 'host', host: host.slug, label: 'assistance' };
    const { token, id } = (
      await test.ask<{ token: string; id: string }>('POST', '/v1/tokens', { token: ADMIN_TOKEN, body })
    ).body;
    const awaits = async () => {
      const { items } = (await test.ask<{ items: Token[] }>('GET', '/v1/tokens', { token })).body;
      return items.find((one) => one.id === id)!.awaitsOfficer;
    };
    const { challenge, proven } = await check(host.id, token);
    expect([proven, await awaits()]).toEqual([false, true]);
    sites.answers[PATH] = challenge!.content;
    expect((await check(host.id, token)).proven).toBe(true);
    expect(await awaits()).toBeUndefined();
  });
});

describe('An entry that has no site and that nobody ever held, to which cases sent people', () => {
  /** A published entry without a site, and a case from which people are sent to it. @param token of who registers it */
  const entryOf = async (slug: string, token?: string) => {
    // Registrations are counted by the hour.
    test.now = new Date(test.now.getTime() + 3_600_000);
    const { body: draft } = await test.ask<{ host: Host; token: string }>('POST', '/v1/hosts', {
      ...(token && { token }),
      body: { slug, name: slug, terms: '2026-1' },
    });
    const at = `/v1/hosts/${draft.host.id}`;
    const offer = { name: 'Forum', usages: ['forum'], registration: 'open' };
    await test.ask('PUT', `${at}/services/forum`, { token: draft.token, body: offer });
    const federation = await test.federation();
    await test.ask('PUT', `/v1/federations/${federation.slug}/vouches/${draft.host.id}`, { token: federation.token });
    expect((await sites.publish(draft.host.id, draft.token)).status).toBe(200);
    const cases = `/v1/federations/${federation.slug}/cases`;
    const body = { label: 'Fanfare', receivedBy: 'phone', need: { usages: [{ usage: 'forum' }] } };
    const { id } = (await test.ask<{ id: string }>('POST', cases, { token: federation.token, body })).body;
    const send = async () => {
      const asking = { token: federation.token, body: { host: slug } };
      const sent = await test.ask<{ id: string }>('POST', `${cases}/${id}/referrals`, asking);
      expect(sent.status, sent.text).toBe(201);
      return sent.body.id;
    };
    return { draft, at, federation, cases, id, send };
  };

  it('is given a site by an administrator, in the trail; who proves it reads those who are sent afterwards alone', async () => {
    const { draft, at, federation, cases, id, send } = await entryOf('sans-site', ADMIN_TOKEN);
    const before = await send();
    const website = sites.aSite();
    const give = () => test.ask('PATCH', at, { token: ADMIN_TOKEN, ifMatch: '*', body: { website } });
    // The token that came with the registration, which nobody accepted.
    const { items } = (await test.ask<{ items: Token[] }>('GET', '/v1/tokens', { token: draft.token })).body;
    for (const token of items) await test.ask('DELETE', `/v1/tokens/${token.id}`, { token: ADMIN_TOKEN });
    const given = await give();
    expect(given.status, given.text).toBe(200);
    const trail = await test.ask('GET', `/v1/audit?host=${draft.host.id}`, { token: ADMIN_TOKEN });
    expect(trail.text).toMatch(/"action":"patchHost"/);
    const { token, challenge } = (await sites.claim('sans-site')).body;
    sites.answers[PATH] = challenge.content;
    expect((await check(draft.host.id, token)).proven).toBe(true);
    const reads = async () => {
      const told = await Promise.all(['referrals', 'todo'].map((part) => test.ask('GET', `${at}/${part}`, { token })));
      return told.map(({ text }) => text);
    };
    for (const text of await reads()) expect(text).not.toContain(before);
    const answer = { token, body: { outcome: 'full' } };
    expect(await test.refused('PUT', `${at}/referrals/${before}/answer`, answer)).toEqual([404, 'referral-not-found']);
    const after = await send();
    for (const text of await reads()) expect(text).toContain(after);
    // From now on the site is that of whoever reads.
    const elsewhere = { token: ADMIN_TOKEN, ifMatch: '*', body: { website: 'https://ailleurs.example' } };
    expect((await test.ask('PATCH', at, elsewhere)).status).toBe(403);
    const own = await test.ask<{ referrals: string[] }>('GET', `${cases}/${id}`, { token: federation.token });
    expect(own.body.referrals).toEqual([before, after].sort());
  });

  it('stays that of its host where somebody has held it, though an administrator ends the last token', async () => {
    const { draft, at, send } = await entryOf('tenu-sans-site');
    await send();
    const give = () =>
      test.ask('PATCH', at, { token: ADMIN_TOKEN, ifMatch: '*', body: { website: 'https://ailleurs.example' } });
    expect((await give()).status).toBe(403);
    const { items } = (await test.ask<{ items: Token[] }>('GET', '/v1/tokens', { token: draft.token })).body;
    for (const token of items) await test.ask('DELETE', `/v1/tokens/${token.id}`, { token: ADMIN_TOKEN });
    expect((await give()).status).toBe(403);
  });
});

describe('A check that is sent again with its key', () => {
  it('is done again when it failed after the site was looked at: nothing had been proven', async () => {
    const { host, token, challenge } = await register();
    const tables = (from: string, to: string) =>
      test.database.run(sql`alter table ${sql.identifier(from)} rename to ${sql.identifier(to)}`);
    let isBroken = true;
    sites.answerBy(async (request, response) => {
      if (isBroken) await tables('domain_challenges', 'away').catch(() => {});
      isBroken = false;
      if (request.url === PATH) response.end(challenge!.content);
      else response.writeHead(404).end();
    });
    const again = () =>
      test.ask<{ proven: boolean }>('POST', `/v1/hosts/${host.id}/domain-checks`, {
        token,
        headers: { 'idempotency-key': 'a check' },
      });
    test.now = new Date(test.now.getTime() + 10_000);
    expect((await again()).status).toBeGreaterThanOrEqual(500);
    await tables('away', 'domain_challenges');
    test.now = new Date(test.now.getTime() + 10_000);
    const { status, body } = await again();
    expect([status, body.proven]).toEqual([200, true]);
  });
});
