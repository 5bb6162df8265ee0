import { type Closing, hasClosed, hasEnded } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import { type Fault, oneFault } from '../ground/errors.ts';
import { frenchOf } from '../vocabulary/sentences.ts';

/** The facts of a host that decide whether people may be referred to it. */
type Sent = Pick<Host, 'name' | 'state' | 'observed' | 'closing' | 'services'>;

/**
 * What a person needs from a host: the services that an answer relies on, otherwise usages; when both are absent,
 * everything it offers.
 */
interface ReferralNeed {
  services?: readonly string[];
  usages?: readonly string[];
}

/** Why people can no longer be referred to a host. `service`: only this service of the host ends. */
interface End {
  how: 'suspended' | 'closed' | 'closing';
  closing?: Closing | null;
  service?: Service;
}

/** A service that ends, if the host has no other service for something that is needed. */
function endingService({ services }: Sent, wanted: ReferralNeed): Service | undefined {
  const offered = wanted.services?.map((slug) => services.filter((service) => service.slug === slug)) ??
    wanted.usages?.map((usage) => services.filter(({ usages }) => usages.includes(usage))) ?? [services];
  return offered.find((ways) => ways.length > 0 && ways.every(({ closing }) => closing))?.[0];
}

function endOf(host: Sent, wanted: ReferralNeed): End | null {
  if (host.state === 'suspended') return { how: 'suspended' };
  if (hasClosed(host)) return { how: 'closed', closing: host.closing };
  if (host.closing) return { how: 'closing', closing: host.closing };
  const service = endingService(host, wanted);
  return service ? { how: hasEnded(service) ? 'closed' : 'closing', closing: service.closing, service } : null;
}

/** Whether people can no longer be referred to a host for what they need. */
export const isUnavailable = (host: Sent | undefined, wanted: ReferralNeed = {}): boolean =>
  !host || endOf(host, wanted) !== null;

/**
 * Why a federation may not refer people to a host: it is suspended, or it closes.
 * @param nameOf the name of a host by slug
 */
export function sendingFaults(
  pointer: string,
  host: Sent,
  wanted: ReferralNeed,
  nameOf: (slug: string) => string | undefined,
): Fault[] {
  const end = endOf(host, wanted);
  if (!end) return [];
  const { how, closing, service } = end;
  if (how === 'suspended')
    return oneFault(pointer, 'host-suspended', {
      fr: `${host.name} est suspendu : il n’est proposé à personne. Choisissez-en un autre.`,
      en: `${host.name} is suspended: nobody is sent to it. Choose another one.`,
    });
  const successor = closing?.successor;
  const next = successor && (nameOf(successor.host) ?? successor.host);
  const fr = service ? `Le service « ${service.name} » ${frenchOf(host.name)}` : host.name;
  const en = service ? `The service “${service.name}” of ${host.name}` : host.name;
  return oneFault(pointer, `${service ? 'service' : 'host'}-${how}`, {
    fr: `${fr} ${how === 'closed' ? 'a fermé' : 'annonce sa fermeture'}.${next ? ` ${next} ${successor.agreed ? 'prend la suite' : 'est proposé pour prendre la suite ; il n’a pas encore dit oui'}.` : ' Choisissez-en un autre.'}`,
    en: `${en} ${how === 'closed' ? 'has closed' : 'has announced its closing'}.${next ? ` ${next} ${successor.agreed ? 'takes over' : 'is proposed to take over; it has not said yes yet'}.` : ' Choose another one.'}`,
  });
}
