import { askApi } from '../api.ts';
import { type Command, tell } from '../command.ts';

export const tokenRevokeCommand: Command = {
  name: 'token revoke',
  usage: '<id>',
  summary: 'Ends a token, at once and everywhere; token list tells its id',
  takes: { least: 1, most: 1 },
  run: async (asked) => {
    const id = asked.words[0]!;
    await askApi({ method: 'DELETE', path: `/v1/tokens/${encodeURIComponent(id)}` });
    tell(asked, { revoked: id }, () => `The token ${id} works no more.`);
  },
};
