import { readFileSync } from 'node:fs';

/*
 * Loaded into a server before it starts: tells its parent the longest time for which the event loop did nothing but one
 * thing, in milliseconds of processor time, so that other programs of the machine do not count. On Linux, so that other
 * threads do not count either, of the thread of the loop alone.
 */
function spent() {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ', 1)[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}
let last = spent();
let longest = 0;
setInterval(() => {
  const now = spent();
  longest = Math.max(longest, now - last);
  last = now;
}, 1).unref();
process.on('message', () => {
  process.send({ longestMs: longest });
  longest = 0;
});
process.channel.unref();
