import { Host, HostPath } from '../../documents/host.ts';
import { write } from '../../http/write.ts';
import type { Routes } from '../../record/writer.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { hostWriter } from '../rights.ts';
import { confirmHost, type ListEffect, tryConfirmation } from './commands.ts';
import { ConfirmationDraft, ConfirmationTrial } from './schema.ts';
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
    body: ConfirmationDraft,
    takesAnyMeaning: true,
    answers: { 200: Host },
    allow: only(hostWriter),
    version: 'accepted',
    trial: {
      answer: ConfirmationTrial,
      handler: async ({ caller, params, body, headers }) => {
        const context = contextFor(caller);
        const tried = await tryConfirmation(context, params.host, body, headers['if-match']);
        const { complete, becomesNo, notes, version } = tried;
        return {
          status: 200,
          bodyIn: (language) => ({
            complete,
            becomesNo: inWords(becomesNo, language),
            notes: inWords(notes, language),
            version,
          }),
          version,
        };
      },
    },
    handler: ({ caller, params, body, headers }) =>
      answer(caller, (context) => confirmHost(context, params.host, body, headers['if-match'])),
  });
};
