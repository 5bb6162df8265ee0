import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

const OPERATOR = { OPERATOR_NAME: 'Le Collectif', OPERATOR_CONTACT: 'contact@collectif.example' };

describe('the environment', () => {
  it('may be empty: an embedded database on the loopback', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: undefined,
      dataDir: './data',
      host: '127.0.0.1',
      port: 8080,
      healthPort: undefined,
      publicUrl: 'http://127.0.0.1:8080',
      trustProxy: false,
      hstsSubdomains: false,
      seed: 'catalogue',
      adminToken: undefined,
      tieSecret: undefined,
      outgoingAllow: [],
      rateLimit: { anonymous: 120, token: 600 },
      smtp: undefined,
      logLevel: 'info',
      operator: { name: undefined, contact: undefined },
    });
  });

  it('keeps the port of the thread apart from that of the service', () => {
    expect(readConfig({ HEALTH_PORT: '8082' }).healthPort).toBe(8082);
    expect(faultsOf({ PORT: '9000', HEALTH_PORT: '9000' })).toEqual(['HEALTH_PORT must be another port than PORT']);
    expect(faultsOf({ HEALTH_PORT: '0' })).toEqual(['HEALTH_PORT must be a whole number from 1 to 65535']);
  });

  it('tells all its faults together', () => {
    const faults = faultsOf({
      DATABASE_URL: 'mysql://x',
      PORT: '80 80',
      HOST: '0.0.0.0',
      ADMIN_TOKEN: 'short',
      SEED: 'maybe',
      RATE_LIMIT_TOKEN: '0',
      TRUST_PROXY: 'everybody',
      LOG_LEVEL: 'loud',
      OUTGOING_ALLOW: 'http://localhost',
      OPERATOR_CONTACT: 'by post',
      SMTP_URL: 'mail.example:25',
      MAIL_FROM: 'Bercail <bercail@example.org>',
    });
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'ADMIN_TOKEN',
      'DATABASE_URL',
      'LOG_LEVEL',
      'MAIL_FROM',
      'OPERATOR_CONTACT',
      'OUTGOING_ALLOW',
      'PORT',
      'PUBLIC_URL',
      'RATE_LIMIT_TOKEN',
      'SEED',
      'SMTP_URL',
      'TRUST_PROXY',
    ]);
  });

  it.each(['contact@collectif.example', 'https://collectif.example/contact'])('names who runs it: %s', (contact) => {
    const { operator } = readConfig({ OPERATOR_NAME: 'Le Collectif', OPERATOR_CONTACT: contact });
    expect(operator).toEqual({ name: 'Le Collectif', contact });
  });

  it.each([
    'https://catalogue.example',
    'http://catalogue.example',
    'http://192.168.0.9:8080',
    'https://localhost',
    'http://[2001:db8::1]',
  ])('names who runs what others can open: %s', (url) => {
    const names = faultsOf({ PUBLIC_URL: url }).map((fault) => fault.split(' ')[0]);
    expect(names).toEqual(['OPERATOR_NAME', 'OPERATOR_CONTACT']);
    expect(faultsOf({ PUBLIC_URL: url, OPERATOR_NAME: 'Le Collectif' })).toHaveLength(1);
    expect(faultsOf({ PUBLIC_URL: url, ...OPERATOR })).toEqual([]);
  });

  it.each(['http://localhost:8080', 'http://127.0.0.1:1', 'http://[::1]:8080'])(
    'may be tried by nobody in particular: %s',
    (url) => {
      expect(faultsOf({ PUBLIC_URL: url })).toEqual([]);
    },
  );

  it.each([
    ['OUTGOING_ALLOW', 'localhost:99999'],
    ['OPERATOR_CONTACT', 'https://x.example:99999/'],
    ['OPERATOR_CONTACT', 'a@b.example?bcc=c@d.example'],
    ['PUBLIC_URL', 'http://%zz'],
  ])('refuses an address that cannot be opened: %s=%s', (name, value) => {
    expect(faultsOf({ [name]: value }).join()).toContain(name);
  });

  it.each([
    'postgres://u@h/db',
    'postgresql://u:p%40ss@h:5433/db?sslmode=require',
    'postgres://u@/db?host=/run/postgresql',
    'postgres://u@%2Frun%2Fpostgresql/db',
    'postgresql://u@a:5432,b:5433/db?target_session_attrs=read-write',
    'postgresql://u@a,[::1]:5433/db',
    'postgresql://u:p,q@a,b/db',
  ])('takes the database at %s', (url) => {
    expect(faultsOf({ DATABASE_URL: url })).toEqual([]);
  });

  it.each([
    ['postgres://u:hun/ter@h/db', /%2F for \//],
    ['postgres://u:hun,x/ter@h/db', /%2F for \//],
    ['mysql://u@h/db', /must be an address such as/],
    ['postgres://u@h:port/db', /“h:port”/],
    ['postgres://u@a:5432,b:70000/db', /“b:70000”/],
    ['postgres://u@a,,b/db', /“”/],
    ['postgres://u@a,b/db?target_session_attrs=any', /read-write, or absent/],
    ['postgres://u@a/db?target_session_attrs=standby', /read-write or primary/],
    ['postgres://u@h/db?sslmode=on', /sslmode must be one of/],
    ['postgres://u@h/db?sslmode=verify-full&sslrootcert=/nowhere/ca.pem', /sslrootcert cannot be read/],
  ])('refuses the database at %s', (url, fault) => {
    expect(faultsOf({ DATABASE_URL: url })).toEqual([expect.stringMatching(fault)]);
    expect(faultsOf({ DATABASE_URL: url }).join()).not.toContain('hun');
  });

  it('takes standbys to read only as it reads them, and names the variable in what is wrong', () => {
    const read = (url: string) => faultsOf({ DATABASE_READ_URL: url });
    const wanting = (wanted: string) => read(`postgresql://u@a:5432,b:5433/db?target_session_attrs=${wanted}`);
    expect(wanting('prefer-standby')).toEqual([]);
    for (const wanted of ['any', 'standby', 'read-only', 'read-write'])
      expect(wanting(wanted)).toEqual([
        expect.stringMatching(/^DATABASE_READ_URL: target_session_attrs must be prefer-standby/),
      ]);
    expect(read('mysql://u@h/db')).toEqual([expect.stringMatching(/^DATABASE_READ_URL must be an address/)]);
  });

  it('tells several faults of the database with those of the rest, and no password', () => {
    const faults = faultsOf({ DATABASE_URL: 'postgres://u:hunter2@a:0,b:x/db?sslmode=on', PORT: 'x' });
    expect(faults).toHaveLength(4);
    expect(faults.join()).not.toContain('hunter2');
  });

  it('takes a token of an administrator from 32 characters on', () => {
    expect(readConfig({ ADMIN_TOKEN: 'a'.repeat(32) }).adminToken).toBe('a'.repeat(32));
    expect(faultsOf({ ADMIN_TOKEN: 'a'.repeat(31) })).toHaveLength(1);
  });

  it('never repeats a secret in its faults', () => {
    expect(faultsOf({ ADMIN_TOKEN: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: ' ' }).port).toBe(8080);
  });

  it('keeps the path of a public address and drops its final slash', () => {
    const env = { HOST: '0.0.0.0', PUBLIC_URL: 'https://example.org/bercail/', ...OPERATOR };
    expect(readConfig(env).publicUrl).toBe('https://example.org/bercail');
  });

  it('lets the service ask the machines that are named, and no others', () => {
    expect(readConfig({ OUTGOING_ALLOW: 'localhost:9000, intranet.example' }).outgoingAllow).toEqual([
      'localhost:9000',
      'intranet.example',
    ]);
  });

  it('names a mail server, its port and password, and never without a sender', () => {
    const from = { MAIL_FROM: 'bercail@asso.example' };
    expect(readConfig({ SMTP_URL: 'smtps://asso%40fai:mot%3Ade%2Fpasse@mail.asso.example', ...from }).smtp).toEqual({
      ...{ host: 'mail.asso.example', port: 465, secure: true, from: 'bercail@asso.example' },
      auth: { user: 'asso@fai', pass: 'mot:de/passe' },
    });
    const plain = { secure: false, auth: undefined, from: 'bercail@asso.example' };
    expect(readConfig({ SMTP_URL: 'smtp://[::1]:2525', ...from }).smtp).toEqual({ host: '::1', port: 2525, ...plain });
    expect(faultsOf({ SMTP_URL: 'smtp://mail.asso.example' })).toHaveLength(1);
    for (const url of [
      'smtp://',
      'http://mail.example',
      'smtp://mail.example/path',
      'smtp://secret@:1',
      'smtp://x?secret',
    ])
      expect(faultsOf({ SMTP_URL: url, ...from }).filter((fault) => !fault.includes('secret'))).toHaveLength(1);
  });

  it('believes a number of proxies, or named ones', () => {
    expect(readConfig({ TRUST_PROXY: '1' }).trustProxy).toBe(1);
    expect(readConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8' }).trustProxy).toEqual(['loopback', '10.0.0.0/8']);
    expect(readConfig({ TRUST_PROXY: 'off' }).trustProxy).toBe(false);
    expect(readConfig({ HSTS_SUBDOMAINS: 'on' }).hstsSubdomains).toBe(true);
    expect(faultsOf({ HSTS_SUBDOMAINS: 'yes' })).toEqual([expect.stringContaining('HSTS_SUBDOMAINS')]);
  });
});
