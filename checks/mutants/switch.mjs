/*
 * What a broken source asks at each place that can be broken: all mutants stand in the same source, and those that are
 * tried are on. So modules are loaded once for all of them. Each place also notes that it was reached.
 */
globalThis.mutants ??= { active: new Set(), reached: new Set() };
const state = globalThis.mutants;

/** What a limit is while the description of the API is made, to see where it is published. */
export const TOLD_FROM = 1_000_000;
const told = new Set(process.env.MUTANTS_TELL?.split(',').map(Number));

const isOn = (id) => {
  state.reached.add(id);
  return state.active.has(id);
};

export const mutant = {
  off: isOn,
  yes: (id, value) => (isOn(id) ? true : value),
  no: (id, value) => (isOn(id) ? false : value),
  not: (id, value) => (isOn(id) ? !value : value),
  drop: (id, value) => (isOn(id) ? undefined : value),
  more: (id, value) => (told.has(id) ? TOLD_FROM + id : isOn(id) ? value + 1 : value),
  // A number inside a comparison is published nowhere.
  over: (id, value) => (isOn(id) ? value + 1 : value),
  away: (id, value) => (isOn(id) ? value * 1000 : value),
  open: (id, allowed) => ({ ...allowed, check: (request) => (isOn(id) ? undefined : allowed.check(request)) }),
};
