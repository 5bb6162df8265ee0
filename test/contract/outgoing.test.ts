import type { lookup } from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { addressProblem } from '../../src/outgoing/address.ts';
import { createOutgoing, type FetchLimits } from '../../src/outgoing/fetch.ts';
import type { FetchProblem } from '../../src/vocabulary/terms.ts';
import { mayAskOf } from '../../src/watching/plan.ts';

const LIMITS: FetchLimits = { milliseconds: 1000, bytes: 10_000, redirects: 'any', httpsOnly: false };
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const serve = async (answer: RequestListener): Promise<number> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
};

/** A resolver of names that a test decides, one list of numbers for each look-up. */
function names(...answers: string[][]) {
  let count = 0;
  const lookUp = ((_name: string, options: { all?: boolean }, callback: (...args: unknown[]) => void) => {
    const numbers = answers[Math.min(count++, answers.length - 1)]!;
    const all = numbers.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (options.all) callback(null, all);
    else callback(null, all[0]!.address, all[0]!.family);
  }) as unknown as typeof lookup;
  return { lookUp, asked: () => count };
}

const outgoing = (allowed: string[] = [], lookUp?: typeof lookup) =>
  createOutgoing({ allowed: new Set(allowed), userAgent: 'Bercail', ...(lookUp && { lookUp }) });

describe('An address that a stranger gives', () => {
  const REFUSED: [address: string, FetchProblem][] = [
    ['', 'not-http'],
    ['aulnes.fr', 'not-http'],
    ['ftp://aulnes.fr/', 'not-http'],
    ['file:///etc/passwd', 'not-http'],
    ['gopher://aulnes.fr:70/', 'not-http'],
    ['data:text/plain,oui', 'not-http'],
    ['javascript:alert(1)', 'not-http'],
    ['http://[::1', 'not-http'],
    ['http://admin:secret@aulnes.fr/', 'with-credentials'],
    ['http://127.0.0.1@aulnes.fr/', 'with-credentials'],
    ['http://aulnes.fr:22/', 'unusual-port'],
    ['http://aulnes.fr:6379/', 'unusual-port'],
    ['https://aulnes.fr:9200/', 'unusual-port'],
    ['https://aulnes.fr:80/', 'unusual-port'],
    ['http://localhost/', 'not-public-name'],
    ['http://LOCALHOST./', 'not-public-name'],
    ['http://a.localhost/', 'not-public-name'],
    ['http://intranet/', 'not-public-name'],
    ['http://imprimante.local/', 'not-public-name'],
    ['http://metadata.google.internal/', 'not-public-name'],
    ['http://nas.home.arpa/', 'not-public-name'],
    ['http://xyz.onion/', 'not-public-name'],
    ['http://127.0.0.1/', 'not-public-machine'],
    ['http://127.1/', 'not-public-machine'],
    ['http://2130706433/', 'not-public-machine'],
    ['http://0x7f000001/', 'not-public-machine'],
    ['http://0177.0.0.1/', 'not-public-machine'],
    ['http://0/', 'not-public-machine'],
    ['http://0.0.0.0/', 'not-public-machine'],
    ['http://10.0.0.1/', 'not-public-machine'],
    ['http://172.16.0.1/', 'not-public-machine'],
    ['http://192.168.1.1/', 'not-public-machine'],
    ['http://169.254.169.254/latest/meta-data/', 'not-public-machine'],
    ['http://100.100.100.200/', 'not-public-machine'],
    ['http://168.63.129.16/', 'not-public-machine'],
    ['http://192.0.0.192/', 'not-public-machine'],
    ['http://198.18.0.1/', 'not-public-machine'],
    ['http://224.0.0.1/', 'not-public-machine'],
    ['http://255.255.255.255/', 'not-public-machine'],
    ['http://[::1]/', 'not-public-machine'],
    ['http://[::]/', 'not-public-machine'],
    ['http://[::ffff:127.0.0.1]/', 'not-public-machine'],
    ['http://[::127.0.0.1]/', 'not-public-machine'],
    ['http://[64:ff9b::7f00:1]/', 'not-public-machine'],
    ['http://[2002:7f00:1::]/', 'not-public-machine'],
    ['http://[2001::1]/', 'not-public-machine'],
    ['http://[fe80::1]/', 'not-public-machine'],
    ['http://[fc00::1]/', 'not-public-machine'],
    ['http://[fd00:ec2::254]/', 'not-public-machine'],
    ['http://[ff02::1]/', 'not-public-machine'],
    ['http://[::ffff:8.8.8.8]/', 'not-public-machine'],
    ['http://8.8.8.8/', 'ip-address'],
    ['http://134744072/', 'ip-address'],
    ['http://[2a00:1450:4007:80e::200e]/', 'ip-address'],
  ];
  it.each(REFUSED)('is refused for its own reason: %s', async (address, problem) => {
    expect(await outgoing().get(address, LIMITS)).toEqual({ problem });
  });

  it('is asked on any port of a machine that the operator names, and on one alone where a port is named', () => {
    const mayAsk = (named: string, address: string) => addressProblem(address, new Set([named])) === undefined;
    // The daily visits of a catalogue on this machine read the setting alike.
    const mayVisit = (named: string, address: string) =>
      mayAskOf({ publicUrl: 'http://127.0.0.1:8080', outgoingAllow: [named] })(new URL(address));
    for (const [named, address, isAsked] of [
      ['localhost', 'http://localhost/', true],
      ['localhost', 'http://localhost:9000/', true],
      ['localhost', 'http://LOCALHOST.:9000/', true],
      ['localhost:9000', 'http://localhost:9000/', true],
      ['localhost:9000', 'http://localhost:9001/', false],
      ['localhost:9000', 'http://localhost/', false],
      ['localhost:443', 'https://localhost/', true],
      ['localhost:443', 'http://localhost/', false],
      ['localhost', 'http://a.localhost/', false],
    ] as const)
      expect([named, address, mayAsk(named, address), mayVisit(named, address)]).toEqual([
        ...[named, address, isAsked, isAsked],
      ]);
  });

  it('is asked when it is a public name on a usual port', () => {
    for (const address of [
      'https://aulnes.fr/',
      'http://aulnes.fr/cgu',
      'https://xn--cole-9oa.fr:443/',
      'https://a.co',
    ])
      expect(addressProblem(address, new Set())).toBeUndefined();
  });
});

describe('A name', () => {
  it.each([
    [['127.0.0.1']],
    [['10.1.2.3']],
    [['93.184.216.34', '127.0.0.1']],
    [['::1']],
    [['::ffff:10.0.0.1']],
    [['fd12::1']],
    [['169.254.169.254']],
  ])('that leads to %j is refused, whatever else it leads to', async (numbers) => {
    const { lookUp } = names(numbers);
    expect(await outgoing([], lookUp).get('http://aulnes.fr/', LIMITS)).toEqual({ problem: 'not-public-machine' });
  });

  it('is looked up once for each connection: the numbers that are judged are those that are asked', async () => {
    const inside = names(['127.0.0.1'], ['93.184.216.34']);
    expect(await outgoing([], inside.lookUp).get('http://aulnes.fr/', LIMITS)).toEqual({
      problem: 'not-public-machine',
    });
    expect(inside.asked()).toBe(1);
  });

  it('is judged again when a redirect leads to it', async () => {
    const door = await serve((_request, response) => response.writeHead(302, { location: 'http://aulnes.fr/' }).end());
    const { lookUp, asked } = names(['127.0.0.1'], ['10.0.0.7']);
    expect(await outgoing([`localhost:${door}`], lookUp).get(`http://localhost:${door}/`, LIMITS)).toEqual({
      problem: 'not-public-machine',
    });
    expect(asked()).toBe(2);
  });

  it('that does not exist is told as such', async () => {
    const lookUp = ((_name: string, _options: object, callback: (error: Error) => void) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))) as unknown as typeof lookup;
    expect(await outgoing([], lookUp).get('http://aulnes.fr/', LIMITS)).toEqual({ problem: 'name-not-found' });
  });
});

describe('An answer', () => {
  const ask = async (answer: RequestListener, limits: Partial<FetchLimits> = {}) => {
    const port = await serve(answer);
    return await outgoing([`localhost:${port}`]).get(`http://localhost:${port}/start`, { ...LIMITS, ...limits });
  };

  it('is read with its status, its type and its bytes', async () => {
    const answer = await ask((request, response) => {
      expect(request.headers['user-agent']).toBe('Bercail');
      expect(request.headers.cookie).toBeUndefined();
      response.writeHead(404, { 'content-type': 'text/plain' }).end('rien ici');
    });
    expect(answer).toMatchObject({ problem: null, status: 404, contentType: 'text/plain' });
    expect((answer as { body: Buffer }).body.toString()).toBe('rien ici');
  });

  it.each([
    'http://127.0.0.1:22/',
    'http://169.254.169.254/',
    'http://[::1]/',
    'file:///etc/passwd',
    'http://10.0.0.1/',
  ])('that redirects to %s is not followed', async (location) => {
    const { problem } = await ask((_request, response) => response.writeHead(302, { location }).end());
    expect(problem).toBe(addressProblem(location, new Set()));
  });

  it('that redirects to another name is refused where the name is what is proven', async () => {
    const answer: RequestListener = (_request, response) =>
      response.writeHead(301, { location: 'https://ailleurs.fr/' }).end();
    expect(await ask(answer, { redirects: 'same-host' })).toEqual({ problem: 'redirected-elsewhere' });
  });

  it('that redirects within its own name is followed, a few times', async () => {
    const twice = await ask((request, response) =>
      request.url === '/start'
        ? response.writeHead(302, { location: '/there' }).end()
        : response.end(`arrived at ${request.url}`),
    );
    expect(twice).toMatchObject({ problem: null, status: 200 });
    const forEver = await ask((_request, response) => response.writeHead(302, { location: '/start' }).end());
    expect(forEver).toEqual({ problem: 'too-many-redirects' });
  });

  it('that never ends is left after the bytes that are allowed', async () => {
    let sent = 0;
    const { problem } = await ask((_request, response) => {
      const timer = setInterval(() => {
        sent += 100_000;
        response.write(Buffer.alloc(100_000));
      }, 1);
      response.on('close', () => clearInterval(timer));
    });
    expect(problem).toBe('too-large');
    expect(sent).toBeLessThan(5_000_000);
  });

  it('that says it is ten gigabytes, or is packed, is not unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(50_000_000));
    const answer = await ask(
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
      {
        bytes: 100_000,
      },
    );
    expect(answer).toMatchObject({ problem: null });
    expect((answer as { body: Buffer }).body.length).toBe(packed.length);
  });

  it('that drips, or does not come, is left in time', async () => {
    const drips: RequestListener = (_request, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    };
    expect(await ask(drips, { milliseconds: 300 })).toEqual({ problem: 'too-slow' });
    expect(await ask(() => {}, { milliseconds: 300 })).toEqual({ problem: 'too-slow' });
  });

  it('that is cut off, or not HTTP, is no answer', async () => {
    expect(await ask((_request, response) => response.destroy())).toEqual({ problem: 'no-answer' });
    expect(await ask((request) => void request.socket.end('SSH-2.0-OpenSSH\r\n'))).toEqual({ problem: 'no-answer' });
  });

  it('over plain http is not asked for where only https will do', async () => {
    const { lookUp, asked } = names(['93.184.216.34']);
    expect(await outgoing([], lookUp).get('http://aulnes.fr/', { ...LIMITS, httpsOnly: true })).toEqual({
      problem: 'https-needed',
    });
    expect(asked()).toBe(0);
  });
});

describe('What is asked for again', () => {
  it('is not sent again to whoever shows its tag', async () => {
    const port = await serve(({ headers }, response) =>
      headers['if-none-match'] === '"a"'
        ? response.writeHead(304, { etag: '"a"' }).end()
        : response.writeHead(200, { etag: '"a"', 'last-modified': 'Wed, 25 Nov 2026 00:00:00 GMT' }).end('x'),
    );
    const { get } = outgoing([`localhost:${port}`]);
    const address = `http://localhost:${port}/`;
    expect(await get(address, LIMITS)).toMatchObject({
      ...{ status: 200, etag: '"a"', lastModified: 'Wed, 25 Nov 2026 00:00:00 GMT' },
    });
    const again = await get(address, LIMITS, { 'if-none-match': '"a"', 'user-agent': 'Mozilla' });
    expect(again).toMatchObject({ problem: null, status: 304, body: Buffer.alloc(0) });
  });
});

describe('What is sent', () => {
  const send = async (answer: RequestListener, allowed = true) => {
    const port = await serve(answer);
    return await outgoing(allowed ? [`localhost:${port}`] : []).post(
      ...[`http://localhost:${port}/hook`, '{"a":1}', LIMITS, { 'content-type': 'application/json' }],
    );
  };

  it('arrives with its header fields, once', async () => {
    const arrived: string[] = [];
    const answer = await send(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      arrived.push(`${request.method} ${request.url} ${request.headers['content-type']} ${body}`);
      response.writeHead(503, { 'retry-after': '120' }).end();
    });
    expect(arrived).toEqual(['POST /hook application/json {"a":1}']);
    expect(answer).toMatchObject({ problem: null, status: 503, retryAfter: '120' });
  });

  it('does not follow a redirect, and reaches nothing that may not be read', async () => {
    const redirect: RequestListener = (_request, response) =>
      response.writeHead(307, { location: 'http://10.0.0.1/' }).end();
    expect(await send(redirect)).toMatchObject({ problem: null, status: 307 });
    expect(await send(redirect, false)).toEqual({ problem: 'unusual-port' });
  });

  it('has its texts asked of a name server, which may be slow, and never below a name that is not public', async () => {
    const asked: string[] = [];
    const never = createOutgoing({
      allowed: new Set(),
      userAgent: 'Bercail',
      resolveTexts: (name) => {
        asked.push(name);
        return new Promise(() => {});
      },
    });
    for (const address of ['https://intranet/', 'https://nas.local/', 'https://192.168.1.1/', 'https://a.test:853/'])
      expect((await never.texts('_bercail.a', address, 50)).problem).not.toBeNull();
    expect(asked).toEqual([]);
    expect(await never.texts('_bercail.aulnes.fr', 'https://aulnes.fr/', 50)).toEqual({ problem: 'too-slow' });
  });
});
