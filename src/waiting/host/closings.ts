import type { Closing } from '../../documents/closing.ts';
import { addDays, exactDay } from '../../ground/clock.ts';
import { definedOnly } from '../../ground/texts.ts';
import { CLOSING_STAGES } from '../../vocabulary/terms.ts';
import { DAYS_AHEAD, isNear } from '../waits.ts';
import { addressOf, type Found, type TodoSources } from './facts.ts';

/* Pure: what is still missing in a closing that a host announced. */

/** What closes: the host, or one of its services. */
interface Subject {
  closing: Closing;
  path: string;
  of: Pick<Found, 'subject' | 'about'>;
}

function closingsOf({ host }: TodoSources): Subject[] {
  const at = addressOf(host);
  const ofServices = host.services.flatMap(({ slug, name, closing }): Subject[] =>
    closing
      ? [
          {
            closing,
            path: `${at}/services/${slug}/closing`,
            of: { subject: `service:${slug}`, about: { service: name } },
          },
        ]
      : [],
  );
  return [...(host.closing ? [{ closing: host.closing, path: `${at}/closing`, of: {} }] : []), ...ofServices];
}

function waitsFor({ closing, path, of }: Subject, { host, registeredOn }: TodoSources, day: string): Found[] {
  const { announcedOn, stages, reason, successor, exportGuide } = closing;
  if (closing.stage === 'dataErased') return [];
  const call = {
    method: 'PUT' as const,
    path,
    body: { stages, ...definedOnly({ reason, successor: successor?.host, exportGuide }) },
  };
  const common = { ...of, since: exactDay(announcedOn) ?? registeredOn, call };
  const until = (date: string | null) => (date !== null && date >= day ? date : null);
  const next = CLOSING_STAGES.find((stage) => (exactDay(stages[stage]) ?? '') >= day);
  const on = next && stages[next]!;
  const isOver = closing.stage === 'closed' || host.state === 'closed';
  return [
    ...(on && isNear(on, day)
      ? [{ ...common, kind: 'closing-stage' as const, due: on, since: addDays(on, -DAYS_AHEAD), stage: next }]
      : []),
    ...(exportGuide === undefined
      ? [{ ...common, kind: 'closing-guide' as const, due: until(exactDay(stages.closed)) }]
      : []),
    // A closed host can no longer hand anything over.
    ...(successor?.agreed || isOver
      ? []
      : [
          {
            ...common,
            kind: 'closing-successor' as const,
            due: until(exactDay(stages.closed)),
            ...definedOnly({ name: successor?.host }),
          },
        ]),
  ];
}

/** The next announced day, and what people will need: their data, and a successor. */
export const closingWaits = (sources: TodoSources, day: string): Found[] =>
  closingsOf(sources).flatMap((subject) => waitsFor(subject, sources, day));
