import type { Federation } from '../../documents/federation.ts';
import { askApi } from '../api.ts';
import { type Command, tell } from '../command.ts';
import { currentMembers } from './current.ts';

export const federationListCommand: Command = {
  name: 'federation list',
  usage: '',
  summary: 'Lists the federations',
  run: async (asked) => {
    const { items } = await askApi<{ items: Federation[] }>({ method: 'GET', path: '/v1/federations' });
    const shown = items.map(({ id, slug, name, version, members }) => ({
      ...{ id, slug, name, version },
      members: currentMembers({ members }),
    }));
    tell(asked, { items: shown, total: shown.length }, () =>
      shown.length === 0
        ? 'There is no federation yet.'
        : shown
            .map(({ slug, members, name }) => `${String(members).padStart(4)} ${slug.padEnd(32)} ${name}`)
            .join('\n'),
    );
  },
};
