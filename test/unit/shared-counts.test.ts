import { expect, it } from 'vitest';
import { Quota } from '../../src/http/asking/quota.ts';
import { SharedCounts } from '../../src/http/asking/shared-counts.ts';

/* What processes tell each other of the requests that they count, without a database between them. */

const NOON = Date.UTC(2026, 10, 25, 12);

/** A process that listens, with a limit of 40: it tells of a key each time it has counted two more. */
function aProcess(secret = 'a secret of all') {
  const clock = { now: NOON };
  const shared = new SharedCounts(secret, () => clock.now);
  const quota = new Quota({ name: 'address', max: 40, windowMs: 60_000, shared });
  let woken = 0;
  shared.begin(() => woken++);
  /** All that it says until it has nothing more to say. */
  const says = (): string[] => {
    const messages = [];
    for (let message = shared.next(); message !== undefined; message = shared.next()) messages.push(message);
    return messages;
  };
  const take = (key: string, times = 1) => {
    for (let i = 1; i < times; i++) quota.take(key);
    return quota.take(key);
  };
  const giveBack = (key: string, times: number) => {
    for (let i = 0; i < times; i++) quota.giveBack(key);
  };
  const hear = (messages: string[]) => {
    for (const message of messages) shared.hear(message);
  };
  return { clock, shared, take, giveBack, says, hear, woken: () => woken };
}

const remaining = (process: ReturnType<typeof aProcess>, key: string) => process.take(key).remaining;
const hashIn = (message: string | undefined) => message?.split(' ')[1]?.split(':')[0];

it('asks first to be told everything, and says nothing before a key has counted a twentieth of its limit', () => {
  const process = aProcess();
  expect(process.says()).toEqual([expect.stringMatching(/^[\w-]{12}$/)]);
  process.take('192.0.2.1');
  expect([process.says(), process.woken()]).toEqual([[], 0]);
  process.take('192.0.2.1');
  expect([process.says(), process.woken()]).toEqual([[expect.stringMatching(/^[\w-]{12} [\w-]{12}:2$/)], 1]);
  process.take('192.0.2.1');
  expect(process.says()).toEqual([]);
});

it('counts what others told with its own, whether it knew of the key before or not', () => {
  const [one, other] = [aProcess(), aProcess()];
  other.take('192.0.2.2');
  one.take('192.0.2.1', 10);
  one.take('192.0.2.2', 10);
  other.hear(one.says());
  expect(remaining(other, '192.0.2.1')).toBe(29);
  expect(remaining(other, '192.0.2.2')).toBe(28);
  expect(remaining(other, '192.0.2.3')).toBe(39);
  one.take('192.0.2.1', 20);
  other.hear(one.says());
  expect(remaining(other, '192.0.2.1')).toBe(8);
});

it('counts a message once: its own are for others, and one that comes again brings nothing more', () => {
  const [one, other] = [aProcess(), aProcess()];
  one.take('192.0.2.1', 10);
  const said = one.says();
  one.hear(said);
  expect(remaining(one, '192.0.2.1')).toBe(29);
  other.hear([...said, ...said]);
  expect(remaining(other, '192.0.2.1')).toBe(29);
});

it('adds up what several processes told', () => {
  const processes = [aProcess(), aProcess(), aProcess()];
  for (const process of processes.slice(1)) {
    process.take('192.0.2.1', 10);
    processes[0]!.hear(process.says());
  }
  expect(remaining(processes[0]!, '192.0.2.1')).toBe(19);
});

it('says it all again to one that comes later, or comes back', () => {
  const one = aProcess();
  one.take('192.0.2.1', 10);
  one.says();
  const late = aProcess();
  one.hear(late.says());
  late.hear(one.says());
  expect(remaining(late, '192.0.2.1')).toBe(29);
  // While nobody listens nothing waits; what was counted meanwhile is told afterwards.
  one.shared.end();
  one.take('192.0.2.1', 10);
  expect(one.says()).toEqual([]);
  one.shared.begin(() => {});
  late.hear(one.says());
  expect(remaining(late, '192.0.2.1')).toBe(18);
});

it('says all that is busy now, however many were busy in minutes that are over', () => {
  const [one, late] = [aProcess(), aProcess()];
  for (let i = 0; i < 4000; i++) one.take(`10.0.${i >> 8}.${i & 255}`, 2);
  one.says();
  one.clock.now += 60_000;
  late.clock.now = one.clock.now;
  one.take('192.0.2.1', 10);
  one.says();
  one.hear(late.says());
  late.hear(one.says());
  expect(remaining(late, '192.0.2.1')).toBe(29);
});

it('takes back what it told of requests that should not have counted', () => {
  const [one, other] = [aProcess(), aProcess()];
  one.take('192.0.2.1', 30);
  other.hear(one.says());
  expect(remaining(other, '192.0.2.1')).toBe(9);
  one.giveBack('192.0.2.1', 30);
  other.hear(one.says());
  expect(remaining(other, '192.0.2.1')).toBe(38);
});

it('says no address and no name, and of the same one in another minute what nobody can join to it', () => {
  const process = aProcess();
  process.says();
  const first = process.take('192.0.2.1', 4);
  const [message] = process.says();
  expect(message).not.toContain('192');
  process.clock.now += first.seconds * 1000;
  process.take('192.0.2.1', 4);
  const [later] = process.says();
  expect(hashIn(later)).toMatch(/^[\w-]{12}$/);
  expect(hashIn(later)).not.toBe(hashIn(message));
  const stranger = aProcess('another secret');
  stranger.take('192.0.2.1', 4);
  expect(hashIn(stranger.says()[1])).not.toBe(hashIn(message));
});

it('keeps what was told until the key comes, and forgets it with its minute', () => {
  const [one, other] = [aProcess(), aProcess()];
  const { seconds } = one.take('192.0.2.1', 10);
  other.hear(one.says());
  other.clock.now += seconds * 1000 - 1000;
  expect(remaining(other, '192.0.2.1')).toBe(29);
  other.clock.now += 1000;
  expect(remaining(other, '192.0.2.1')).toBe(39);
});

it('tells nothing more of a key beyond its limit, however often it comes', () => {
  const [one, other] = [aProcess(), aProcess()];
  one.take('192.0.2.1', 500);
  const said = one.says();
  expect(said[1]).toMatch(/:40$/);
  one.take('192.0.2.1', 500);
  expect(one.says()).toEqual([]);
  other.hear(said);
  expect(other.take('192.0.2.1').exceeded).toBe(true);
});

it('tells of many keys in several messages that a notification can carry, the largest counts first', () => {
  const one = aProcess();
  one.says();
  for (let i = 0; i < 1000; i++) one.take(`10.0.${i >> 8}.${i & 255}`, 2 + (i % 30));
  const messages = one.says();
  for (const message of messages) expect(message.length).toBeLessThan(8000);
  const counts = messages.flatMap((message) => [...message.matchAll(/:(\d+)/g)].map(([, count]) => Number(count)));
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(counts.length).toBe(1000);
  // What does not fit into memory waits for the next time.
  for (let i = 0; i < 10_000; i++) one.take(`10.1.${i >> 8}.${i & 255}`, 2);
  expect(one.says().join(' ').split(':').length - 1).toBe(3000);
});

it.each([
  '',
  ' ',
  'nonsense',
  '{"count":1}',
  'abcdefghijkl ',
  'abcdefghijkl abcdefghijkl:-5',
  'abcdefghijkl abcdefghijkl:1e9',
  'abcdefghijkl abcdefghijkl:99999999999',
  `abcdefghijkl abcdefghijkl:${'9'.repeat(7000)}`,
  `abcdefghijkl${' abcdefghijkl:1'.repeat(500)} and more`,
])('ignores what is no message: %s', (message) => {
  const process = aProcess();
  process.says();
  process.shared.hear(message);
  expect([process.says(), process.shared.news, remaining(process, '192.0.2.1')]).toEqual([[], 0, 39]);
});

const invented = (n: number) => n.toString(36).padStart(12, 'x');

it('stays bounded when a stranger invents hashes: the oldest are forgotten, and what is told next is heard', () => {
  const [one, other] = [aProcess(), aProcess()];
  one.take('192.0.2.1', 10);
  other.hear(one.says());
  for (let i = 0; i < 100; i++) {
    const hashes = Array.from({ length: 250 }, (_, at) => `${invented(i * 250 + at)}:9999999999`);
    other.shared.hear([invented(i), ...hashes].join(' '));
  }
  one.take('192.0.2.2', 10);
  other.hear(one.says());
  expect(remaining(other, '192.0.2.1')).toBe(39);
  expect(remaining(other, '192.0.2.2')).toBe(29);
});

it('stays bounded when a stranger invents processes: of one key it hears sixty-four', () => {
  const [one, other] = [aProcess(), aProcess()];
  one.take('192.0.2.1', 2);
  const hash = hashIn(one.says()[1]);
  for (let i = 0; i < 1000; i++) other.shared.hear(`${invented(i)} ${hash}:${i < 64 ? 0 : 40}`);
  expect(remaining(other, '192.0.2.1')).toBe(39);
});
