/*
 * Loaded before anything else, in the tests and in the programs that they start, where TEST_DATE names an instant: this
 * process began then. The clock goes on as it does.
 */
const { TEST_DATE } = process.env;
if (TEST_DATE) {
  const { now } = Date;
  const shift = Date.parse(TEST_DATE) - now();
  if (Number.isNaN(shift)) throw new Error(`TEST_DATE is no instant: ${TEST_DATE}`);
  Date.now = () => now() + shift;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [target.now()], made),
    apply: (target) => new target(target.now()).toString(),
  });
}
