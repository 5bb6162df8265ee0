import ipaddr from 'ipaddr.js';
import { parseAddress } from '../ground/addresses.ts';
import type { FetchProblem } from '../vocabulary/terms.ts';

/* Which addresses from untrusted input the service may fetch: public names, on the usual ports, on public machines. */

/**
 * Exceptions that may be fetched although they are not public, over HTTP too: `name` for all ports, `name:port` for one
 * port.
 */
export type Allowed = ReadonlySet<string>;

const PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

export const isAllowed = (url: URL, allowed: Allowed): boolean => {
  const name = url.hostname.replace(/\.$/, '');
  return allowed.has(name) || allowed.has(`${name}:${url.port || PORTS[url.protocol]}`);
};

/** Top-level names of private networks, or names without DNS. */
const PRIVATE_NAMES =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|localdomain|arpa|onion|alt|test|example|invalid)$/;

/**
 * Why an address must not be fetched; undefined when it may be. The IP addresses of a name are checked at the time of
 * the connection (`machineProblem`), because the name may resolve differently a moment later.
 */
export function addressProblem(address: string | URL, allowed: Allowed): FetchProblem | undefined {
  const url = parseAddress(String(address));
  if (url === undefined) return 'not-http';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'not-http';
  if (url.username || url.password) return 'with-credentials';
  if (isAllowed(url, allowed)) return undefined;
  if (url.port !== '') return 'unusual-port';
  // The URL parser has already normalised disguised IP addresses: 0x7f.1, 2130706433, 0177.0.0.1.
  const name = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(name)) return machineProblem(name) ?? 'ip-address';
  const bare = name.replace(/\.$/, '');
  if (!bare.includes('.') || PRIVATE_NAMES.test(bare)) return 'not-public-name';
  return undefined;
}

/** Internal addresses of cloud providers in the public range. */
const CLOUD_INTERNAL = new Set(['168.63.129.16']);
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Why an IP address must not be connected to; undefined for a public machine. IPv6 addresses that contain an IPv4
 * address (mapped, translated, tunnelled) are always refused: no public website needs one.
 */
export function machineProblem(numeric: string): FetchProblem | undefined {
  if (!ipaddr.isValid(numeric)) return 'not-public-machine';
  const address = ipaddr.parse(numeric);
  if (address.range() !== 'unicast' || CLOUD_INTERNAL.has(address.toString())) return 'not-public-machine';
  if (address instanceof ipaddr.IPv6 && !address.match(GLOBAL_IPV6)) return 'not-public-machine';
  return undefined;
}
