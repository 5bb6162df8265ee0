import type { Fault } from '../errors.ts';
import type { Host } from '../hosts/schema.ts';
import { fault } from '../vocabulary/meaning.ts';

/** What of a host decides whether somebody may be sent to it. */
type Sent = Pick<Host, 'name' | 'state' | 'closing'>;

/** Whether nobody can be sent to a host any more. */
export const isGone = (host: Sent | undefined): boolean =>
  !host || host.state === 'suspended' || host.state === 'closed' || host.closing !== null;

/**
 * Why a federation may not send somebody to a host: it does not take part, or it is leaving.
 * @param nameOf the name of a host by slug
 */
export function sendingFaults(pointer: string, host: Sent, nameOf: (slug: string) => string | undefined): Fault[] {
  if (host.state === 'suspended')
    return [
      fault(pointer, 'host-suspended', {
        fr: `${host.name} est suspendu : il n’est proposé à personne. Choisissez-en un autre.`,
        en: `${host.name} is suspended: nobody is sent to it. Choose another one.`,
      }),
    ];
  if (!isGone(host)) return [];
  const { successor } = host.closing ?? {};
  const next = successor && (nameOf(successor.host) ?? successor.host);
  return [
    fault(pointer, host.state === 'closed' ? 'host-closed' : 'host-closing', {
      fr: `${host.name} ${host.state === 'closed' ? 'a fermé' : 'annonce sa fermeture'}.${next ? ` ${next} ${successor.agreed ? 'prend la suite' : 'est proposé pour prendre la suite ; il n’a pas encore dit oui'}.` : ' Choisissez-en un autre.'}`,
      en: `${host.name} ${host.state === 'closed' ? 'has closed' : 'has announced its closing'}.${next ? ` ${next} ${successor.agreed ? 'takes over' : 'is proposed to take over; it has not said yes yet'}.` : ' Choose another one.'}`,
    }),
  ];
}
