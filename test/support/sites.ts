import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { ClaimedOwnership, DomainCheck } from '../../src/hosts/ownership/schema.ts';
import { ADMIN_TOKEN, useApp } from './app.ts';
import { aHost, reference } from './record.ts';

export const PATH = '/.well-known/bercail-challenge';

/** An application whose hosts have web sites, on this machine: what these answer is the test's to say. */
export function useSites() {
  const allowed = new Set<string>();
  const texts = new Map<string, string[][] | Error>();
  const test = useApp({ outgoingAllow: allowed, texts });
  const answers: Record<string, string> = {};
  const usual: RequestListener = (request, response) => {
    const text = answers[request.url ?? ''];
    if (text === undefined) response.writeHead(404).end();
    else response.end(text);
  };
  let listener = usual;
  const server = createServer((request, response) => listener(request, response)).listen(0, '127.0.0.1');
  let count = 0;
  /** Each host has a site of its own. */
  const aSite = (label = `hote${++count}`) => {
    const site = new URL(`http://${label}.example:${(server.address() as AddressInfo).port}`);
    allowed.add(site.host);
    return site.origin;
  };
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    listener = usual;
    texts.clear();
    for (const path of Object.keys(answers)) delete answers[path];
    // Sites are looked at again after some seconds only.
    test.now = new Date(test.now.getTime() + 10_000);
  });

  const register = async (over: object = {}) => {
    const { status, body } = await test.ask<{ host: Host; token: string; challenge: DomainCheck['challenge'] }>(
      'POST',
      '/v1/hosts',
      { body: aHost({ website: aSite(), name: `Hôte ${count}`, ...over }) },
    );
    expect(status).toBe(201);
    return body;
  };
  const check = async (host: string, token: string, lang = 'fr') => {
    test.now = new Date(test.now.getTime() + 10_000);
    const answer = await test.ask<DomainCheck>('POST', `/v1/hosts/${host}/domain-checks?lang=${lang}`, { token });
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  const publish = (host: string, token: string) => test.ask<Host>('POST', `/v1/hosts/${host}/publication`, { token });
  const publishedByProof = async () => {
    const { host, token, challenge } = await register();
    answers[PATH] = challenge!.content;
    expect((await check(host.id, token)).proven).toBe(true);
    const { status, text } = await publish(host.id, token);
    expect(status, text).toBe(200);
    return { ...host, token };
  };
  const claim = (host: string) =>
    test.ask<ClaimedOwnership>('POST', `/v1/hosts/${host}/ownership`, { body: { terms: '2026-1' } });
  /** Entries that were imported have no token at all. */
  const imported = async () => {
    const host = await publishedByProof();
    const { body } = await test.ask<{ items: { id: string }[] }>('GET', '/v1/tokens', { token: host.token });
    for (const { id } of body.items) await test.ask('DELETE', `/v1/tokens/${id}`, { token: ADMIN_TOKEN });
    return host;
  };
  const write = (host: string, token: string, body: object = { legalForm: 'association' }) =>
    test.ask<Host>('PATCH', `/v1/hosts/${host}`, { token, ifMatch: '*', body });
  const read = async (host: string) => (await test.ask<Host>('GET', `/v1/hosts/${host}`)).body;

  return {
    test,
    answers,
    /** TXT records of names. */
    texts,
    aSite,
    register,
    check,
    publish,
    publishedByProof,
    claim,
    imported,
    write,
    read,
    /** How sites answer until the test ends. */
    answerBy: (other: RequestListener) => {
      listener = other;
    },
    /** What the catalogue does unasked is given this. */
    context: () => ({ db: test.database.db, reference, clock: () => test.now, newId: randomUUID }),
  };
}
