import ipaddr from 'ipaddr.js';
import type { FetchProblem } from '../vocabulary/terms.ts';

/* Which addresses the service may ask for others: public names, on the usual ports, that lead to public machines. */

/** Origins that may be asked although they are not public, over plain http too: `name` or `name:port`, as configured. */
export type Allowed = ReadonlySet<string>;

const PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

export const isAllowed = (url: URL, allowed: Allowed): boolean =>
  allowed.has(`${url.hostname}:${url.port || PORTS[url.protocol]}`) || (url.port === '' && allowed.has(url.hostname));

/** Names that belong to one network or one machine, or to no name server at all. */
const PRIVATE_NAMES =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|localdomain|arpa|onion|alt|test|example|invalid)$/;

/**
 * What is wrong with an address before anything is asked of it; undefined when it may be tried. The numbers behind a
 * name are judged when the connection is made, see `machineProblem`: a name may lead elsewhere the next moment.
 */
export function addressProblem(address: string | URL, allowed: Allowed): FetchProblem | undefined {
  if (!URL.canParse(String(address))) return 'not-http';
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'not-http';
  if (url.username || url.password) return 'with-credentials';
  if (isAllowed(url, allowed)) return undefined;
  if (url.port !== '') return 'unusual-port';
  // The URL parser has made numbers of all their disguises: 0x7f.1, 2130706433, 0177.0.0.1.
  const name = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(name)) return machineProblem(name) ?? 'ip-address';
  const bare = name.replace(/\.$/, '');
  if (!bare.includes('.') || PRIVATE_NAMES.test(bare)) return 'not-public-name';
  return undefined;
}

/** Machines that clouds put into the public range and yet keep to themselves. */
const CLOUD_INTERNAL = new Set(['168.63.129.16']);
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether a numeric address is that of a public machine. An IPv6 one that carries an IPv4 one in it (mapped,
 * translated, tunnelled) is refused whatever it carries: no public site needs one.
 */
export function machineProblem(numeric: string): FetchProblem | undefined {
  if (!ipaddr.isValid(numeric)) return 'not-public-machine';
  const address = ipaddr.parse(numeric);
  if (address.range() !== 'unicast' || CLOUD_INTERNAL.has(address.toString())) return 'not-public-machine';
  if (address instanceof ipaddr.IPv6 && !address.match(GLOBAL_IPV6)) return 'not-public-machine';
  return undefined;
}
