import type { Match } from './schema.ts';

/** The services of a host that an answer counts on, by slug. */
export const servicesIn = (used: readonly { service: string }[]): string[] => [
  ...new Set(used.map(({ service }) => service)),
];

/** The services that a host brings to a combination, by slug. */
export const servicesOf = (slug: string, { covers }: Match['combinations'][number]): string[] =>
  servicesIn(covers.filter(({ host }) => host === slug));
