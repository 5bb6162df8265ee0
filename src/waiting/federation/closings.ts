import { stageText } from '../../closings/words.ts';
import { type Closing, hasClosed, hasEnded } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import { PRICE_PROMISE } from '../../documents/price-change.ts';
import { addMonths, exactDay } from '../../ground/clock.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { CLOSING_STAGES } from '../../vocabulary/terms.ts';
import type { Subscribed } from '../waits.ts';
import type { Found } from './finders.ts';
import type { DueFact } from './schema.ts';

/* Pure: announced closings of hosts and services, and broken promises. */

type Ending = [closing: Closing, service: { service: string; name: string } | null];

/** Announced closings that are not over: that of the host, else those of its services. */
export function endingsOf(host: Host): Ending[] {
  if (hasClosed(host)) return [];
  if (host.closing) return [[host.closing, null]];
  return host.services.flatMap((service): Ending[] =>
    service.closing && !hasEnded(service) ? [[service.closing, { service: service.slug, name: service.name }]] : [],
  );
}

/** Announced closings of a host that are not over, each with its next day. */
export function closingsOf(host: Host, bySlug: ReadonlyMap<string, Host>, day: string): Found[] {
  const { slug, name } = host;
  return endingsOf(host).map(([{ announcedOn, stages, stage, successor }, service]) => {
    const coming = CLOSING_STAGES.flatMap((one) => exactDay(stages[one]) ?? []).filter((date) => date >= day);
    const next = successor && { host: successor.host, name: bySlug.get(successor.host)?.name ?? successor.host };
    const closing = {
      ...{ service, announcedOn, stages, stage },
      successor: next && { ...next, agreed: successor.agreed },
      alternatives: `/v1/hosts/${slug}/alternatives`,
    };
    return { due: coming[0] ?? null, since: exactDay(announcedOn), host: slug, name, closing };
  });
}

/**
 * A calendar shows each announced day of a closing, past days too, because nothing has to be done by these days. The
 * full sentence is in the feed once; in the calendar it is only when there is no coming day.
 */
export function closingItems(
  { due, host, name: called, closing }: DueFact,
  item: Subscribed,
  { say, site }: { say: Speaker; site: string },
): Subscribed[] {
  const { service, stages } = closing!;
  const whose = service ? `${called}, ${service.name}` : called;
  const stageName = say.language === 'fr' ? `${whose}, fermeture\u00a0: ` : `${whose}, closing: `;
  const name = service ? `${item.name}.${service.service}` : item.name;
  return [
    { ...item, name, text: `${item.text} ${site}/hosts/${host}`, on: due === null ? item.on : null },
    ...CLOSING_STAGES.flatMap((stage) => {
      const on = exactDay(stages[stage]);
      return on === null
        ? []
        : [{ name: `${name}.${stage}`, text: `${stageName}${stageText(stage, say)}.`, on, since: null }];
    }),
  ];
}

/** Months during which a broken promise is mentioned. */
const BROKEN_TOLD_MONTHS = 12;

/** Promises that a host broke recently: by a closing that is not over, or by a price rise with too little notice. */
export function brokenOf(host: Host, day: string): Found[] {
  const { slug, name, services, priceChanges = [] } = host;
  const since = addMonths(day, -BROKEN_TOLD_MONTHS);
  const nameOf = (service: string) => services.find((one) => one.slug === service)?.name ?? service;
  const broken = [
    ...endingsOf(host).flatMap(([{ promises }, service]) =>
      promises.map((one) => ({ ...one, service: service?.name ?? null })),
    ),
    ...priceChanges
      .filter(({ writtenOn }) => writtenOn >= since)
      .map((one) => ({ ...one, commitment: PRICE_PROMISE, service: nameOf(one.service) })),
  ].filter(({ state }) => state === 'broken');
  return broken.map(({ commitment, service, promised, actual }) => ({
    ...{ due: null, host: slug, name },
    promise: { commitment, service, promised: promised!, actual: actual! },
  }));
}
