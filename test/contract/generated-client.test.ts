import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createClient } from '@hey-api/openapi-ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN } from '../support/app.ts';
import { useSites } from '../support/sites.ts';

/*
 * A client in TypeScript is generated from the description, and takes people through what they come for, on a server that
 * listens: `stories/` says what they do. It has an address and a token; no story sets a header, or says what a type is.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bercail-client-'));
const sites = useSites();
const { test } = sites;
let address: string;

/** Strict, but for optional properties that hold `undefined`: the generated code itself is not written for that. */
const TSCONFIG = {
  extends: join(root, 'tsconfig.json'),
  compilerOptions: {
    ...{ rootDir: '.', lib: ['es2023', 'dom', 'dom.iterable'], exactOptionalPropertyTypes: false },
    ...{ typeRoots: [join(root, 'node_modules/@types')] },
  },
  include: ['.'],
  exclude: [],
};

beforeAll(async () => {
  await createClient({
    input: join(root, 'openapi/openapi.json'),
    output: { path: join(folder, 'client'), importFileExtension: '.ts' },
    logs: { level: 'silent', file: false },
  });
  cpSync(join(root, 'test/contract/stories'), join(folder, 'stories'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  await test.app.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(test.app.server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A module of the folder, as it was written for the client. */
const story = (name: string) => import(/* @vite-ignore */ join(folder, `stories/${name}.ts`));

describe('a client that is generated from the description', () => {
  it('is TypeScript without a fault, and so is what is written with it', async () => {
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
});
