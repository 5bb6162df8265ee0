import { isIPv4, isIPv6 } from 'node:net';
import { databaseUrlFaults } from './database/address.ts';
import { decodedAddress, mailDomainOf, parseAddress, webAddress } from './ground/addresses.ts';

/** Settings from the environment, read once and frozen. */
export interface Config {
  /** Absent: the embedded database in `dataDir`, or only reading where `databaseReadUrl` is there. */
  readonly databaseUrl: string | undefined;
  /** Standbys that are followed and read; alone, the process only reads. */
  readonly databaseReadUrl: string | undefined;
  readonly dataDir: string;
  /** The folder of a copy of what is published, which is served while no database lives; absent: none. */
  readonly snapshotDir: string | undefined;
  readonly host: string;
  readonly port: number;
  /** The port on which a thread reports whether the main loop is running; absent: none. */
  readonly healthPort: number | undefined;
  /** The public address of the service, without a final slash; never taken from a request. */
  readonly publicUrl: string;
  /** Proxies whose `X-Forwarded-For` is trusted: a number of hops, or addresses. */
  readonly trustProxy: false | number | string[];
  /** Whether `Strict-Transport-Security` includes subdomains. */
  readonly hstsSubdomains: boolean;
  readonly seed: 'catalogue' | 'none';
  readonly adminToken: string | undefined;
  /** Absent: a secret is created and stored in the database. */
  readonly tieSecret: string | undefined;
  /** Origins that may be fetched although they are not public, also over http: `name` or `name:port`. */
  readonly outgoingAllow: readonly string[];
  readonly rateLimit: { anonymous: number; token: number };
  /** Absent: no mails are sent. */
  readonly smtp: SmtpServer | undefined;
  readonly logLevel: LogLevel;
  /**
   * The operator of this instance, as named in the legal notice and the terms. Mandatory when others can open the
   * service.
   */
  readonly operator: Operator;
}

/** The mail server, and the sender of mails. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps`); otherwise STARTTLS as soon as the server offers it. */
  readonly secure: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | undefined;
  /** The sender address of mails. */
  readonly from: string;
}

export interface Operator {
  readonly name: string | undefined;
  /** A mail address, or the address of a page. */
  readonly contact: string | undefined;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

const ADMIN_TOKEN_MIN = 32;

/** Reports all faults of the environment at once. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The environment is not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** Whether an address is meant for other people: https, or another machine than this one. */
function isPublic(address: string): boolean {
  const url = webAddress(address);
  return url !== undefined && (url.protocol === 'https:' || !isLoopback(url.hostname.replace(/^\[|\]$/g, '')));
}

const inAddress = (host: string): string => (isIPv6(host) ? `[${host}]` : host);

/** Where a program of this machine reaches the server, whatever its public address. */
export function addressHere({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${inAddress(here)}:${port}`;
}

function isProxy(range: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(range)) return true;
  const [address = '', bits, more] = range.split('/');
  if (more !== undefined || !(isIPv4(address) || isIPv6(address))) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv4(address) ? 32 : 128));
}

const MAILBOX = /^[^\s@?&%]+@[^\s@?&%][^\s@.?&%]*\.[^\s@?&%]+$/;
const isMailbox = (text: string): boolean => MAILBOX.test(text) && mailDomainOf(text) !== undefined;
const SMTP_PORT = { 'smtp:': 587, 'smtps:': 465 };

const SMTP_FAULT = 'SMTP_URL must be smtp://user:password@host:port or smtps://user:password@host:port';

/**
 * The parts of `SMTP_URL`, without the sender; undefined when it is invalid. Error messages never repeat it, because it
 * contains a password.
 */
function smtpServerIn(address: string): Omit<SmtpServer, 'from'> | undefined {
  const url = parseAddress(address);
  if (!url || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') return undefined;
  if (!/^\/?$/.test(url.pathname) || url.search || url.hash || (url.password && !url.username)) return undefined;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? SMTP_PORT[url.protocol] : Number(url.port),
    secure: url.protocol === 'smtps:',
    auth: url.username ? { user: decodedAddress(url.username), pass: decodedAddress(url.password) } : undefined,
  };
}

/** @throws ConfigError that names every invalid variable */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  /** An empty variable counts as absent, because compose files set unset ones to "". */
  const text = (name: string): string | undefined => env[name]?.trim() || undefined;
  const whole = (name: string, byDefault: number, min: number, max: number): number => {
    const value = text(name);
    if (value === undefined) return byDefault;
    if (/^\d{1,10}$/.test(value) && Number(value) >= min && Number(value) <= max) return Number(value);
    faults.push(`${name} must be a whole number from ${min} to ${max}`);
    return byDefault;
  };
  const oneOf = <T extends string>(name: string, terms: readonly T[], byDefault: T): T => {
    const value = text(name);
    if (value === undefined) return byDefault;
    const term = terms.find((one) => one === value);
    if (term === undefined) faults.push(`${name} must be one of: ${terms.join(', ')}`);
    return term ?? byDefault;
  };

  const host = text('HOST') ?? '127.0.0.1';
  const port = whole('PORT', 8080, 0, 65_535);
  const healthPort = text('HEALTH_PORT') === undefined ? undefined : whole('HEALTH_PORT', 1, 1, 65_535);
  if (healthPort === port) faults.push('HEALTH_PORT must be another port than PORT');
  const databaseUrl = text('DATABASE_URL');
  if (databaseUrl !== undefined) faults.push(...databaseUrlFaults(databaseUrl));
  const databaseReadUrl = text('DATABASE_READ_URL');
  if (databaseReadUrl !== undefined) faults.push(...databaseUrlFaults(databaseReadUrl, 'DATABASE_READ_URL'));

  let publicUrl = text('PUBLIC_URL');
  if (publicUrl === undefined && !isLoopback(host))
    faults.push(`PUBLIC_URL is required when HOST is ${host}: the service never takes its address from a request`);
  if (publicUrl !== undefined) {
    const url = webAddress(publicUrl);
    if (!url || url.search || url.hash || url.username)
      faults.push('PUBLIC_URL must be an http or https address without query, fragment or user');
    else {
      publicUrl = url.href;
      while (publicUrl.endsWith('/')) publicUrl = publicUrl.slice(0, -1);
    }
  }

  const proxies = text('TRUST_PROXY');
  let trustProxy: Config['trustProxy'] = false;
  if (proxies !== undefined && proxies !== 'off') {
    const ranges = proxies.split(',').map((range) => range.trim());
    if (/^[1-9]$/.test(proxies)) trustProxy = Number(proxies);
    else if (ranges.every(isProxy)) trustProxy = ranges;
    else faults.push('TRUST_PROXY must be off, a number of proxies from 1 to 9, or addresses such as 10.0.0.0/8,::1');
  }

  const adminToken = text('ADMIN_TOKEN');
  if (adminToken !== undefined && adminToken.length < ADMIN_TOKEN_MIN)
    faults.push(`ADMIN_TOKEN must have at least ${ADMIN_TOKEN_MIN} characters`);
  else if (adminToken !== undefined && !/^[\w.~+/=-]+$/.test(adminToken))
    faults.push('ADMIN_TOKEN may hold letters, digits and . _ ~ + / = - only: it travels in a header');

  const outgoingAllow = (text('OUTGOING_ALLOW') ?? '').split(',').flatMap((origin) => origin.trim() || []);
  const isOrigin = (origin: string) => /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/.test(origin);
  if (!outgoingAllow.every((origin) => isOrigin(origin) && webAddress(`http://${origin}`)))
    faults.push('OUTGOING_ALLOW must be names, each with a port if need be, such as localhost:9000,intranet.example');

  const hstsSubdomains = oneOf('HSTS_SUBDOMAINS', ['off', 'on'], 'off');
  const seed = oneOf('SEED', ['catalogue', 'none'], 'catalogue');
  const rateLimit = {
    anonymous: whole('RATE_LIMIT_ANONYMOUS', 120, 1, 1_000_000_000),
    token: whole('RATE_LIMIT_TOKEN', 600, 1, 1_000_000_000),
  };
  const logLevel = oneOf('LOG_LEVEL', LOG_LEVELS, 'info');

  const contact = text('OPERATOR_CONTACT');
  if (contact !== undefined && !isMailbox(contact) && !webAddress(contact))
    faults.push('OPERATOR_CONTACT must be an e-mail address or the address of a page');
  const operator = Object.freeze({ name: text('OPERATOR_NAME'), contact });
  if (publicUrl !== undefined && isPublic(publicUrl))
    for (const name of ['OPERATOR_NAME', 'OPERATOR_CONTACT'])
      if (text(name) === undefined)
        faults.push(`${name} is required when PUBLIC_URL is ${publicUrl}: people must know who answers for it`);

  const smtpUrl = text('SMTP_URL');
  const server = smtpUrl === undefined ? undefined : smtpServerIn(smtpUrl);
  if (smtpUrl !== undefined && !server) faults.push(SMTP_FAULT);
  // Not derived from other settings: most servers would refuse a guessed sender, or nobody would read the replies.
  const from = text('MAIL_FROM');
  if (from === undefined && smtpUrl !== undefined)
    faults.push('MAIL_FROM is required with SMTP_URL: the address that mails come from');
  if (from !== undefined && !isMailbox(from)) faults.push('MAIL_FROM must be an e-mail address, without a name');

  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze<Config>({
    databaseUrl,
    databaseReadUrl,
    dataDir: text('DATA_DIR') ?? './data',
    snapshotDir: text('SNAPSHOT_DIR'),
    host,
    port,
    healthPort,
    publicUrl: publicUrl ?? `http://${inAddress(host)}:${port}`,
    trustProxy,
    hstsSubdomains: hstsSubdomains === 'on',
    seed,
    adminToken,
    tieSecret: text('TIE_SECRET'),
    outgoingAllow: Object.freeze(outgoingAllow),
    rateLimit,
    smtp: server && from !== undefined ? Object.freeze({ ...server, from }) : undefined,
    logLevel,
    operator,
  });
}
