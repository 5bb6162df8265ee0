import { Type } from 'typebox';
import { Host, HostPath } from '../../documents/host.ts';
import { write } from '../../http/write.ts';
import type { Routes } from '../../record/writer.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { hostWriter } from '../rights.ts';
import { confirmHost, type ListEffect, tryConfirmation } from './commands.ts';
import { ConfirmationDraft, ConfirmationPreview, ConfirmationQuery } from './schema.ts';
import { sayListChange } from './words.ts';

/** “Still true”: confirms all facts of a host at once, and declares which of its lists are complete. */
export const confirmationRoutes: Routes<'only' | 'answer' | 'contextFor', { reference: Reference }> = (
  app,
  { only, answer, contextFor, reference },
) => {
  const inWords = (told: readonly ListEffect[], language: Language) =>
    told.map(({ list, told: one }) => ({ list, ...one, text: sayListChange(one, speaker(language, reference)) }));

  write(app, 'POST', '/v1/hosts/:host/confirmations', {
    operationId: 'confirmHost',
    summary: 'Say that everything a host says is still true, which dates all of it on today',
    description:
      'What a list lacks is unknown, unless the host says here that the list is whole. `dryRun=true` tells what would become a no.',
    tag: 'Writing',
    params: HostPath,
    query: ConfirmationQuery,
    body: ConfirmationDraft,
    takesAnyMeaning: true,
    answers: { 200: Type.Union([Host, ConfirmationPreview]) },
    allow: only(hostWriter),
    version: 'accepted',
    handler: async (request) => {
      const { caller, params, body, query, headers } = request;
      const ifMatch = headers['if-match'];
      if (!query.dryRun) return answer(caller, (context) => confirmHost(context, params.host, body, ifMatch));
      const { complete, becomesNo, notes, version } = await tryConfirmation(
        contextFor(caller),
        params.host,
        body,
        ifMatch,
      );
      return {
        status: 200,
        bodyIn: (language) => ({
          dryRun: true,
          complete,
          becomesNo: inWords(becomesNo, language),
          notes: inWords(notes, language),
          version,
        }),
        version,
      };
    },
  });
};
