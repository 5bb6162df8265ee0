import type { Host } from '../../documents/host.ts';
import { HOST_STATES } from '../../vocabulary/terms.ts';
import { askApi } from '../api.ts';
import { type Command, given, tell, UsageError } from '../command.ts';

interface Page {
  items: Pick<Host, 'id' | 'slug' | 'name' | 'state' | 'version'>[];
  next: string | null;
}

/** Drafts and hosts that have left are in no list: only their own address shows them. */
const LISTED = HOST_STATES.filter((state) => state !== 'draft' && state !== 'withdrawn');

export const hostListCommand: Command = {
  name: 'host list',
  usage: `[--state ${LISTED.join('|')}]`,
  summary: 'Lists the hosts that are public, in every state unless one is named',
  notes: ['Drafts and withdrawn hosts are in no list: `host show` takes their id, `host audit` tells of them.'],
  options: { state: { type: 'string' } },
  run: async (asked) => {
    const state = given(asked, 'state');
    if (state !== undefined && !LISTED.some((known) => known === state))
      throw new UsageError(`Give --state one of: ${LISTED.join(', ')}.`);
    const states = (state === undefined ? LISTED : [state]).map((one) => `state=${one}`).join('&');
    const items: Page['items'] = [];
    for (let next: string | null = `/v1/hosts?limit=100&sort=name&${states}`; next !== null; ) {
      const page: Page = await askApi<Page>({ method: 'GET', path: next });
      for (const { id, slug, name, state, version } of page.items) items.push({ id, slug, name, state, version });
      next = page.next;
    }
    tell(asked, { items, total: items.length }, () =>
      items.length === 0
        ? 'No host is in this state.'
        : items.map(({ slug, state, name }) => `${state.padEnd(10)} ${slug.padEnd(32)} ${name}`).join('\n'),
    );
  },
};
