import { type Static, Type } from 'typebox';
import { addMonths, lastDayOf } from '../ground/clock.ts';
import { HttpUrl, namedObject, orNull, PartialDate, strictObject, termOf } from '../vocabulary/shapes.ts';
import { FACT_ORIGINS } from '../vocabulary/terms.ts';
import { USUAL_SHELF_LIFE_MONTHS } from './evidence.ts';
import type { Host } from './host.ts';
import type { Plan } from './service.ts';

/** Where one fact comes from. */
export const Origin = namedObject('Origin', {
  by: termOf(FACT_ORIGINS, { description: 'In whose name it is said' }),
  source: Type.Optional(
    orNull(HttpUrl, {
      description: 'The address that it was read at; absent: none, or not known at which of the `sources` of the entry',
    }),
  ),
  asOf: orNull(PartialDate, { description: 'As of when; absent: not known' }),
});
export type Origin = Static<typeof Origin>;

/** The origins of facts, by field: `summary`, `services/nuage/url`, `claims/free-software-only`. */
export const Provenance = Type.Record(Type.String(), Origin, {
  description: 'With `?with=provenance`: where each fact comes from',
});
export type Provenance = Static<typeof Provenance>;

/** Which origin overwrites which: the strongest first; equal ranks overwrite each other. */
export const ProvenanceOrder = Type.Array(
  strictObject({
    by: termOf(FACT_ORIGINS),
    rank: Type.Integer({ minimum: 1 }),
    label: strictObject({ fr: Type.String(), en: Type.String() }),
  }),
  { description: 'With `?with=provenance`. What comes from elsewhere never writes over what has a smaller rank' },
);

/*
 * The dates at which facts of a host were last known to be true. A confirmation dates facts without a later date of
 * their own.
 */

type Seen = Pick<Host, 'confirmedOn' | 'observed' | 'factsAsOf'>;

interface Compiled {
  factsAsOf?: string | null;
  observed?: Host['observed'] | null;
}

/** The date of facts without their own date: when the entry was compiled, otherwise when the host was last observed. */
export const undatedSince = ({ factsAsOf, observed }: Compiled): string | undefined => factsAsOf ?? observed?.asOf;

/** The last trace of a host: its own last confirmation, or the last observation; undefined when there is neither. */
export function lastTraceOf({
  confirmedOn,
  observed,
}: Omit<Seen, 'factsAsOf'>): { on: string; byHost: boolean } | undefined {
  const [own, others] = [confirmedOn ?? '', observed?.asOf ?? ''];
  if (own !== '' && own >= others) return { on: own, byHost: true };
  return others === '' ? undefined : { on: others, byHost: false };
}

/** Whether the last trace of a host is so old that it may no longer exist; unknown, so false, without any trace. */
export function isLongUnseen(host: Pick<Host, 'confirmedOn' | 'observed'>, day: string): boolean {
  const trace = lastTraceOf(host);
  return trace !== undefined && lastDayOf(trace.on) < addMonths(day, -USUAL_SHELF_LIFE_MONTHS);
}

/** The last day on which a price was observed, or confirmed by its host; undefined when unknown. */
export function priceSeenOn({ observedOn }: Pick<Plan, 'observedOn'>, host: Seen): string | undefined {
  const { confirmedOn } = host;
  const seen = observedOn ?? undatedSince(host);
  return confirmedOn !== null && confirmedOn > (seen ?? '') ? confirmedOn : seen;
}
