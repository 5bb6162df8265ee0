import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { tellHistoryInSteps } from '../../src/history/entries.ts';
import { ownHost } from '../../src/hosts/entries/commands.ts';
import type { Fetched } from '../../src/outgoing/fetch.ts';
import { changesAfter } from '../../src/record/changes.ts';
import { putClaim, putCommitment } from '../../src/statements/commands.ts';
import { visitSites } from '../../src/watching/visits.ts';
import { speakers } from '../support/answers.ts';
import { reference } from '../support/matching.ts';
import { anAnswer, readingOnly } from '../support/outgoing.ts';
import { useRecord } from '../support/record.ts';

const record = useRecord();
const daysLater = (days: number) => {
  record.now = new Date(record.now.getTime() + days * 86_400_000);
};

const found = (html: string): Fetched => anAnswer({ contentType: 'text/html; charset=utf-8', body: Buffer.from(html) });
const NOT_FOUND: Fetched = { ...found(''), status: 404 } as Fetched;
const NO_ANSWER: Fetched = { problem: 'no-answer' };

/** A web in which only the sites of a test answer; `asked` leaves out what every visit of a site begins with. */
function web(pages: Record<string, Fetched>) {
  const asked: string[] = [];
  const outgoing = readingOnly(async (address) => {
    const { origin, pathname } = new URL(address);
    if (!['/', '/robots.txt'].includes(pathname)) asked.push(address);
    const isThere = Object.keys(pages).some((page) => page.startsWith(origin));
    return pages[address] ?? (isThere ? NOT_FOUND : NO_ANSWER);
  });
  return { outgoing, asked, look: () => visitSites(record.as(), outgoing, { pause: async () => {} }) };
}

let count = 0;
/** A host that says where one can read that its software is free. */
async function withPage(): Promise<{ id: string; url: string; read: () => Promise<Host> }> {
  const { id } = await record.published({ website: `https://hote${++count}.example`, name: `Hôte ${count}` });
  const url = `https://hote${count}.example/logiciels`;
  await putClaim(record.as(), id, 'free-software-only', { value: 'yes', evidenceUrl: url }, undefined);
  return { id, url, read: () => ownHost(record.as(), id) };
}
const claimOf = ({ claims }: Host) => claims.find(({ criterion }) => criterion === 'free-software-only')!;
const pageOf = (host: Host) => claimOf(host).statements[0]!.page;

describe('A page that a host gives as evidence', () => {
  it('is looked at, and again after a week; what does not change makes no revision', async () => {
    const { url, read } = await withPage();
    const { look, asked } = web({ [url]: found('<p>Tout est libre.</p>') });
    expect(pageOf(await read())).toBeUndefined();
    await look();
    expect(pageOf(await read())).toEqual({ state: 'found' });
    expect(asked).toEqual([url]);
    await look();
    daysLater(6);
    await look();
    expect(asked).toEqual([url]);
    const { revision } = await changesAfter(record.database.db, 0, 1);
    daysLater(1);
    await look();
    expect(asked).toEqual([url, url]);
    expect((await changesAfter(record.database.db, 0, 1)).revision).toBe(revision);
  });

  it('whose words change says since when; scripts, styles and spaces are no words', async () => {
    const { url, read } = await withPage();
    const pages = { [url]: found('<style>a{}</style><p>Tout est   libre.</p><script>1</script>') };
    const { look } = web(pages);
    await look();
    daysLater(7);
    pages[url] = found('<p class="x">Tout est libre.</p><script nonce="abc">2</script>');
    await look();
    expect(pageOf(await read())).toEqual({ state: 'found' });
    daysLater(7);
    pages[url] = found('<p>Presque tout est libre.</p>');
    await look();
    const day = record.now.toISOString().slice(0, 10);
    expect(pageOf(await read())).toEqual({ state: 'found', changedOn: day });
    const { changes } = await changesAfter(record.database.db, 0, 10_000);
    expect(changes.at(-1)).toMatchObject({ by: 'catalogue', byLabel: 'evidence', kind: 'changed' });
  });

  it('counts as a bare word once it failed three times over fourteen days, and again when it is back', async () => {
    const { url, read } = await withPage();
    const other = await withPage();
    const pages: Record<string, Fetched> = { [url]: found('Libre.'), [other.url]: found('Libre.') };
    const { look } = web(pages);
    await look();
    expect(claimOf(await read()).evidence).toBe('documented');
    pages[url] = NOT_FOUND;
    const evidences: string[] = [];
    for (let week = 0; week < 4; week++) {
      daysLater(7);
      await look();
      const host = await read();
      evidences.push(`${claimOf(host).evidence} ${pageOf(host)!.state}`);
    }
    expect(evidences).toEqual(['documented failing', 'documented failing', 'declared lost', 'declared lost']);
    expect(claimOf(await read()).statements[0]!.level).toBe('documented');
    pages[url] = found('Libre.');
    daysLater(7);
    await look();
    expect([claimOf(await read()).evidence, pageOf(await read())!.state]).toEqual(['documented', 'found']);
  });

  it('is not held against its host while nothing answers at all: our own line may be down', async () => {
    const { url, read } = await withPage();
    await web({ [url]: found('Libre.') }).look();
    for (let week = 0; week < 4; week++) {
      daysLater(7);
      await web({}).look();
    }
    expect(claimOf(await read()).evidence).toBe('documented');
    expect(pageOf(await read())).toEqual({ state: 'found' });
  });

  it('is forgotten with the statement that cites it', async () => {
    const { id, url, read } = await withPage();
    await web({ [url]: found('Libre.') }).look();
    await putClaim(record.as(), id, 'free-software-only', { value: 'yes' }, '*');
    daysLater(7);
    const { look, asked } = web({ [url]: found('Libre.') });
    await look();
    expect(asked).not.toContain(url);
    expect(claimOf(await read()).statements[0]).not.toHaveProperty('page');
  });

  it('is asked once for all that cites it, and each site by one question at a time', async () => {
    const { id, url } = await withPage();
    const cited = { value: 90, evidenceUrl: url };
    await putCommitment(record.as(), { host: id, kind: 'closing-notice' }, cited, undefined);
    const { look, asked } = web({ [url]: found('Libre.') });
    await look();
    expect(asked.filter((address) => address === url)).toEqual([url]);
    const { commitments } = await ownHost(record.as(), id);
    expect(commitments[0]!.statements[0]!.page).toEqual({ state: 'found' });
  });
});

describe('The past of a host', () => {
  it('tells of a page that changes, vanishes and comes back', async () => {
    const { id, url } = await withPage();
    const other = await withPage();
    const pages: Record<string, Fetched> = { [url]: found('Libre.'), [other.url]: found('Libre.') };
    const { look } = web(pages);
    const answers = [found('Libre.'), found('Presque libre.'), ...Array(4).fill(NOT_FOUND), found('Presque libre.')];
    for (const answer of answers) {
      pages[url] = answer;
      await look();
      daysLater(7);
    }
    const { changes } = await changesAfter(record.database.db, 0, 10_000);
    const tell = tellHistoryInSteps({
      ...{ reference, say: speakers.fr, nameOf: () => undefined, federationName: () => undefined },
    });
    const items = changes.filter(({ hostId }) => hostId === id).map(tell);
    const said = items
      .reverse()
      .flatMap(({ sentences }) => sentences.map(({ text }) => text.replaceAll('\u00a0', ' ')));
    expect(said.slice(0, 3)).toEqual([
      'Uniquement des logiciels libres. La page donnée comme preuve répond de nouveau.',
      'Uniquement des logiciels libres. La page donnée comme preuve ne répond plus : elle ne compte plus.',
      'Uniquement des logiciels libres. Le texte donné comme preuve a changé.',
    ]);
  });
});

describe('A status page', () => {
  it('that answers is measured, and counts as a bare word again as soon as it does not', async () => {
    const { id } = await record.published({ website: `https://hote${++count}.example`, name: `Hôte ${count}` });
    const url = `https://etat.hote${count}.example/`;
    const other = await withPage();
    const pages: Record<string, Fetched> = { [url]: found('Tout va bien.'), [other.url]: found('Libre.') };
    const { look } = web(pages);
    await putCommitment(record.as(), { host: id, kind: 'status-page' }, { value: url }, undefined);
    const read = async () => (await ownHost(record.as(), id)).commitments[0]!;
    expect((await read()).evidence).toBe('declared');
    await look();
    const day = record.now.toISOString().slice(0, 10);
    const [measured, said] = (await read()).statements;
    expect(measured).toMatchObject({ value: url, by: 'catalogue', evidence: 'measured', asOf: day });
    expect(said).toMatchObject({ value: url, by: 'host', evidence: 'declared' });
    daysLater(7);
    pages[url] = NOT_FOUND;
    await look();
    expect(await read()).toMatchObject({ evidence: 'declared', contested: false });
    expect((await read()).statements).toHaveLength(1);
  });

  it('that nobody looks at for a month is no longer measured', async () => {
    const { id } = await record.published({ website: `https://hote${++count}.example`, name: `Hôte ${count}` });
    const url = `https://etat.hote${count}.example/`;
    await putCommitment(record.as(), { host: id, kind: 'status-page' }, { value: url }, undefined);
    await web({ [url]: found('Tout va bien.') }).look();
    daysLater(40);
    const { evidence, statements } = (await ownHost(record.as(), id)).commitments[0]!;
    expect([evidence, statements[0]!.by]).toEqual(['declared', 'host']);
  });
});

it('reads a page of evidence before it locks the host, and in linear time', async () => {
  const { url, read } = await withPage();
  const { db } = record.database;
  let isLocked = false;
  const { transaction } = db;
  db.transaction = (async (work, config) => {
    isLocked = true;
    try {
      return await transaction.call(db, work, config);
    } finally {
      isLocked = false;
    }
  }) as typeof transaction;
  const body = Buffer.from('<'.repeat(100_000));
  const readings: boolean[] = [];
  body.toString = (...given: Parameters<typeof body.toString>) => {
    readings.push(isLocked);
    return Buffer.prototype.toString.apply(body, given);
  };
  const before = process.cpuUsage();
  const page = { ...found(''), body } as Fetched;
  // Every other site answers too: when all are silent, a round ends before it comes to the last.
  const outgoing = readingOnly(async (address) => (address === url ? page : NOT_FOUND));
  await visitSites(record.as(), outgoing, { pause: async () => {} });
  const { user, system } = process.cpuUsage(before);
  db.transaction = transaction;
  expect(pageOf(await read())).toEqual({ state: 'found' });
  expect(readings).toEqual([false]);
  // In quadratic time this page took 20 s.
  expect((user + system) / 1000).toBeLessThan(5000);
});
