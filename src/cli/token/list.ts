import type { Token } from '../../accounts/schema.ts';
import { askApi } from '../api.ts';
import { type Command, tell } from '../command.ts';

const line = ({ id, role, host, federation, label, expiresAt, lastUsedOn }: Token): string =>
  `${id}  ${[role, host ?? federation].filter(Boolean).join(' ').padEnd(32)} ${label} (last used: ${lastUsedOn ?? 'never'}, ends: ${expiresAt?.slice(0, 10) ?? 'never'})`;

export const tokenListCommand: Command = {
  name: 'token list',
  usage: '',
  summary: 'Lists the tokens in force, without the tokens themselves',
  run: async (asked) =>
    tell(asked, await askApi<{ items: Token[] }>({ method: 'GET', path: '/v1/tokens' }), ({ items }) =>
      items.length === 0 ? 'There is no token yet.' : items.map(line).join('\n'),
    ),
};
