import type { Host } from '../../documents/host.ts';
import { askApi } from '../api.ts';
import { type Command, tell } from '../command.ts';
import { hostPath, ONE_HOST } from './path.ts';

export const hostPublishCommand: Command = {
  name: 'host publish',
  usage: '<slug or id>',
  summary: 'Publishes a draft, or again a host that was withdrawn; this counts as confirmed by the host',
  takes: ONE_HOST,
  run: async (asked) => {
    const host = await askApi<Host>({ method: 'POST', path: `${hostPath(asked)}/publication` });
    tell(asked, host, ({ slug, state }) => `${slug} is ${state}.`);
  },
};
