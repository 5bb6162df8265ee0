import type { Host } from '../../documents/host.ts';
import { askApi } from '../api.ts';
import { type Command, tell, UsageError } from '../command.ts';
import { hostPath, ONE_HOST } from './path.ts';

export const hostWithdrawCommand: Command = {
  name: 'host withdraw',
  usage: '<slug or id> --yes',
  summary: 'Ends the publication of a host: its past and its slug stay; a draft disappears altogether',
  options: { yes: { type: 'boolean', default: false } },
  takes: ONE_HOST,
  run: async (asked) => {
    if (!asked.options.yes)
      throw new UsageError(
        'This takes the host out of the catalogue, and removes a draft for good. Give --yes to do it.',
      );
    const host = await askApi<Host | undefined>({ method: 'DELETE', path: hostPath(asked), anyVersion: true });
    tell(asked, host ?? { removed: true }, () => (host ? `${host.slug} is withdrawn.` : 'The draft is removed.'));
  },
};
