import { fastify } from 'fastify';
import { describe, expect, it } from 'vitest';
import { generatedHosts } from '../../bench/generated.ts';
import { buildModel, readTextsInSteps } from '../../src/catalogue/build.ts';
import { addFirstSearches } from '../../src/catalogue/first-search.ts';
import type { SearchContext } from '../../src/catalogue/search.ts';
import { createSlices, runInSlices } from '../../src/ground/slices.ts';
import { factsOf } from '../support/facts.ts';
import { DAY, policy, reference } from '../support/matching.ts';

const hosts = new Map(generatedHosts(300, reference).map((host) => [host.id, factsOf(host)]));
const stored = { epoch: 'e', revision: 1, mark: '', hosts, federations: new Map() };

/** A server that has just started: two searches, and a page that searches nothing. */
async function started() {
  const model = buildModel(stored, { reference, costRules: policy }, DAY);
  const read: SearchContext['of'][] = [];
  const told: string[] = [];
  const texts: Partial<Record<SearchContext['of'], Promise<void>>> = {};
  const app = fastify();
  addFirstSearches(app, {
    readTexts: (of) => {
      texts[of] ??= runInSlices(createSlices(), readTextsInSteps(model, of)).then(() => void read.push(of));
      return texts[of];
    },
  });
  const found = (of: SearchContext['of']) => () => {
    told.push(`${of} after ${read.join()}`);
    const text = of === 'hosts' ? model.hostText() : model.offerText();
    return { found: text.search('courrier')!.places.length };
  };
  app.get('/hosts', { schema: { operationId: 'listHosts' } as object }, found('hosts'));
  app.get('/services', { schema: { operationId: 'listServices' } as object }, found('offers'));
  app.get('/other', () => {
    told.push(`other after ${read.join()}`);
    return {};
  });
  await app.ready();
  return { ask: (url: string) => app.inject(url), read, told };
}

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

  it('read each text once', async () => {
    const { ask, read } = await started();
    await Promise.all([ask('/hosts?q=courrier'), ask('/hosts?q=nuage')]);
    await ask('/hosts?q=agenda');
    expect(read).toEqual(['hosts']);
  });
});
