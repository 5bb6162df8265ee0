import { readFileSync } from 'node:fs';
import { parseAddress } from '../ground/addresses.ts';

/* DATABASE_URL and DATABASE_READ_URL. The driver pg accepts one server; this file also reads a list of servers, as libpq accepts it. */

export interface Server {
  readonly host: string;
  readonly port: number;
}

/**
 * An address for pg, with the first server. `servers` lists all servers when there are several, otherwise it is empty.
 */
interface DatabaseAddress {
  readonly url: string;
  readonly servers: readonly Server[];
  /** Session settings from the address, as in `options=-c work_mem=8MB`. */
  readonly options: string | undefined;
}

const DEFAULT_PORT = 5432;
const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];
const WRITERS = ['read-write', 'primary'];
/** A standby where one answers; else one that writes is read: no other wish of libpq is fulfilled here. */
const READER = 'prefer-standby';
const FILES = ['sslrootcert', 'sslcert', 'sslkey'];

const splitAddress = (url: string) => {
  const [scheme = ''] = /^postgres(?:ql)?:\/\//.exec(url) ?? [];
  if (!scheme) return undefined;
  const after = url.slice(scheme.length);
  const end = after.search(/[/?#]/);
  const authority = end < 0 ? after : after.slice(0, end);
  const hosts = authority.slice(authority.lastIndexOf('@') + 1);
  const login = authority.slice(0, authority.length - hosts.length);
  return { before: scheme + login, hosts: hosts.split(','), rest: end < 0 ? '' : after.slice(end) };
};

function readServer(text: string): Server | undefined {
  const found = /^(\[[0-9a-f:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/i.exec(text);
  const port = Number(found?.[2] ?? DEFAULT_PORT);
  if (!found || port < 1 || port > 65_535) return undefined;
  return { host: found[1]!.replace(/^\[(.*)\]$/, '$1'), port };
}

/** The address for pg: with one server, and without the parameters that are handled here. */
function withFirst(url: string): URL | undefined {
  const parts = splitAddress(url);
  if (!parts) return undefined;
  const [first = ''] = parts.hosts;
  const text = parts.before + first + parts.rest;
  // `user@/database` names no server. pg accepts it, but the URL parser does not.
  const readable = first === '' ? `${parts.before}localhost${parts.rest}` : text;
  return parseAddress(readable);
}

const canRead = (file: string): boolean => {
  try {
    return readFileSync(file).length > 0;
  } catch {
    return false;
  }
};

/** What is wrong with an address, in sentences that never repeat a password. */
export function databaseUrlFaults(url: string, name: 'DATABASE_URL' | 'DATABASE_READ_URL' = 'DATABASE_URL'): string[] {
  const parts = splitAddress(url);
  const one = withFirst(url);
  // With another @ after the servers, the text before it belongs to a password that was not percent-encoded, and must
  // not be repeated.
  if (!parts || parts.rest.includes('@') || (!one && parts.hosts.every(readServer)))
    return [
      `${name} must be an address such as postgres://user@host/database; write other signs of a password as %40 for @, %2F for /, %3A for :`,
    ];
  const faults: string[] = [];
  const isList = parts.hosts.length > 1;
  for (const host of parts.hosts)
    if ((isList || !one) && !readServer(host))
      faults.push(`${name} names a server “${host}”: write each as host or host:port, a port from 1 to 65535`);
  const given = (parameter: string) => one?.searchParams.get(parameter) ?? undefined;
  const wanted = given('target_session_attrs');
  if (name === 'DATABASE_READ_URL') {
    if (wanted !== undefined && wanted !== READER)
      faults.push(`${name}: target_session_attrs must be ${READER}, or absent, which means the same`);
  } else if (wanted !== undefined && ![...WRITERS, 'any'].includes(wanted))
    faults.push('DATABASE_URL: target_session_attrs must be read-write or primary, because the catalogue writes');
  else if (isList && wanted === 'any')
    faults.push('DATABASE_URL: with several servers target_session_attrs must be read-write, or absent');
  const mode = given('sslmode');
  if (mode !== undefined && !SSL_MODES.includes(mode))
    faults.push(`${name}: sslmode must be one of: ${SSL_MODES.join(', ')}`);
  for (const parameter of FILES) {
    const file = given(parameter);
    if (file !== undefined && !canRead(file)) faults.push(`${name}: the file of ${parameter} cannot be read: ${file}`);
  }
  return faults;
}

/** Reads an address that has no faults. */
export function readDatabaseUrl(url: string): DatabaseAddress {
  const parts = splitAddress(url);
  const one = withFirst(url);
  if (!parts || !one) throw new TypeError('DATABASE_URL has faults');
  const options = one.searchParams.get('options') ?? undefined;
  const [path = '', query = ''] = parts.rest.split('?', 2);
  const kept = new URLSearchParams(query);
  for (const name of ['target_session_attrs', 'options']) kept.delete(name);
  const [first = ''] = parts.hosts;
  return {
    url: parts.before + first + path + (kept.size > 0 ? `?${kept}` : ''),
    servers: parts.hosts.length > 1 ? parts.hosts.flatMap((host) => readServer(host) ?? []) : [],
    options,
  };
}
