import { fastify } from 'fastify';
import { describe, expect, it } from 'vitest';
import { generatedHosts } from '../../bench/generated.ts';
import { buildModel, hasReadTexts, readTextsInSteps } from '../../src/catalogue/build.ts';
import { addFirstSearches, textsReader } from '../../src/catalogue/first-search.ts';
import { hostCalled } from '../../src/catalogue/model.ts';
import type { SearchContext } from '../../src/catalogue/search.ts';
import { createSlices, runInSlices } from '../../src/ground/slices.ts';
import { nearTo } from '../../src/pages/home/documents.tsx';
import { factsOf } from '../support/facts.ts';
import { DAY, policy, reference } from '../support/matching.ts';

const hosts = new Map(generatedHosts(300, reference).map((host) => [host.id, factsOf(host)]));
const stored = { epoch: 'e', revision: 1, mark: '', hosts, federations: new Map() };

const NEXT_DAY = '2026-11-26';
const READING = { reading: { dependsOn: 'catalogue' } } as const;

/** A server that has just started: two searches, and a page that searches nothing. */
async function started() {
  const model = buildModel(stored, { reference, costRules: policy }, DAY);
  const read: SearchContext['of'][] = [];
  const told: string[] = [];
  const app = fastify();
  const slices = createSlices();
  const readTexts = textsReader(
    () => model,
    (steps) => runInSlices(slices, steps),
  );
  addFirstSearches(app, {
    readTexts: (of) => readTexts(of).then(() => void (read.includes(of) || read.push(of))),
  });
  const found = (of: SearchContext['of']) => () => {
    told.push(`${of} after ${read.join()}`);
    const text = of === 'hosts' ? model.hostText() : model.offerText();
    return { found: text.search('courrier')!.places.length };
  };
  app.get('/hosts', { config: READING, schema: { operationId: 'listHosts' } as object }, found('hosts'));
  app.get('/services', { config: READING, schema: { operationId: 'listServices' } as object }, found('offers'));
  app.get('/other', { config: READING }, () => {
    told.push(`other after ${read.join()}`);
    return {};
  });
  await app.ready();
  return { ask: (url: string) => app.inject(url), read, told };
}

describe('The texts of the catalogue', () => {
  const rules = { reference, costRules: policy };

  it('are read anew when the day changes meanwhile', async () => {
    let model = buildModel(stored, rules, DAY);
    const readTexts = textsReader(
      () => model,
      async (steps) => {
        await runInSlices(createSlices(), steps);
        if (model.day === DAY) model = buildModel(stored, rules, NEXT_DAY);
      },
    );
    await readTexts('hosts');
    expect([model.day, hasReadTexts(model)]).toEqual([NEXT_DAY, true]);
  });

  it('are tried again after a failure', async () => {
    const model = buildModel(stored, rules, DAY);
    let fails = true;
    const readTexts = textsReader(
      () => model,
      async (steps) => {
        if (fails) throw new Error('no');
        await runInSlices(createSlices(), steps);
      },
    );
    await expect(readTexts('hosts')).rejects.toThrow('no');
    fails = false;
    await readTexts('hosts');
    expect(hasReadTexts(model)).toBe(true);
  });
});

describe('The first searches after a start', () => {
  it('wait for the texts that they search, and are answered', async () => {
    const { ask, told } = await started();
    const [hostsFound, servicesFound] = [await ask('/hosts?q=courrier'), await ask('/services?q=courrier')];
    expect(told).toEqual(['hosts after hosts', 'offers after hosts,offers']);
    expect(hostsFound.json().found).toBeGreaterThan(0);
    expect(servicesFound.json().found).toBeGreaterThan(hostsFound.json().found);
  });

  it('let others be answered meanwhile', async () => {
    const { ask, told } = await started();
    await Promise.all([ask('/hosts?q=courrier'), ask('/other')]);
    expect(told).toEqual(['other after ', 'hosts after hosts']);
  });

  it('are refused when too many wait', async () => {
    const { ask } = await started();
    const answers = await Promise.all(Array.from({ length: 203 }, () => ask('/hosts?q=courrier')));
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(200);
    expect((await ask('/hosts?q=courrier')).statusCode).toBe(200);
  });

  it('read each text once', async () => {
    const { ask, read } = await started();
    await Promise.all([ask('/hosts?q=courrier'), ask('/hosts?q=nuage')]);
    await ask('/hosts?q=agenda');
    expect(read).toEqual(['hosts']);
  });
});

describe('Just after a start', () => {
  const model = () => buildModel(stored, { reference, costRules: policy }, DAY);

  it('the page of an unknown host proposes names that differ by few letters, and reads no texts for more', () => {
    const made = model();
    const { slug, name } = made.documents[0]!;
    expect(nearTo(`/hosts/${slug}`, made)).toEqual([{ name, path: `/hosts/${slug}` }]);
    expect(nearTo('/hosts/courrier-nuage', made)).toEqual([]);
    const steps = readTextsInSteps(made, 'hosts');
    while (made.sections[0]!.hostTexts.latest() === undefined) steps.next();
    // Others are still to be read.
    expect(nearTo('/hosts/courrier-nuage', made)).toEqual([]);
    expect(made.sections.at(-1)!.hostTexts.latest()).toBeUndefined();
    while (!steps.next().done);
    expect(nearTo('/hosts/courrier-nuage', made).length).toBeGreaterThan(0);
  });

  it('a host is found by its exact name without reading texts', () => {
    const made = model();
    const host = made.documents.at(-1)!;
    expect(hostCalled(made, host.name.toUpperCase())).toBe(host);
    expect([hostCalled(made, `${host.name} x`), hostCalled(made, '…')]).toEqual([undefined, undefined]);
    expect(made.sections[0]!.hostTexts.latest()).toBeUndefined();
  });
});
