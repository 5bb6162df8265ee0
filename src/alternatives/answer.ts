import { type Static, Type } from 'typebox';
import type { Model } from '../catalogue/model.ts';
import { hostWithText } from '../catalogue/writer.ts';
import { Closing } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import { createSlices, runInSlices } from '../ground/slices.ts';
import { listOf } from '../http/pagination.ts';
import type { Coded } from '../vocabulary/sentences.ts';
import {
  Key,
  namedObject,
  orNull,
  Slug,
  saidOf,
  shortText,
  strictObject,
  type Territory,
} from '../vocabulary/shapes.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { isAtWork, type PossibleSuccessor, seekerFor } from './find.ts';
import { ALTERNATIVE_SENTENCES, type AlternativeSentences, sayAlternative } from './words.ts';

const AlternativeSaid = saidOf(ALTERNATIVE_SENTENCES, 'AlternativeSaid');

/** A host that could take over a service. */
const Alternative = namedObject('Alternative', {
  host: Slug,
  name: shortText(),
  successor: Type.Optional(
    strictObject(
      { agreed: Type.Boolean(), ifItCloses: Type.Optional(Type.Literal(true)) },
      { description: 'Named by the host itself; agreed: by both. ifItCloses: promised, and no closing is announced' },
    ),
  ),
  services: Type.Array(Slug, { description: 'Its services that offer the same usages: the first of them' }),
  moreServices: Type.Optional(Type.Integer({ minimum: 1, description: 'How many others do; absent: none' })),
  missing: Type.Array(Key, { description: 'Usages that it is not known to offer' }),
  reasons: Type.Array(AlternativeSaid),
});

type Alternative = Static<typeof Alternative>;

/** Hosts that could take over a service. */
const ServiceAlternatives = namedObject('ServiceAlternatives', {
  service: Slug,
  name: shortText(),
  usages: Type.Array(Key),
  closing: orNull(Closing),
  notes: Type.Array(AlternativeSaid, { description: 'Who was named to take over this service' }),
  hosts: Type.Array(Alternative, {
    maxItems: 5,
    description: 'The successor first, then those nearest to the service',
  }),
});

export const Alternatives = namedObject('Alternatives', {
  ...listOf(ServiceAlternatives, 'Alternatives').properties,
  closing: orNull(Closing, { description: 'Of the host as a whole' }),
  notes: Type.Array(AlternativeSaid, { description: 'Who was named to take over from the host' }),
});

export type Alternatives = Static<typeof Alternatives>;

type Statement = Alternative['reasons'][number];

const withText = (reason: Coded<AlternativeSentences>, say: Speaker): Statement => ({
  ...reason,
  text: sayAlternative(reason, say),
});

/** A note about the named successor: whether it is known, still active, and has agreed. */
function notesOn(closing: Closing | null, { bySlug }: Pick<Model, 'bySlug'>, say: Speaker): Statement[] {
  if (!closing?.successor) return [];
  const { host, agreed } = closing.successor;
  const successor = bySlug.get(host);
  if (!successor) return [withText({ code: 'successor-not-here', params: { host } }, say)];
  const code = isAtWork(successor) ? (agreed ? 'succession-agreed' : 'succession-named') : 'successor-not-at-work';
  return [withText({ code, params: { host, name: successor.name } }, say)];
}

const OPEN = { yes: 'open', 'to-ask': 'open-to-ask', full: 'full' } as const;

function usageReason({ host, offered, missing }: PossibleSuccessor, say: Speaker): Statement {
  if (offered.length === 0) return withText({ code: 'no-usage-known', params: {} }, say);
  if (missing.length === 0) return withText({ code: 'all-usages', params: {} }, say);
  return withText({ code: 'some-usages', params: { missing, isSure: host.complete.includes('services') } }, say);
}

function audienceReason({ audiences }: PossibleSuccessor, say: Speaker): Statement[] {
  if (!audiences || audiences.nearness === 'all') return [];
  const { missing } = audiences;
  return [
    missing.length > 0
      ? withText({ code: 'audiences-missing', params: { missing } }, say)
      : withText({ code: 'audiences-unknown', params: {} }, say),
  ];
}

/** A host may offer a usage with each of its services: the first ones are named, the others counted. */
const MOST_NAMED_SERVICES = 10;

function toAlternative(found: PossibleSuccessor, say: Speaker): Alternative {
  const { host, successor, services, missing, open, places } = found;
  const succession =
    successor &&
    (`succession-${successor.ifItCloses ? 'promise-' : ''}${successor.agreed ? 'agreed' : 'named'}` as const);
  return {
    host: host.slug,
    name: host.name,
    ...(successor && { successor }),
    services: services.slice(0, MOST_NAMED_SERVICES),
    ...(services.length > MOST_NAMED_SERVICES && { moreServices: services.length - MOST_NAMED_SERVICES }),
    missing,
    reasons: [
      ...(succession ? [withText({ code: succession, params: { host: host.slug, name: host.name } }, say)] : []),
      usageReason(found, say),
      ...(open === 'unknown' ? [] : [withText({ code: OPEN[open], params: {} }, say)]),
      withText({ code: `places-${places}`, params: {} }, say),
      ...audienceReason(found, say),
    ],
  };
}

const slices = createSlices();

/** Possible successors for each service of a host, in the reader's language; pauses for other requests in between. */
export async function toAlternatives(
  host: Host,
  model: Model,
  lineage: (territory: Territory) => readonly Territory[],
  say: Speaker,
): Promise<Pick<Alternatives, 'items' | 'closing' | 'notes'>> {
  const { closing, services } = hostWithText(host, say, model);
  const seek = seekerFor(host, model, lineage);
  function* itemsOf(): Generator<'pause', Alternatives['items'], unknown> {
    const items: Alternatives['items'] = [];
    for (const service of services) {
      items.push({
        service: service.slug,
        name: service.name,
        usages: service.usages,
        closing: service.closing,
        notes: notesOn(service.closing, model, say),
        hosts: (yield* seek(service)).map((found) => toAlternative(found, say)),
      });
      yield 'pause';
    }
    return items;
  }
  return { items: await runInSlices(slices, itemsOf()), closing, notes: notesOn(closing, model, say) };
}
