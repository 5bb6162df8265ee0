/*
 * Loaded into a server before it starts: tells its parent the longest time for which the event loop did nothing but one
 * thing, in milliseconds of processor time, so that other programs of the machine do not count.
 */
let last = process.cpuUsage();
let longest = 0;
setInterval(() => {
  const now = process.cpuUsage();
  longest = Math.max(longest, now.user - last.user + now.system - last.system);
  last = now;
}, 1).unref();
process.on('message', () => {
  process.send({ longestMs: longest / 1000 });
  longest = 0;
});
process.channel.unref();
