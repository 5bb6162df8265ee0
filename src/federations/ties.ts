import type { Fault } from '../errors.ts';
import { domainOf } from '../vocabulary/domains.ts';
import { fault } from '../vocabulary/meaning.ts';
import type { Text } from '../vocabulary/shapes.ts';

/** Whether two addresses are of one site: the same name, or one below the other. */
export function isSameSite(a: string | undefined, b: string | undefined): boolean {
  const [one, other] = [domainOf(a), domainOf(b)];
  if (one === undefined || other === undefined) return false;
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

/**
 * A federation that speaks of its own host says so, whatever it says of it. Own is what has the same site: the one
 * thing that both have written and anybody can check.
 */
export function ownHostFaults(
  pointer: string,
  tie: 'none' | Text | undefined,
  federation: { website: string },
  host: { website?: string },
): Fault[] {
  if (!isSameSite(federation.website, host.website) || (tie !== undefined && tie !== 'none')) return [];
  return [
    fault(pointer, 'own-host', {
      fr: 'La fédération et l’hébergeur ont le même site : dites ce qui les lie.',
      en: 'The federation and the host have the same site: say what ties them.',
    }),
  ];
}
