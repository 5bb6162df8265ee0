import type { Federation } from '../../documents/federation.ts';
import { askApi } from '../api.ts';
import { type Command, given, languageOf, needed, tell } from '../command.ts';
import { ONE_FEDERATION } from './path.ts';

export const federationCreateCommand: Command = {
  name: 'federation create',
  usage: '<slug> --name <text> --website <address> [--summary <text>] [--lang fr|en] [--charter <key>] [--country FR]',
  summary: 'Creates a federation, which then needs a token of its own: federation token',
  notes: ['--lang is the language in which the summary is written: fr unless said'],
  options: {
    name: { type: 'string' },
    website: { type: 'string' },
    summary: { type: 'string' },
    lang: { type: 'string' },
    charter: { type: 'string' },
    country: { type: 'string' },
  },
  takes: ONE_FEDERATION,
  run: async (asked) => {
    const name = needed(asked, 'name', 'how the federation is called');
    const website = needed(asked, 'website', 'the address of its site');
    const language = languageOf(asked);
    const [summary, charter, country] = [given(asked, 'summary'), given(asked, 'charter'), given(asked, 'country')];
    const federation = await askApi<Federation>({
      method: 'POST',
      path: '/v1/federations',
      body: {
        ...{ slug: asked.words[0], name, website },
        ...(summary && { summary: { [language]: summary } }),
        ...(charter && { charter }),
        ...(country && { country }),
      },
    });
    tell(asked, federation, ({ slug }) => `${slug} is created. To let it write: federation token ${slug}`);
  },
};
