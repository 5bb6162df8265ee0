import { HostPath } from '../documents/host.ts';
import { hostSpokesperson } from '../hosts/rights.ts';
import { privateGet } from '../http/get.ts';
import { write } from '../http/write.ts';
import type { Routes } from '../record/writer.ts';
import { readKeptEvidence, readLooks, sayHere } from './commands.ts';
import { KeptEvidenceList, LookList, Presence } from './schema.ts';

/** The observations of a host's website, and what is stored of its evidence pages. */
export const watchingRoutes: Routes<'only' | 'contextFor' | 'answer'> = (app, { only, contextFor, answer }) => {
  const tag = 'Writing';

  write(app, 'POST', '/v1/hosts/:host/presence', {
    operationId: 'sayHere',
    summary: 'Say that a host is there although its site does not answer; a silent entry speaks again',
    tag,
    params: HostPath,
    answers: { 200: Presence },
    allow: only(hostSpokesperson),
    version: 'returned',
    errors: ['not-published', 'host-withdrawn'],
    handler: ({ caller, params }) => answer(caller, (context) => sayHere(context, params.host)),
  });

  privateGet(app, '/v1/hosts/:host/looks', {
    operationId: 'listLooks',
    comesWhole: true,
    summary: 'What daily visits saw of the site of a host: for itself, its federations and administrators',
    tag,
    params: HostPath,
    answer: LookList,
    responseDescription: 'The looks of 90 days',
    allow: only(hostSpokesperson),
    handler: async ({ caller, params }) => ({ body: await readLooks(contextFor(caller), params.host) }),
  });

  privateGet(app, '/v1/hosts/:host/evidence', {
    operationId: 'listKeptEvidence',
    comesWhole: true,
    summary: 'What is kept of the pages given as evidence: for the host, its federations and administrators',
    tag,
    params: HostPath,
    answer: KeptEvidenceList,
    responseDescription: 'By statement, all in one page',
    allow: only(hostSpokesperson),
    handler: async ({ caller, params }) => {
      const items = await readKeptEvidence(contextFor(caller), params.host);
      return { body: { items, total: items.length, next: null } };
    },
  });
};
