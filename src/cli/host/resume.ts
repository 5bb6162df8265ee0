import type { Host } from '../../documents/host.ts';
import { askApi } from '../api.ts';
import { type Command, tell } from '../command.ts';
import { hostPath, ONE_HOST } from './path.ts';

export const hostResumeCommand: Command = {
  name: 'host resume',
  usage: '<slug or id>',
  summary: 'Ends a suspension: the host is again what it was before',
  takes: ONE_HOST,
  run: async (asked) => {
    const path = `${hostPath(asked)}/suspension`;
    const host = await askApi<Host>({ method: 'DELETE', path, anyVersion: true });
    tell(asked, host, ({ slug, state }) => `${slug} is ${state}.`);
  },
};
