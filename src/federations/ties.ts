import { domainOf, webAddress } from '../ground/addresses.ts';
import { type Fault, oneFault } from '../ground/errors.ts';
import type { Text } from '../vocabulary/shapes.ts';

/** Whether two addresses belong to one website: the same domain, or one a subdomain of the other. */
function isSameSite(a: string | undefined, b: string | undefined): boolean {
  const [one, other] = [domainOf(a), domainOf(b)];
  if (one === undefined || other === undefined) return false;
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

/** Whether two addresses have exactly the same host name, so that proving one proves the other. */
export function hasSameName(a: string, b: string): boolean {
  const name = webAddress(a)?.hostname;
  return name !== undefined && name === webAddress(b)?.hostname;
}

const saysTie = (tie: 'none' | Text | null | undefined): boolean => tie != null && tie !== 'none';

/**
 * Requires a federation to declare its tie with its own host in whatever it states about it. "Own" means that both have
 * the same website: the only tie that both sides have written and anyone can check.
 */
export function ownHostFaults(
  pointer: string,
  tie: 'none' | Text | undefined,
  federation: { website: string },
  host: { website?: string },
): Fault[] {
  if (!isSameSite(federation.website, host.website) || saysTie(tie)) return [];
  return oneFault(pointer, 'own-host', {
    fr: 'La fédération et l’hébergeur ont le même site : dites ce qui les lie.',
    en: 'The federation and the host have the same site: say what ties them.',
  });
}

/** A host about which a federation states something, and the tie it declares there. */
export interface HostWithTie {
  name: string;
  website: string | null;
  tie: 'none' | Text | null;
}

/**
 * Refuses a new website of a federation that is also the website of hosts it makes statements about without a tie: the
 * ties must be declared first.
 */
export function newOwnHostFaults(website: string, before: string, hosts: readonly HostWithTie[]): Fault[] {
  const becomesOwn = ({ website: site, tie }: HostWithTie) =>
    !saysTie(tie) && isSameSite(website, site ?? undefined) && !isSameSite(before, site ?? undefined);
  const names = [...new Set(hosts.filter(becomesOwn).map(({ name }) => name))].join(', ');
  if (names === '') return [];
  return oneFault('/website', 'own-host', {
    fr: `Ce site est aussi celui de : ${names}. Dites d’abord ce qui vous lie, dans vos revues et dans votre liste.`,
    en: `This site is also that of: ${names}. First say what ties you, in your reviews and on your list.`,
  });
}
