import type { Due } from '../../reminders/due/schema.ts';
import { askApi } from '../api.ts';
import { type Command, given, tell } from '../command.ts';
import { federationPath, ONE_FEDERATION } from './path.ts';

const line = ({ overdue, on, text }: Due): string => `${overdue ? 'late' : '    '}  ${on ?? 'no date   '}  ${text}`;

export const federationDueCommand: Command = {
  name: 'federation due',
  usage: '<slug or id> [--within <days>]',
  summary: 'Tells what is due to a federation: closings, requests, memberships, reviews, its own list',
  notes: ['--within keeps what is late, has no date, or is due in so many days'],
  options: { within: { type: 'string' } },
  takes: ONE_FEDERATION,
  run: async (asked) => {
    const within = given(asked, 'within');
    const query = within === undefined ? '' : `?within=${encodeURIComponent(within)}`;
    const due = await askApi<{ items: Due[] }>({ method: 'GET', path: `${federationPath(asked)}/due${query}` });
    tell(asked, due, ({ items }) => (items.length === 0 ? 'Nothing is due.' : items.map(line).join('\n')));
  },
};
