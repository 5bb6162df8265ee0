import { randomInt } from 'node:crypto';
import { type Config, isLoopback } from '../../config.ts';
import { ask, said } from './ask.ts';
import { lookAtClock } from './database.ts';
import { type Finding, fine, unknown, wrong } from './finding.ts';

/* The service as others reach it: through its public address, and what is before it. */

/** Requests until each of several processes has counted this sender at least twice. */
const MOST_ASKED = 24;

/** What an answer tells of the quota of its sender: the limit of a minute, and what is left of it. */
function quotaIn({ headers }: Response): { limit: number; left: number } | undefined {
  const limit = /q=(\d+)/.exec(headers.get('ratelimit-policy') ?? '')?.[1];
  const left = /r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1];
  return limit && left ? { limit: Number(limit), left: Number(left) } : undefined;
}

/** An address of the range for measurements (RFC 2544), which nobody has. */
const nobodysAddress = (): string => `198.18.${randomInt(256)}.${randomInt(1, 255)}`;

/** Whether a sender may choose the address that it is counted by. */
async function lookAtSenders(publicUrl: string, { trustProxy }: Pick<Config, 'trustProxy'>): Promise<Finding> {
  const looked = 'addresses of senders';
  if (trustProxy === false)
    return publicUrl.startsWith('https:')
      ? wrong(
          looked,
          'TRUST_PROXY is off, though a proxy is in front: all visitors are counted as one',
          'Set TRUST_PROXY to the number of proxies, mostly 1',
        )
      : fine(looked, 'taken from the connection: TRUST_PROXY is off');
  const address = `${publicUrl}/v1/usages`;
  let isCounted = 0;
  for (let asked = 0; asked < MOST_ASKED && isCounted < 2; asked++) {
    const quota = quotaIn(await ask(address));
    if (!quota) return unknown(looked, 'the answers tell no quota', 'Let the proxy pass the header RateLimit on');
    isCounted = quota.left < quota.limit - 1 ? isCounted + 1 : 0;
  }
  if (isCounted < 2) return unknown(looked, 'requests in a row were not counted as of one sender');
  const pretended = [await ask(address, { 'x-forwarded-for': nobodysAddress() })];
  pretended.push(await ask(address, { 'x-forwarded-for': nobodysAddress() }));
  const isBelieved = pretended.map(quotaIn).every((quota) => quota && quota.left === quota.limit - 1);
  return isBelieved
    ? wrong(
        looked,
        'everybody may choose the address that is counted: X-Forwarded-For of strangers is believed',
        'Let the proxy write that header itself, and set TRUST_PROXY to the number of proxies, not more',
      )
    : fine(looked, 'what strangers write into X-Forwarded-For is not believed');
}

async function lookAtEncryption(publicUrl: string): Promise<Finding[]> {
  const looked = 'encryption';
  if (!publicUrl.startsWith('https:'))
    return [wrong(looked, `PUBLIC_URL is ${publicUrl}`, 'Serve https (docs/operating.md), and set PUBLIC_URL to it')];
  const { headers } = await ask(publicUrl);
  const hsts = headers.get('strict-transport-security');
  const found = [
    hsts
      ? fine(looked, `https, with Strict-Transport-Security: ${hsts}`)
      : wrong(looked, 'https, without Strict-Transport-Security', 'Let the proxy pass the headers of the service on'),
  ];
  const plain = new URL(publicUrl);
  const REDIRECT = 'http of the same name';
  // That port speaks https alone, and what is on port 80 of this name may be of somebody else.
  if (plain.port !== '') return [...found, fine(REDIRECT, 'none is expected: PUBLIC_URL names a port')];
  plain.protocol = 'http:';
  try {
    const { status, headers } = await ask(plain.href);
    found.push(
      status >= 300 && status < 400 && headers.get('location')?.startsWith('https:')
        ? fine(REDIRECT, 'leads to https')
        : wrong(REDIRECT, `answers ${status}`, 'Let the proxy redirect it to https'),
    );
  } catch (error) {
    found.push(unknown(REDIRECT, `nothing answers (${said(error)})`));
  }
  return found;
}

async function lookAtHeaders(publicUrl: string): Promise<Finding[]> {
  const [one, two] = [await ask(`${publicUrl}/readyz`), await ask(`${publicUrl}/readyz`)];
  const isKept =
    one.headers.get('x-request-id') === two.headers.get('x-request-id') || Number(two.headers.get('age') ?? 0) > 0;
  const CACHING = 'caches in front';
  const page = await ask(`${publicUrl}/legal`, { accept: 'text/html' });
  const PROTECTION = 'protection of pages';
  const policy = page.headers.get('content-security-policy');
  return [
    one.headers.get('x-request-id') === null
      ? unknown(CACHING, 'the answers have no X-Request-Id', 'Make sure that PUBLIC_URL leads to this service')
      : isKept || one.headers.get('cache-control') !== 'no-store'
        ? wrong(
            CACHING,
            'an answer that says no-store was kept, or lost that word',
            'Switch the cache of the proxy off',
          )
        : fine(CACHING, 'what says no-store is not kept'),
    policy?.includes("default-src 'none'") && !policy.includes('unsafe')
      ? fine(PROTECTION, 'Content-Security-Policy arrives as it was sent')
      : wrong(PROTECTION, `Content-Security-Policy is ${policy ?? 'absent'}`, 'Let the proxy pass it on unchanged'),
  ];
}

async function lookAtReadiness(publicUrl: string): Promise<Finding> {
  const looked = 'service';
  const response = await ask(`${publicUrl}/readyz`);
  const { state } = (await response.json().catch(() => ({}))) as { state?: string };
  if (state === 'ready') return fine(looked, `${publicUrl} is ready`);
  return wrong(
    looked,
    state === 'degraded' ? `${publicUrl} reads, and takes no writes` : `${publicUrl} answers ${response.status}`,
    state === 'degraded' ? 'See what is said of the database' : 'See the log of the service, and of the proxy',
  );
}

const ANOTHER_NAME = 'ERR_TLS_CERT_ALTNAME_INVALID';
const OUT_OF_DATE = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
/** An intermediate certificate lacks, mostly; browsers may find it by themselves, programs do not. */
const NOT_WHOLE = ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT'];
const UNKNOWN_ISSUER = [
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  ...['CERT_UNTRUSTED', 'CERT_REJECTED', 'CERT_REVOKED', 'CERT_SIGNATURE_FAILURE'],
];

/** What to do about a certificate for which a connection was refused; undefined: that was not the reason. */
export function todoForCertificate(code: string, hostname: string): string | undefined {
  if (code === ANOTHER_NAME) return `Get a certificate for ${hostname}, or set PUBLIC_URL to a name that it is for`;
  if (OUT_OF_DATE.includes(code)) return 'Renew it (certbot renew, or see the log of Caddy), and reload the proxy';
  if (NOT_WHOLE.includes(code))
    return 'Let the proxy send the whole chain (fullchain.pem). If the authority is your own, see docs/operating.md, Proxy';
  if (UNKNOWN_ISSUER.includes(code))
    return 'Get one from an authority that browsers trust, as docs/operating.md does (Proxy). If the authority is your own, set NODE_EXTRA_CA_CERTS to the file of its certificate';
  return undefined;
}

/** Why the public address could not be asked. */
function whyUnheard(publicUrl: string, error: unknown): Finding {
  const { code = '' } = ((error as Error).cause ?? {}) as { code?: string };
  const todo = todoForCertificate(code, new URL(publicUrl).hostname);
  return todo === undefined
    ? wrong(
        'service',
        `${publicUrl} does not answer (${said(error)})`,
        'Is it running? See its log, and that of the proxy',
      )
    : wrong('certificate', `that of ${publicUrl} is not trusted (${said(error)})`, todo);
}

/** Everything that is seen from outside. */
export async function lookFromOutside(config: Config): Promise<Finding[]> {
  const { publicUrl } = config;
  const { hostname } = new URL(publicUrl);
  try {
    const here = new Date();
    const date = (await ask(`${publicUrl}/healthz`)).headers.get('date');
    const findings = [
      await lookAtReadiness(publicUrl),
      date ? lookAtClock('the service', new Date(date), here) : unknown('clock of the service', 'it tells no time'),
    ];
    if (isLoopback(hostname.replace(/^\[|\]$/g, '')))
      return [...findings, unknown('proxy', `PUBLIC_URL is ${publicUrl}, of this machine alone`)];
    const encryption = await lookAtEncryption(publicUrl);
    return [...findings, ...encryption, ...(await lookAtHeaders(publicUrl)), await lookAtSenders(publicUrl, config)];
  } catch (error) {
    return [whyUnheard(publicUrl, error)];
  }
}
