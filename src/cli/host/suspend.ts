import type { Host } from '../../documents/host.ts';
import { askApi } from '../api.ts';
import { type Command, languageOf, needed, tell } from '../command.ts';
import { hostPath, ONE_HOST, textIn } from './path.ts';

export const hostSuspendCommand: Command = {
  name: 'host suspend',
  usage: '<slug or id> --reason <text> [--lang fr|en]',
  summary: 'Takes a host out of lists and matches; its page stays, with the reason',
  notes: ['--lang is the language in which the reason is written: fr unless said'],
  options: { reason: { type: 'string' }, lang: { type: 'string' } },
  takes: ONE_HOST,
  run: async (asked) => {
    const reason = textIn(languageOf(asked), needed(asked, 'reason', 'why, as everybody will read it'));
    const path = `${hostPath(asked)}/suspension`;
    const host = await askApi<Host>({ method: 'PUT', path, body: { reason }, anyVersion: true });
    tell(asked, host, ({ slug }) => `${slug} is suspended. To end it: host resume ${slug}`);
  },
};
