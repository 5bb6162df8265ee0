import type { Host } from '../../documents/host.ts';
import { askApi } from '../api.ts';
import { type Command, tell } from '../command.ts';
import { hostPath, ONE_HOST } from './path.ts';

const sentence = (host: Host): string =>
  [
    `${host.name} (${host.slug}, ${host.id})`,
    `State: ${host.state}, version ${host.version}`,
    `Website: ${host.website ?? 'unknown'}${host.domainVerifiedAt ? `, proven on ${host.domainVerifiedAt}` : ', not proven'}`,
    `Confirmed: ${host.confirmedAt ?? 'never'}`,
    `Services: ${host.services.map(({ slug }) => slug).join(', ') || 'none known'}`,
    `Federations: ${host.memberships.map(({ federation, status }) => `${federation} (${status})`).join(', ') || 'none known'}`,
  ].join('\n');

export const hostShowCommand: Command = {
  name: 'host show',
  usage: '<slug or id>',
  summary: 'Shows a host, drafts included; all of it with --json',
  takes: ONE_HOST,
  run: async (asked) => tell(asked, await askApi<Host>({ method: 'GET', path: hostPath(asked) }), sentence),
};
