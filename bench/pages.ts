import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf, headerOf, kb, measured, type Row, type Timing } from './rows.ts';
import { startBare, startService } from './servers.ts';

/** Pages of the real catalogue: requests a second beside a bare server. */

const PATHS = [
  '/',
  '/hosts',
  '/hosts/framasoft',
  '/federations/chatons',
  '/match',
  '/embed/search?usage=email-hosting',
];

/** One need with budgets that all differ, so that no answer is remembered; of one usage, as several at once are refused under such a load. */
const NEED = 'use=email-hosting&mailboxes=4&place=departement:23&at=matters&go=next';
const forms = Array.from({ length: 5000 }, (_, at) => `${NEED}&budget=${60 + at}`);

export async function benchPages(
  timing: Timing,
  say: (line: string) => void,
  isWanted: (row: string) => boolean,
): Promise<void> {
  const service = await startService(mkdtempSync(join(tmpdir(), 'bercail-bench-pages-')), 'catalogue');
  const headers = { accept: 'text/html', 'accept-language': 'fr', 'accept-encoding': 'br' };
  const type = 'application/x-www-form-urlencoded';
  const pages = await Promise.all(
    PATHS.map(async (path, at) => ({ ...(await answerOf(service.base, path, { headers })), path: `/${at}` })),
  );
  const sent = { method: 'POST', headers: { ...headers, 'content-type': type }, body: forms[0]! };
  const answer = await answerOf(service.base, '/match', sent);
  const bare = await startBare({
    answers: [...pages, { ...answer, path: '/answer', form: true }, { ...pages[0]!, path: '/list' }],
  });
  const rows: Row[] = [
    ...pages.map(({ path, body }, at) => ({
      name: `${PATHS[at]!.split('?')[0]} (${kb(body)})`,
      service: { url: service.base + PATHS[at]!, headers },
      bare: { url: bare.base + path, headers },
    })),
    {
      name: `an answer, every need different (${kb(answer.body)})`,
      service: { url: `${service.base}/match`, bodies: forms, type, headers },
      bare: { url: `${bare.base}/answer`, bodies: forms, type, headers },
    },
  ];
  say('\nPages of the real catalogue, compressed');
  say(headerOf('service', 'bare'));
  for (const row of rows) if (isWanted(row.name)) say(await measured(row, { service, bare }, timing));
  await bare.stop();
  await service.stop();
}
