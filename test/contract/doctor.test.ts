import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { todoForCertificate } from '../../src/cli/doctor/proxy.ts';
import { runHere } from '../support/command-line.ts';
import { makeDataFolder } from '../support/pglite-template.ts';
import { freePort } from '../support/ports.ts';
import { startServer } from '../support/server.ts';

/* The doctor beside a server on the embedded database, and behind a proxy that does well or not. */

const folder = mkdtempSync(join(tmpdir(), 'bercail-doctor-'));
const DATA_DIR = join(folder, 'data');
const backups = join(folder, 'backups');
let server: Awaited<ReturnType<typeof startServer>>;
let proxyPort: number;

type Headers = Record<string, string>;
interface Proxy {
  /** What it makes of the headers of a request; a good one writes the address of the sender anew. */
  toService(headers: IncomingHttpHeaders, sender: string): Headers;
  /** What it makes of the headers of an answer. */
  toSender(headers: Headers): Headers;
  isCaching: boolean;
  /** Answers 404 in place of metrics. */
  keepsMetrics: boolean;
}
const GOOD: Proxy = {
  toService: (_headers, sender) => ({ 'x-forwarded-for': sender }),
  toSender: (headers) => headers,
  isCaching: false,
  keepsMetrics: true,
};
let behaviour = GOOD;
const kept = new Map<string, { status: number; headers: Headers; text: string }>();

const passOn: RequestListener = async ({ url = '', headers, socket }, response) => {
  if (url === '/metrics' && behaviour.keepsMetrics) return response.writeHead(404).end();
  const known = behaviour.isCaching ? kept.get(url) : undefined;
  const ask = async () => {
    const asked = await fetch(server.address + url, {
      headers: { accept: headers.accept ?? '*/*', ...behaviour.toService(headers, socket.remoteAddress!) },
    });
    const { 'content-encoding': _, ...passed } = Object.fromEntries(asked.headers);
    return { status: asked.status, headers: passed, text: await asked.text() };
  };
  const answer = known ?? (await ask());
  kept.set(url, answer);
  response.writeHead(answer.status, behaviour.toSender(answer.headers)).end(answer.text);
};
const proxy = createServer(passOn);

/** What it finds, by what it looked at. */
async function examine(environment: Record<string, string> = {}, ...options: string[]) {
  const { code, out } = await runHere({ DATA_DIR, ...environment }, 'doctor', '--json', ...options);
  const { ok, findings } = JSON.parse(out) as { ok: boolean; findings: Finding[] };
  expect(code).toBe(ok ? 0 : 1);
  expect(ok).toBe(findings.every(({ state }) => state !== 'wrong'));
  // A finding is written with a full stop.
  for (const { is } of findings) expect(is).not.toMatch(/\.$/);
  // Who reads that something is wrong reads what to do.
  for (const { state, todo } of findings) if (state === 'wrong') expect(todo).toMatch(/\w/);
  return new Map(findings.map((one) => [one.looked, one]));
}

/** The doctor of a service that others reach through the proxy. `0.0.0.0` leads here, and is no address of this machine alone. */
const outside = (over: Record<string, string> = {}) => ({
  ...{ PUBLIC_URL: `http://0.0.0.0:${proxyPort}`, TRUST_PROXY: '1' },
  ...{ OPERATOR_NAME: 'Les Roseaux', OPERATOR_CONTACT: 'contact@roseaux.example' },
  ...over,
});

beforeAll(async () => {
  makeDataFolder(DATA_DIR);
  mkdirSync(backups);
  proxyPort = await freePort();
  await new Promise<void>((listening) => void proxy.listen(proxyPort, '127.0.0.1', listening));
  server = await startServer(DATA_DIR, { SEED: 'none', TRUST_PROXY: '1' });
}, 120_000);
afterAll(async () => {
  await server.stop();
  proxy.close();
  proxy.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

describe('The doctor', () => {
  it('goes through the server that holds the data folder', async () => {
    const found = await examine({ PUBLIC_URL: server.address });
    expect(found.get('service')).toMatchObject({ state: 'fine' });
    expect(found.get('database')).toMatchObject({ state: 'fine', is: 'answers, and takes writes' });
    expect(found.get('clock of the service')).toMatchObject({ state: 'fine' });
    expect(found.get('disk of the data')?.is).toMatch(/GB left/);
  });

  it('calls what it cannot find out not known, never fine', async () => {
    const { out, code } = await runHere({ DATA_DIR, PUBLIC_URL: server.address }, 'doctor');
    expect(code).toBe(0);
    expect(out).toMatch(/^not known {2}backups: no folder was named\.\n +→ Name it: --backups DIR\.$/m);
    expect(out).toMatch(/^not known {2}proxy: PUBLIC_URL is http:\/\/127\.0\.0\.1:\d+, of this machine alone\.$/m);
  });

  it('says that no server runs on a folder, and leaves the folder as it is', async () => {
    const other = join(folder, 'other');
    const found = await examine({ DATA_DIR: other, PUBLIC_URL: server.address });
    expect(found.get('database')).toMatchObject({ state: 'wrong', is: `no server is running on ${other}` });
    expect(found.get('tasks')).toMatchObject({ state: 'unknown' });
    expect(() => rmSync(other)).toThrow('ENOENT');
  });

  it('says that the public address does not answer', async () => {
    const address = `http://127.0.0.1:${await freePort()}`;
    expect((await examine({ PUBLIC_URL: address })).get('service')).toMatchObject({
      state: 'wrong',
      is: expect.stringContaining(`${address} does not answer`),
    });
  });

  it('looks at the age of the newest backup', async () => {
    const recipients = join(folder, 'recipients');
    const here = { PUBLIC_URL: server.address, BACKUP_RECIPIENTS: recipients };
    const stateOf = async () => (await examine(here, '--backups', backups)).get('backups')!;
    expect(await stateOf()).toMatchObject({ state: 'wrong', is: `${backups} holds none` });
    const write = (name: string, content: string, hours: number) => {
      writeFileSync(join(backups, name), content);
      const at = Date.now() / 1000 - hours * 3600;
      utimesSync(join(backups, name), at, at);
    };
    write('old.dump', 'x', 30);
    expect(await stateOf()).toMatchObject({ state: 'wrong', is: 'the newest, old.dump, is 30 h old' });
    write('new.dump', 'x', 3);
    expect(await stateOf()).toMatchObject({ state: 'fine', is: expect.stringContaining('new.dump, is 3 h old') });
    writeFileSync(recipients, 'age1xyz');
    expect(await stateOf()).toMatchObject({ state: 'wrong', is: expect.stringContaining('is not encrypted') });
    write('last.dump', '', 1);
    expect(await stateOf()).toMatchObject({ state: 'wrong', is: expect.stringContaining('is empty') });
    const absent = join(folder, 'absent');
    const nowhere = await examine(here, '--backups', absent);
    expect(nowhere.get('backups')).toMatchObject({ state: 'wrong', is: expect.stringContaining('ENOENT') });
  });

  describe('and mail', () => {
    const [USER, PASSWORD] = ['catalogue', 'a password'];
    const mailServer = new SMTPServer({
      ...{ authOptional: true, allowInsecureAuth: true, disabledCommands: ['STARTTLS'], logger: false },
      onAuth: ({ username, password }, _session, done) =>
        username === USER && password === PASSWORD ? done(null, { user: USER }) : done(new Error('not you')),
      onConnect: (_session, done) =>
        isClosed ? done(Object.assign(new Error('later'), { responseCode: 421 })) : done(),
    });
    let isClosed = false;
    mailServer.on('error', () => {});
    let port: number;
    beforeAll(async () => {
      const listening = mailServer.listen(0, '127.0.0.1');
      await once(listening, 'listening');
      port = (listening.address() as AddressInfo).port;
    });
    afterAll(() => mailServer.close());

    const withMail = (SMTP_URL: string) =>
      examine({ PUBLIC_URL: server.address, SMTP_URL, MAIL_FROM: 'catalogue@bercail.example' });
    const mailServerAt = async (who: string) => (await withMail(`smtp://${who}127.0.0.1:${port}`)).get('mail server');

    it('says that none is sent, or that none waits', async () => {
      const none = await examine({ PUBLIC_URL: server.address });
      expect(none.get('mail')).toMatchObject({ state: 'fine', is: 'none is sent: SMTP_URL is not set' });
      expect(none.has('mail server')).toBe(false);
      const found = await withMail(`smtp://127.0.0.1:${port}`);
      expect(found.get('mail')).toMatchObject({ state: 'fine', is: 'none waits; none was taken within a week' });
    });

    it('asks the mail server whether it answers, and takes the sign-in', async () => {
      const name = `127.0.0.1, port ${port},`;
      expect(await mailServerAt('')).toMatchObject({ state: 'fine', is: `${name} answers` });
      expect(await mailServerAt(`${USER}:${encodeURIComponent(PASSWORD)}@`)).toMatchObject({
        state: 'fine',
        is: `${name} answers, and does not refuse the sign-in`,
      });
      expect(await mailServerAt(`${USER}:wrong@`)).toMatchObject({
        state: 'wrong',
        is: `${name} refuses the sign-in`,
        todo: 'Correct the user and the password in SMTP_URL',
      });
    });

    it('says what a mail server answers that takes nobody, and where none is', async () => {
      isClosed = true;
      const closed = await mailServerAt('');
      isClosed = false;
      expect(closed).toMatchObject({ state: 'wrong', is: `127.0.0.1, port ${port}, refuses with 421` });
      const absent = await freePort();
      expect((await withMail(`smtp://127.0.0.1:${absent}`)).get('mail server')).toMatchObject({
        state: 'wrong',
        is: `127.0.0.1, port ${absent}, does not answer`,
        todo: expect.stringContaining('SMTP_URL'),
      });
    });
  });
});

describe('Behind a proxy', () => {
  const behind = async (proxied: Partial<Proxy>, over: Record<string, string> = {}) => {
    behaviour = { ...GOOD, ...proxied };
    kept.clear();
    return await examine(outside(over));
  };

  it('that does well, nothing of it is wrong but that it does not encrypt', async () => {
    const found = await behind({});
    const wrong = [...found.values()].filter(({ state }) => state === 'wrong').map(({ looked }) => looked);
    expect(wrong).toEqual(['encryption']);
    for (const looked of ['addresses of senders', 'caches in front', 'protection of pages'])
      expect(found.get(looked), looked).toMatchObject({ state: 'fine' });
  });

  it('that keeps metrics to itself, the server is asked on this machine; who may not do that is told so', async () => {
    const lock = join(DATA_DIR, readdirSync(DATA_DIR).find((name) => /^lock\.\d+$/.test(name))!);
    const before = readFileSync(lock, 'utf8');
    writeFileSync(lock, JSON.stringify({ ...JSON.parse(before), address: `http://127.0.0.1:${proxyPort}` }));
    const [access, hidden] = [join(DATA_DIR, 'lock-command-line'), join(folder, 'hidden')];
    try {
      expect((await behind({})).get('database')).toMatchObject({ state: 'fine', is: 'answers, and takes writes' });
      renameSync(access, hidden);
      const found = await behind({});
      expect(found.get('database')).toMatchObject({
        state: 'unknown',
        is: expect.stringContaining('/metrics answers 404'),
      });
      renameSync(hidden, access);
    } finally {
      writeFileSync(lock, before);
    }
  });

  it('that passes on the addresses that strangers pretend, this is found', async () => {
    const toService = (headers: IncomingHttpHeaders, sender: string) => ({
      'x-forwarded-for': String(headers['x-forwarded-for'] ?? sender),
    });
    expect((await behind({ toService })).get('addresses of senders')).toMatchObject({
      state: 'wrong',
      is: expect.stringContaining('may choose the address'),
    });
  });

  it('that keeps what must not be kept, this is found', async () => {
    expect((await behind({ isCaching: true })).get('caches in front')).toMatchObject({ state: 'wrong' });
  });

  it('that drops what protects pages, this is found', async () => {
    const toSender = ({ 'content-security-policy': _, ...headers }: Headers) => headers;
    expect((await behind({ toSender })).get('protection of pages')).toMatchObject({ state: 'wrong' });
  });

  it('that tells another time, this is found', async () => {
    const toSender = (headers: Headers) => ({ ...headers, date: new Date(Date.now() - 600_000).toUTCString() });
    expect((await behind({ toSender })).get('clock of the service')).toMatchObject({
      state: 'wrong',
      is: '10 min from the one here',
    });
  });
});

describe('A certificate', () => {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', '/CN=bercail.example', '-addext', 'subjectAltName=IP:0.0.0.0', '-keyout', key, '-out', cert],
  ]);

  it.skipIf(made.status !== 0)(
    'that nobody trusts is told as such; of an address with a port, no redirection is expected (skipped without openssl)',
    async () => {
      const secure = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, passOn);
      await new Promise<void>((listening) => void secure.listen(0, '127.0.0.1', listening));
      const address = `https://0.0.0.0:${(secure.address() as AddressInfo).port}`;
      behaviour = GOOD;
      kept.clear();
      try {
        const untrusted = await examine(outside({ PUBLIC_URL: address }));
        expect(untrusted.get('service')).toBeUndefined();
        expect(untrusted.get('certificate')).toMatchObject({
          state: 'wrong',
          is: `that of ${address} is not trusted (self-signed certificate)`,
          todo: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
        });
        const found = await examine(outside({ PUBLIC_URL: address, NODE_TLS_REJECT_UNAUTHORIZED: '0' }));
        expect([...found.values()].filter(({ state }) => state === 'wrong')).toEqual([
          expect.objectContaining({ looked: 'encryption', is: 'https, without Strict-Transport-Security' }),
        ]);
        expect(found.get('http of the same name')).toMatchObject({ state: 'fine' });
      } finally {
        secure.close();
        secure.closeAllConnections();
      }
    },
  );

  it('that is refused for any other reason is told with what to do about that', () => {
    for (const [code, todo] of [
      ['ERR_TLS_CERT_ALTNAME_INVALID', /^Get a certificate for bercail\.example/],
      ['CERT_HAS_EXPIRED', /^Renew it/],
      ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /fullchain\.pem/],
      ['SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/],
    ] as const)
      expect(todoForCertificate(code, 'bercail.example'), code).toMatch(todo);
    expect(todoForCertificate('ECONNREFUSED', 'bercail.example')).toBeUndefined();
  });
});
