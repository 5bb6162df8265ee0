/**
 * How often a property is tried: as often as said in the whole run, a quarter of that in every other, as `PROPERTY_RUNS`
 * says where it is given.
 */
export const runs = (most: number) => ({
  numRuns: Number(process.env.PROPERTY_RUNS ?? (process.env.TESTS === 'all' ? most : Math.ceil(most / 4))),
});
