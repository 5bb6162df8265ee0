import { askApi } from '../api.ts';
import { type Command, endOf, given, needed, tell } from '../command.ts';
import { ONE_HOST } from './path.ts';

export const hostTokenCommand: Command = {
  name: 'host token',
  usage: '<slug or id> --label <text> [--expires 2027-01-31]',
  summary: 'Makes a token that writes one host, shown once',
  options: { label: { type: 'string' }, expires: { type: 'string' } },
  takes: ONE_HOST,
  run: async (asked) => {
    const label = needed(asked, 'label', 'what the token is for, such as “backup robot”; nobody’s name');
    const expires = given(asked, 'expires');
    const made = await askApi<{ token: string }>({
      method: 'POST',
      path: '/v1/tokens',
      body: { role: 'host', host: asked.words[0], label, ...(expires && { expiresAt: endOf(expires) }) },
    });
    tell(asked, made, ({ token }) => `${token}\nKeep it now: it is not shown again.`);
  },
};
