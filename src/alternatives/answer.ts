import type { Model } from '../catalogue/model.ts';
import { toldHost } from '../catalogue/told.ts';
import type { Closing } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import type { Params } from '../matching/words/topic.ts';
import type { Territory } from '../vocabulary/shapes.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { alternativesTo, type Found, isAtWork } from './find.ts';
import type { Alternative, Alternatives } from './schema.ts';
import { ALTERNATIVES, type AlternativeCode } from './words.ts';

type Told = Alternative['reasons'][number];

const told = (code: AlternativeCode, say: Speaker, params: Params = {}): Told => ({
  code,
  params,
  text: ALTERNATIVES[code][say.language](params, say),
});

/** Who was named to take over, and whether that still stands. */
function notesOn(closing: Closing | null, { bySlug }: Pick<Model, 'bySlug'>, say: Speaker): Told[] {
  if (!closing?.successor) return [];
  const { host, agreed } = closing.successor;
  const successor = bySlug.get(host);
  if (!successor) return [told('successor-not-here', say, { host })];
  const code = isAtWork(successor) ? (agreed ? 'succession-agreed' : 'succession-named') : 'successor-not-at-work';
  return [told(code, say, { host, name: successor.name })];
}

const OPEN = { yes: 'open', 'to-ask': 'open-to-ask', full: 'full' } as const;

function usageReason({ host, offered, missing }: Found, say: Speaker): Told {
  if (offered.length === 0) return told('no-usage-known', say);
  if (missing.length === 0) return told('all-usages', say);
  return told('some-usages', say, { missing, isSure: host.confirmedByHost });
}

function audienceReason({ audiences }: Found, say: Speaker): Told[] {
  if (!audiences || audiences.nearness === 'all') return [];
  const { missing } = audiences;
  return [missing.length > 0 ? told('audiences-missing', say, { missing }) : told('audiences-unknown', say)];
}

function toAlternative(found: Found, say: Speaker): Alternative {
  const { host, successor, services, missing, open, places } = found;
  const succession = successor && (successor.agreed ? 'succession-agreed' : 'succession-named');
  return {
    host: host.slug,
    name: host.name,
    ...(successor && { successor }),
    services,
    missing,
    reasons: [
      ...(succession ? [told(succession, say, { host: host.slug, name: host.name })] : []),
      usageReason(found, say),
      ...(open === 'unknown' ? [] : [told(OPEN[open], say)]),
      told(`places-${places}`, say),
      ...audienceReason(found, say),
    ],
  };
}

/** Who could take over the services of a host, one by one, in the reader's language. */
export function toAlternatives(
  host: Host,
  model: Model,
  lineage: (territory: Territory) => readonly Territory[],
  say: Speaker,
): Pick<Alternatives, 'items' | 'closing' | 'notes'> {
  const { closing, services } = toldHost(host, say, model);
  return {
    items: services.map((service) => ({
      service: service.slug,
      name: service.name,
      usages: service.usages,
      closing: service.closing,
      notes: notesOn(service.closing, model, say),
      hosts: alternativesTo(host, service, model, lineage).map((found) => toAlternative(found, say)),
    })),
    closing,
    notes: notesOn(closing, model, say),
  };
}
