// A copy of the catalogue in one file, brought up to date each time it runs: node mirror.mjs <address> <file>
// It needs nothing but Node 20 or later. See docs/mirror.md.
import { readFile, rename, writeFile } from 'node:fs/promises';

const [address, file] = process.argv.slice(2);
if (!address || !file) {
  process.stderr.write('Usage: node mirror.mjs https://bercail.example copy.json\n');
  process.exit(2);
}

/** What is kept: documents by their identifiers, which never change, and how far the feed was read. */
const nothing = () => ({ epoch: null, revision: 0, datedOn: null, hosts: {}, federations: {} });

/** The history that the copy follows has ended. */
class EpochChanged extends Error {}

const MOST_TRIES = 10;

async function ask(path) {
  for (let tries = 1; ; tries++) {
    const answer = await fetch(new URL(path, address));
    if (answer.ok) return await answer.json();
    const problem = await answer.json();
    if (problem.code === 'epoch-changed') throw new EpochChanged();
    // Too many requests, or a service that restarts: it says how long to wait.
    if (tries === MOST_TRIES || ![429, 502, 503, 504].includes(answer.status)) throw new Error(problem.detail);
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers.get('retry-after') ?? 5)));
  }
}

/** Reads on where the copy ends. Each change replaces a document, or removes it. */
async function follow(copy) {
  let federationsChanged = false;
  let day = copy.datedOn;
  let next = `/v1/changes?after=${copy.revision}&limit=100${copy.epoch ? `&epoch=${copy.epoch}` : ''}`;
  while (next) {
    const page = await ask(next);
    for (const { revision, id, federation, document } of page.items) {
      const documents = federation === undefined ? copy.hosts : copy.federations;
      if (document === null) delete documents[id];
      else documents[id] = document;
      if (federation !== undefined) federationsChanged = true;
      copy.revision = revision;
    }
    copy.epoch = page.epoch;
    day = page.asOf;
    next = page.next;
  }
  // Levels of evidence move with the day, and with the criteria of federations, without a change of the host.
  if (day !== copy.datedOn || federationsChanged) await dateAnew(copy);
}

/** Sentences are made for whoever reads, in a language: a copy keeps the facts that they say. */
function withoutSentences({ updatedAt: _at, revision: _revision, ...host }) {
  const closing = (one) => one && (({ text: _, ...facts }) => facts)(one);
  return {
    ...host,
    closing: closing(host.closing),
    services: host.services.map((service) => ({ ...service, closing: closing(service.closing) })),
    ...(host.priceChanges && { priceChanges: host.priceChanges.map(({ text: _, ...facts }) => facts) }),
  };
}

/** Takes documents as they count today, where they are of the version that the copy has. */
async function dateAnew(copy) {
  let next = '/v1/hosts?limit=100&state=published&state=silent&state=closed&state=suspended';
  while (next) {
    const page = await ask(next);
    for (const host of page.items)
      if (copy.hosts[host.id]?.version === host.version) copy.hosts[host.id] = withoutSentences(host);
    copy.datedOn = page.asOf;
    next = page.next;
  }
}

async function read() {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return nothing();
    throw error;
  }
}

let copy = await read();
try {
  await follow(copy);
} catch (error) {
  if (!(error instanceof EpochChanged)) throw error;
  // What was copied may never have been: all of it is read again, and the old copy is shown until that is done.
  copy = nothing();
  await follow(copy);
}
// All or nothing: whoever reads the file never finds half of it.
await writeFile(`${file}.new`, JSON.stringify(copy));
await rename(`${file}.new`, file);
const [hosts, federations] = [copy.hosts, copy.federations].map((documents) => Object.keys(documents).length);
process.stdout.write(`${hosts} hosts and ${federations} federations, revision ${copy.revision} of ${copy.epoch}\n`);
