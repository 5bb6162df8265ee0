import type { Closing } from '../../documents/closing.ts';
import { hasClosed, hasEnded } from '../../documents/closing-on.ts';
import type { Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { byText } from '../../vocabulary/facts.ts';
import { CLOSING_STAGES } from '../../vocabulary/terms.ts';
import type { DueFact } from './schema.ts';

type Ending = [closing: Closing, service: { service: string; name: string } | null];

/** What of a host is announced to end and has not ended: the host, else some of its services. */
function endingsOf(host: Host): Ending[] {
  if (hasClosed(host)) return [];
  if (host.closing) return [[host.closing, null]];
  return host.services.flatMap((service): Ending[] =>
    service.closing && !hasEnded(service) ? [[service.closing, { service: service.slug, name: service.name }]] : [],
  );
}

/** Members, and hosts of the own list, that have announced their end or that of a service, not come yet; the next to act first. */
export function closingsOf(
  { members, selection = [] }: Pick<Federation, 'members' | 'selection'>,
  bySlug: ReadonlyMap<string, Host>,
  day: string,
): DueFact[] {
  const current = members.filter((member) => isCurrent(member, day));
  const concerned = new Set([...current, ...selection].map(({ host }) => host));
  const toldOf = ({ slug, name }: Host, [{ announcedOn, stages, stage, successor }, service]: Ending): DueFact => {
    const coming = CLOSING_STAGES.flatMap((one) => stages[one] ?? []).filter(
      (date) => date.length === 10 && date >= day,
    );
    const next = successor && { host: successor.host, name: bySlug.get(successor.host)?.name ?? successor.host };
    const closing = {
      ...{ service, announcedOn, stages, stage },
      successor: next && { ...next, agreed: successor.agreed },
      alternatives: `/v1/hosts/${slug}/alternatives`,
    };
    return { kind: 'closing', on: coming[0] ?? null, overdue: false, host: slug, name, closing };
  };
  return [...concerned]
    .flatMap((slug) => bySlug.get(slug) ?? [])
    .flatMap((host) => endingsOf(host).map((ending) => toldOf(host, ending)))
    .sort((a, b) => byText(a.on ?? '9', b.on ?? '9') || byText(a.host, b.host));
}
