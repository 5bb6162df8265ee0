import { writeFileSync } from 'node:fs';
import brassBand from '../../docs/examples/brass-band.json' with { type: 'json' };
import { RECORDED, type Recorded } from './src/recorded.ts';

/*
 * `npm run client:record -- http://127.0.0.1:3000`: asks a service that has the real catalogue, and keeps what it answers in
 * `recorded/`. A test says when an answer has another shape today.
 */

const [address = 'http://127.0.0.1:3000'] = process.argv.slice(2);

const ASKED: Record<(typeof RECORDED)[number], { path: string; body?: unknown }> = {
  listUsages: { path: '/v1/usages' },
  listHosts: { path: '/v1/hosts?usage=file-storage-sharing&limit=3' },
  getHost: { path: '/v1/hosts/deuxfleurs' },
  matchNeed: { path: '/v1/matches', body: brassBand },
  listChanges: { path: '/v1/changes?limit=3' },
};

for (const operation of RECORDED) {
  const { path, body } = ASKED[operation];
  const method = body === undefined ? 'GET' : 'POST';
  const answer = await fetch(new URL(path, address), {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  const type = answer.headers.get('content-type') ?? '';
  const record: Recorded = { operation, method, path, status: answer.status, type, body: await answer.json() };
  writeFileSync(new URL(`recorded/${operation}.json`, import.meta.url), `${JSON.stringify(record, null, 1)}\n`);
  process.stdout.write(`${operation}: ${JSON.stringify(record).length} characters\n`);
}
