import type { Command } from '../command.ts';
import { makeToken, TOKEN_OPTIONS, TOKEN_USAGE } from '../made-token.ts';
import { ONE_HOST } from './path.ts';

export const hostTokenCommand: Command = {
  name: 'host token',
  usage: TOKEN_USAGE,
  summary: 'Makes a token that writes one host, shown once',
  options: TOKEN_OPTIONS,
  takes: ONE_HOST,
  run: (asked) => makeToken(asked, 'host'),
};
