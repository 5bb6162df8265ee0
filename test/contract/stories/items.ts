import type { paths } from '../schema.ts';

/* Types that another generator makes: each list has items of one kind, in each media type. */

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export const hostNames = (list: Answer<'/v1/hosts'>): string[] => list.items.map(({ name }) => name);
export const offers = (list: Answer<'/v1/services'>): string[] => list.items.flatMap(({ usages }) => usages);
export const left = (list: Answer<'/v1/withdrawn-hosts'>): string[] => list.items.map(({ withdrawnOn }) => withdrawnOn);
export const host = (one: Answer<'/v1/hosts/{host}'>): string => one.slug;
