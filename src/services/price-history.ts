import type { Database } from '../database/open.ts';
import { CANCELLABLE_DAYS, promisedDays } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import { PRICE_PROMISE } from '../documents/price-change.ts';
import type { Priced, Service } from '../documents/service.ts';
import { addDays, daysBetween, parisDay } from '../ground/clock.ts';
import { hostAfter } from '../record/changes.ts';
import type { Context } from '../record/context.ts';
import type { HostBefore } from '../record/finish-write.ts';
import { publicPast } from '../record/past.ts';
import { today } from '../requests/meaning.ts';

/* Past prices and promises of a host, as far as they matter for an increase now. */

/**
 * Public promises and prices of a host, and the last day on which they held. For the more distant past, promises only.
 */
interface PastState {
  since: string;
  until: string;
  host: Pick<Host, 'commitments'>;
  services: readonly (Pick<Service, 'slug' | 'commitments'> & Priced)[];
}

const pastStateOn = (
  { commitments, services }: Host,
  { since, until }: Pick<PastState, 'since' | 'until'>,
  isLate: boolean,
): PastState => ({
  ...{ since, until },
  host: { commitments: ofPrices(commitments) },
  services: services.map(({ slug, commitments, plans }) => ({
    slug,
    commitments: ofPrices(commitments),
    ...(isLate && plans && { plans }),
  })),
});

const ofPrices = (commitments: Host['commitments']): Host['commitments'] =>
  commitments.filter(({ kind }) => kind === PRICE_PROMISE);

const isOfLastWeek = (until: string, day: string): boolean => daysBetween(until, day) <= CANCELLABLE_DAYS;

async function statesSince(db: Database, context: Context, before: HostBefore, days: number): Promise<PastState[]> {
  const day = today(context);
  const states: PastState[] = [];
  let last: Host | null = null;
  let since = day;
  for await (const change of publicPast(
    db,
    before.rows.host.id,
    addDays(day, -days - 1),
    addDays(day, -CANCELLABLE_DAYS),
  )) {
    const until = parisDay(change.at);
    if (last) states.push(pastStateOn(last, { since, until }, isOfLastWeek(until, day)));
    last = hostAfter(change, context.reference);
    since = until;
  }
  if (last) states.push(pastStateOn(last, { since, until: day }, true));
  return [...states, pastStateOn(before.document, { since, until: day }, true)];
}

/**
 * The past of a host that one write may need, oldest first, ending with the present state. Read on demand, and only
 * once.
 */
export function pastOf(db: Database, context: Context, before: HostBefore) {
  const longest = context.reference.commitmentKinds.get(PRICE_PROMISE)?.bounds?.max ?? 0;
  let promises: Promise<PastState[]> | undefined;
  let week: Promise<PastState[]> | undefined;
  const lately = async (slug: string) => {
    week ??= statesSince(db, context, before, CANCELLABLE_DAYS);
    return (await week)
      .filter(({ until }) => isOfLastWeek(until, today(context)))
      .flatMap(({ services, since }) => {
        const service = serviceIn(services, slug);
        return service?.plans?.length ? [{ since, service }] : [];
      });
  };
  return {
    /** As far back as the longest possible promise reaches. */
    promises: (): Promise<PastState[]> => {
      promises ??= statesSince(db, context, before, Math.max(longest, CANCELLABLE_DAYS));
      return promises;
    },
    /** The states of a service in the last week, as far as it had prices. */
    lately: async (slug: string): Promise<Priced[]> => (await lately(slug)).map(({ service }) => service),
    /** Whether a plan of a service was there before today, so that its price can have been read by then. */
    wasThereBefore: async (slug: string, plan: string): Promise<boolean> =>
      (await lately(slug)).some(
        ({ since, service }) => since < today(context) && service.plans!.some(({ name }) => name === plan),
      ),
  };
}
export type PricePast = ReturnType<typeof pastOf>;

export const serviceIn = <S extends { slug: string }>(services: readonly S[], slug: string): S | undefined =>
  services.find((one) => one.slug === slug);

/**
 * Days of notice due today: the largest of the present promise and of former promises, where a former promise of n days
 * counts until n days after it was weakened. So weakening a promise requires as much notice as the promise itself.
 * Null: nothing was promised.
 */
export function noticeDue(past: readonly PastState[], slug: string, day: string): number | null {
  const due = past.flatMap(({ host, services, until }) => {
    const days = promisedDays(PRICE_PROMISE, [serviceIn(services, slug)?.commitments ?? [], host.commitments]);
    const since = daysBetween(until, day);
    return days !== null && (since === 0 || since < days) ? [days] : [];
  });
  return due.length === 0 ? null : Math.max(...due);
}
