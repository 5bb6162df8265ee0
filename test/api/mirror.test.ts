import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { backUpAll } from '../support/backup.ts';
import { folderWithClient, programOf } from '../support/client.ts';
import { asInFeed, numbersFrom, randomChanges } from '../support/random-changes.ts';

/* The program of docs/mirror.md itself, against a server that listens. `npm run trial:mirror` tells it more. */

const CHANGES = Number(process.env.MIRROR_CHANGES ?? 40);
const SEED = Number(process.env.MIRROR_SEED ?? 17);
/** As often as a mirror runs, in changes. */
const BETWEEN_RUNS = 25;

interface Copy {
  epoch: string;
  revision: number;
  datedOn: string;
  hosts: Record<string, Host>;
  federations: Record<string, Federation>;
}

describe('a mirror written from the guide', { timeout: 600_000 }, () => {
  const api = useApp();
  let folder: string;
  let program: string;
  let file: string;
  const changes = randomChanges(api, numbersFrom(SEED));
  let base: string;
  beforeAll(async () => {
    folder = await folderWithClient();
    program = programOf(folder, 'bercail-mirror');
    file = join(folder, 'copy.json');
    await api.app.listen({ port: 0, host: '127.0.0.1' });
    base = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const held = (): Copy => JSON.parse(readFileSync(file, 'utf8'));
  const run = async (): Promise<Copy> => {
    await promisify(execFile)(process.execPath, [program, base, file]);
    return held();
  };
  /** Adds changes while the mirror runs now and then. */
  const live = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= BETWEEN_RUNS) {
      await changes.add(Math.min(left, BETWEEN_RUNS));
      await run();
    }
  };

  const listed = async (): Promise<Record<string, unknown>> => {
    const all: [string, unknown][] = [];
    const states = ['published', 'silent', 'closed', 'suspended'].map((state) => `state=${state}`).join('&');
    for (let next: string | null = `/v1/hosts?limit=100&${states}`; next; ) {
      const { body }: { body: { items: Host[]; next: string | null } } = await api.ask('GET', next);
      all.push(...body.items.map((host): [string, unknown] => [host.id, asInFeed(host)]));
      next = body.next;
    }
    return Object.fromEntries(all);
  };
  const federations = async (): Promise<Record<string, unknown>> => {
    const { body } = await api.ask<{ items: Federation[] }>('GET', '/v1/federations');
    return Object.fromEntries(body.items.map((federation) => [federation.id, asInFeed(federation)]));
  };
  const expectEqual = async (copy: Copy): Promise<void> => {
    expect(copy).toMatchObject({ revision: await api.revision(), epoch: api.catalogue.current().epoch });
    expect(copy.hosts).toEqual(await listed());
    expect(copy.federations).toEqual(await federations());
  };

  it('ends equal to the catalogue after whatever happened to it', async () => {
    await live(Math.ceil(CHANGES / 2));
    await expectEqual(held());
  });

  it('loses what was withdrawn, and every word that was taken out', async () => {
    const person = await api.published({ name: 'Chez Jeanne Martin', summary: { fr: 'Appelez Jeanne Martin.' } });
    const leaving = await api.published({ name: 'Sur le départ' });
    const before = await run();
    expect([before.hosts[person.id]?.name, before.hosts[leaving.id]?.name]).toEqual([
      'Chez Jeanne Martin',
      'Sur le départ',
    ]);
    await api.ask('DELETE', `/v1/hosts/${leaving.id}`, { token: ADMIN_TOKEN, ifMatch: '*' });
    await api.ask('POST', `/v1/hosts/${person.id}/redactions`, { token: ADMIN_TOKEN, body: { text: 'Jeanne Martin' } });
    const after = await run();
    expect(after.hosts[leaving.id]).toBeUndefined();
    expect(readFileSync(file, 'utf8')).not.toContain('Jeanne');
    await expectEqual(after);
  });

  it('dates what it holds anew on another day, although nothing has changed', async () => {
    const promising = await api.published();
    await api.ask('PUT', `/v1/hosts/${promising.id}/commitments/closing-notice`, {
      ...{ token: ADMIN_TOKEN, ifMatch: '*' },
      body: { value: 90, evidenceUrl: 'https://preuve.example' },
    });
    const before = await run();
    api.now = new Date(api.now.getTime() + 3 * 366 * 86_400_000);
    expect(before.hosts).not.toEqual(await listed());
    const after = await run();
    expect(after.revision).toBe(before.revision);
    expect(after.datedOn).toBe(api.catalogue.current().day);
    await expectEqual(after);
  });

  it('begins anew when the catalogue was restored, and keeps nothing of what was lost', async () => {
    const restore = await backUpAll(api.database.db);
    const before = await run();
    const lost = await api.published({ name: 'Perdue' });
    await live(10);
    expect(held().hosts[lost.id]?.name).toBe('Perdue');
    await restore();
    await api.catalogue.catchUp();
    await api.published({ name: 'À la place' });
    const after = await run();
    expect(after.epoch).not.toBe(before.epoch);
    expect(after.hosts[lost.id]).toBeUndefined();
    await expectEqual(after);
    await live(Math.floor(CHANGES / 2));
    await expectEqual(held());
  });
});
