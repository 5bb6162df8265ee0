import type { Federation } from '../../documents/federation.ts';
import { askApi } from '../api.ts';
import { type Command, tell } from '../command.ts';
import { currentMembers } from './current.ts';
import { federationPath, ONE_FEDERATION } from './path.ts';

const sentence = ({ id, slug, name, website, version, members, selection, policy, charter }: Federation): string =>
  [
    `${name} (${slug}, ${id})`,
    `Version ${version}`,
    `Website: ${website}`,
    `Charter: ${charter ?? 'none known'}`,
    `Members: ${currentMembers({ members })} current, ${members.length} in all`,
    `Own list: ${selection ? `${selection.length} host(s)` : 'none'}`,
    `Policy: ${policy?.version ?? 'none'}`,
  ].join('\n');

export const federationShowCommand: Command = {
  name: 'federation show',
  usage: '<slug or id>',
  summary: 'Shows a federation; all of it with --json',
  takes: ONE_FEDERATION,
  run: async (asked) => tell(asked, await askApi<Federation>({ method: 'GET', path: federationPath(asked) }), sentence),
};
