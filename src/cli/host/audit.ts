import type { AuditEntry } from '../../audit/schema.ts';
import { askApi } from '../api.ts';
import { type Command, tell } from '../command.ts';
import { ONE_HOST } from './path.ts';

interface Page {
  items: AuditEntry[];
  next: string | null;
}

const line = ({ at, action, revision, token, about }: AuditEntry): string => {
  const who = token ? `${token.label ?? 'no label'} (${token.role})` : 'somebody without a token';
  const more = [
    ...(revision === undefined ? [] : [`revision ${revision}`]),
    ...(about ? [`token “${about.label}”`] : []),
  ];
  return `${at}  ${action.padEnd(20)} ${who}${more.length > 0 ? `, ${more.join(', ')}` : ''}`;
};

export const hostAuditCommand: Command = {
  name: 'host audit',
  usage: '<slug or id>',
  summary: 'Tells who changed what of a host, latest first',
  takes: ONE_HOST,
  run: async (asked) => {
    const items: AuditEntry[] = [];
    const first = `/v1/audit?limit=100&host=${encodeURIComponent(asked.words[0]!)}`;
    for (let next: string | null = first; next !== null; ) {
      const page: Page = await askApi<Page>({ method: 'GET', path: next });
      items.push(...page.items);
      next = page.next;
    }
    tell(asked, { items, total: items.length }, () =>
      items.length === 0 ? 'Nothing is known of who changed it.' : items.map(line).join('\n'),
    );
  },
};
