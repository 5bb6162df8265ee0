import type { Command } from '../command.ts';
import { LABEL, makeToken, TOKEN_OPTIONS, TOKEN_USAGE } from '../token/made.ts';
import { ONE_FEDERATION } from './path.ts';

export const federationTokenCommand: Command = {
  name: 'federation token',
  usage: TOKEN_USAGE,
  summary: 'Makes a token that writes one federation, shown once',
  notes: [`--label says ${LABEL}`],
  options: TOKEN_OPTIONS,
  takes: ONE_FEDERATION,
  run: (asked) => makeToken(asked, 'federation'),
};
