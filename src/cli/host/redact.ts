import { readFileSync } from 'node:fs';
import type { Redaction } from '../../redaction/schema.ts';
import { askApi } from '../api.ts';
import { type Command, given, languageOf, needed, tell } from '../command.ts';
import { hostPath, ONE_HOST, textIn } from './path.ts';

const sentence = ({ dryRun, copies, elsewhere }: Redaction): string =>
  [
    dryRun
      ? `${copies} field(s) hold the words; nothing was written.`
      : `The words were removed from ${copies} field(s).`,
    ...(elsewhere > 0 ? [`${elsewhere} public document(s) still hold them: those of others, or in a slug.`] : []),
  ].join('\n');

export const hostRedactCommand: Command = {
  name: 'host redact',
  usage: '<slug or id> --text <words | -> [--reason <text>] [--lang fr|en] [--dry-run]',
  summary: 'Removes words from everything stored of a host, its past included; it cannot be undone',
  notes: [
    '--dry-run counts only: try it first',
    '--text - reads the words from standard input, and so keeps them out of the memory of your shell',
    '--lang is the language in which the reason is written: fr unless said',
  ],
  options: {
    text: { type: 'string' },
    reason: { type: 'string' },
    lang: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
  },
  takes: ONE_HOST,
  run: async (asked) => {
    const typed = needed(asked, 'text', 'the exact words to remove, or - for standard input');
    const reason = given(asked, 'reason');
    const language = languageOf(asked);
    const dryRun = asked.options['dry-run'] === true;
    const text = typed === '-' ? readFileSync(0, 'utf8').replace(/\r?\n$/, '') : typed;
    const redaction = await askApi<Redaction>({
      method: 'POST',
      path: `${hostPath(asked)}/redactions${dryRun ? '?dryRun=true' : ''}`,
      body: { text, ...(reason && { reason: textIn(language, reason) }) },
    });
    tell(asked, redaction, sentence);
  },
};
