import { execFile } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import openapiTypes, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyFile } from '../../src/matching/engine/need/policy.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { ADMIN_TOKEN } from '../support/app.ts';

import { folderWithClient } from '../support/client.ts';
import { documentedBy } from '../support/documented.ts';
import { useSites } from '../support/sites.ts';

/*
 * The client of `clients/typescript` takes people through what they come for, on a server that listens: `stories/` says what
 * they do. It has an address and a token; no story sets a header, or says what a type is.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const sites = useSites();
const { test } = sites;
let folder: string;
let address: string;

beforeAll(async () => {
  folder = await folderWithClient();
  cpSync(join(root, 'test/contract/stories'), join(folder, 'stories'), { recursive: true });
  const types = await openapiTypes(new URL('../../openapi/openapi.json', import.meta.url));
  writeFileSync(join(folder, 'schema.ts'), astToString(types));
  const compilerOptions = { rootDir: '.', typeRoots: [join(root, 'node_modules/@types')] };
  const tsconfig = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions,
    include: ['stories', 'schema.ts'],
    exclude: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  await test.app.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(test.app.server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A module of the folder, as it was written for the client. */
const story = (name: string) => import(/* @vite-ignore */ join(folder, `stories/${name}.ts`));

/** A module of the client itself. */
const installed = (name: string) =>
  import(/* @vite-ignore */ join(folder, `node_modules/bercail-client/dist/${name}.js`));

describe('the client that is made from the description', () => {
  it('types what is written with it, and so do the types of another generator', async () => {
    const compiler = join(root, 'node_modules/.bin/tsc');
    const { stdout } = await promisify(execFile)(compiler, ['-p', folder]).catch((failed) => failed);
    expect(stdout).toBe('');
  });

  it('takes a host from its registration to its advice', async () => {
    const { hostStory } = await story('host');
    await hostStory(address, {
      website: sites.aSite(),
      publish: (at: string, content: string) => {
        sites.answers[new URL(at).pathname] = content;
      },
    });
  });

  it('takes a federation from its creation to what it recommends', async () => {
    const { slug } = await test.published();
    const { federationStory } = await story('federation');
    await federationStory(address, ADMIN_TOKEN, slug);
  });

  it('finds hosts and gets a match for whoever has no token', async () => {
    const host = await test.published();
    const service = {
      name: 'Nuage',
      usages: ['file-storage-sharing'],
      registration: 'open',
      capacity: { state: 'open' },
    };
    const plans = [{ name: 'Groupe', period: 'year', fixed: 48, maxAccounts: 20, maxGb: 100 }];
    const path = `/v1/hosts/${host.slug}/services/nuage`;
    const put = await test.ask('PUT', path, { token: host.token, body: { ...service, plans } });
    expect(put.status, put.text).toBe(201);
    const { visitorStory } = await story('visitor');
    await visitorStory(address, host.slug);
  });

  it('answers without a network what was recorded, and says what was not', async () => {
    const { callerAt, getHost, listHosts, listUsages, matchNeed } = await installed('index');
    const { recordedFetch } = await installed('recorded');
    const offline = callerAt('https://bercail.example', { fetch: recordedFetch });
    const { data: usages } = await listUsages(offline);
    expect(usages.items.length).toBeGreaterThan(40);
    const { data: hosts } = await listHosts(offline);
    const { data: host } = await getHost({ ...offline, path: { host: 'deuxfleurs' } });
    expect([hosts.items.length, host.slug]).toEqual([3, 'deuxfleurs']);
    const { data: match } = await matchNeed({ ...offline, body: { usages: [] } });
    expect([...match.fits, ...match.toCheck].length).toBeGreaterThan(0);
    const unknown = getHost({ ...offline, path: { host: 'another' } });
    await expect(unknown).rejects.toMatchObject({
      code: 'not-recorded',
      detail: expect.stringContaining('deuxfleurs'),
    });
  });

  it('holds records that are as the description says today', async () => {
    const { RECORDED, recorded } = await installed('recorded');
    const check = documentedBy(test.app, readSeed<PolicyFile>('policy.json'));
    for (const operation of RECORDED) {
      const { method, path, status, type, body } = recorded(operation);
      const text = JSON.stringify(body);
      const answer = { statusCode: status, headers: { 'content-type': type }, body: text, json: () => body };
      check(method, path, answer as never);
    }
  });
});
