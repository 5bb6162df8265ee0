/** One page of a list by its number as an address has it; of a number that is none, the nearest page. */
export function pageAsked<T>(all: readonly T[], asked: unknown, most: number) {
  const pages = Math.max(Math.ceil(all.length / most), 1);
  const current = Math.min(Math.max(Math.trunc(Number(asked)) || 1, 1), pages);
  return { items: all.slice((current - 1) * most, current * most), pages, current };
}
