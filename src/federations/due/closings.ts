import type { Host } from '../../hosts/schema.ts';
import { byText } from '../../vocabulary/facts.ts';
import { CLOSING_STAGES } from '../../vocabulary/terms.ts';
import { isCurrent } from '../members/current.ts';
import type { Federation } from '../schema.ts';
import type { DueFact } from './due.ts';

/** Members, and hosts of the own list, that have announced their end and are not closed yet; the next to act first. */
export function closingsOf(
  { members, selection = [] }: Pick<Federation, 'members' | 'selection'>,
  bySlug: ReadonlyMap<string, Host>,
  day: string,
): DueFact[] {
  const current = members.filter((member) => isCurrent(member, day));
  const concerned = new Set([...current, ...selection].map(({ host }) => host));
  const facts = [...concerned].flatMap((slug): DueFact[] => {
    const host = bySlug.get(slug);
    if (!host?.closing || host.state === 'closed') return [];
    const { announcedOn, stages, stage, successor } = host.closing;
    const coming = CLOSING_STAGES.flatMap((one) => stages[one] ?? []).filter(
      (date) => date.length === 10 && date >= day,
    );
    const next = successor && { host: successor.host, name: bySlug.get(successor.host)?.name ?? successor.host };
    const closing = {
      ...{ announcedOn, stages, stage },
      successor: next && { ...next, agreed: successor.agreed },
      alternatives: `/v1/hosts/${slug}/alternatives`,
    };
    return [{ kind: 'closing', on: coming[0] ?? null, overdue: false, host: slug, name: host.name, closing }];
  });
  return facts.sort((a, b) => byText(a.on ?? '9', b.on ?? '9') || byText(a.host, b.host));
}
