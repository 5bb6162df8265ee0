import type { ListedMember, MembershipRequest } from '../../federations/members/schema.ts';
import { askApi } from '../api.ts';
import { type Command, tell } from '../command.ts';
import { federationPath, ONE_FEDERATION } from './path.ts';

interface Members {
  items: ListedMember[];
  total: number;
  requests?: MembershipRequest[];
}

const line = ({ status, host, since, lastReviewedOn }: ListedMember): string =>
  `${status.padEnd(10)} ${host.padEnd(32)} since ${since ?? 'unknown'}, last looked at: ${lastReviewedOn ?? 'unknown'}`;
const asked = ({ host, askedOn }: MembershipRequest): string =>
  `${'asks'.padEnd(10)} ${host.padEnd(32)} since ${askedOn}`;

export const federationMembersCommand: Command = {
  name: 'federation members',
  usage: '<slug or id>',
  summary: 'Lists the hosts of a federation: those that ask to join, members, former ones, followers',
  takes: ONE_FEDERATION,
  run: async (words) =>
    tell(
      words,
      await askApi<Members>({ method: 'GET', path: `${federationPath(words)}/members` }),
      ({ items, requests = [] }) =>
        [...requests.map(asked), ...items.map(line)].join('\n') || 'It has no member that is public.',
    ),
};
