import type { Command } from '../command.ts';
import { LABEL, makeToken, TOKEN_OPTIONS, TOKEN_USAGE } from '../token/made.ts';
import { ONE_HOST } from './path.ts';

export const hostTokenCommand: Command = {
  name: 'host token',
  usage: TOKEN_USAGE,
  summary: 'Makes a token that writes one host, shown once',
  notes: [`--label says ${LABEL}`],
  options: TOKEN_OPTIONS,
  takes: ONE_HOST,
  run: (asked) => makeToken(asked, 'host'),
};
