import type { Due } from '../../federations/due/schema.ts';
import { askApi } from '../api.ts';
import { type Command, tell } from '../command.ts';
import { federationPath, ONE_FEDERATION } from './path.ts';

const line = ({ overdue, on, text }: Due): string => `${overdue ? 'late' : '    '}  ${on ?? 'no date   '}  ${text}`;

export const federationDueCommand: Command = {
  name: 'federation due',
  usage: '<slug or id>',
  summary: 'Tells what is due to a federation: closings, requests, memberships, reviews, its own list',
  takes: ONE_FEDERATION,
  run: async (asked) => {
    const due = await askApi<{ items: Due[] }>({ method: 'GET', path: `${federationPath(asked)}/due` });
    tell(asked, due, ({ items }) => (items.length === 0 ? 'Nothing is due.' : items.map(line).join('\n')));
  },
};
