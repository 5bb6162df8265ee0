import { isOwn } from '../../documents/evidence.ts';
import type { Host } from '../../documents/host.ts';
import { plansOn } from '../../documents/service.ts';
import { hasPrice, priceHolds } from '../../services/cost.ts';
import type { Zone } from '../../vocabulary/shapes.ts';
import type { CompleteList } from '../../vocabulary/terms.ts';
import { type Action, type ActionContext, entryAction } from './action.ts';
import { serviceActions } from './services.ts';
import { claimActions, commitmentActions, withConfirmation } from './statements.ts';

/** Every possible action of a host that could change something for a need of the panel, each once. */
export const actionsOf = (host: Host, context: ActionContext): Action[] => [
  ...confirmation(host, context),
  ...additions(host, context),
  ...seat(host, context),
  ...serviceActions(host, context),
  ...context.topics.criteria.flatMap((key) => claimActions(host, key, context)),
  ...context.topics.commitments.flatMap((key) => commitmentActions(host, key, context)),
];

/** “Still true”: for an entry that nobody confirmed, or that contains statements which have aged. */
function confirmation(host: Host, { reference, policy, day }: ActionContext): Action[] {
  const stated = [...host.claims, ...host.commitments, ...host.services.flatMap(({ commitments }) => commitments)];
  const hasAged = stated.some(({ statements }) => statements.some((one) => isOwn(one) && one.aged));
  const havePricesAged = host.services.some((service) =>
    plansOn(service, day).some((plan) => hasPrice(plan) && !priceHolds(plan, host, day, policy)),
  );
  if (host.confirmedByHost && !hasAged && !havePricesAged) return [];
  return [
    entryAction('confirm-entry', '', 'confirmation', {
      params: { confirmed: host.confirmedByHost },
      settles: [
        'seen-lately',
        'budget',
        ...stated.map((one) => ('kind' in one ? `commitment:${one.kind}` : `criterion:${one.criterion}`)),
      ],
      apply: (before) => withConfirmation(before, { reference, day }),
    }),
  ];
}

/** Additions to lists of the entry: places, audiences, languages and kinds of help. */
function additions({ complete, serves, audiences, languages, support }: Host, { topics }: ActionContext): Action[] {
  // What a complete list leaves out is a no, and must stay one.
  const mayAdd = <T>(name: CompleteList, list: readonly T[] | undefined, isListed: (item: T) => boolean): boolean =>
    list === undefined || (!complete.includes(name) && !list.some(isListed));
  return [
    ...topics.countries
      .map((code): Zone => ({ level: 'country', code }))
      .filter((zone) => mayAdd('services', serves, (other) => other.level === 'world' || sameZone(other, zone)))
      .map((zone) =>
        entryAction('say-territory', JSON.stringify(zone), 'territory', {
          params: { territory: zone },
          settles: ['territory'],
          apply: (before) => ({ ...before, serves: [...(before.serves ?? []), zone] }),
        }),
      ),
    ...topics.audiences
      .filter((audience) => mayAdd('audiences', audiences, (other) => other === audience))
      .map((audience) =>
        entryAction('say-audience', audience, 'audience', {
          params: { audience },
          settles: ['audience'],
          apply: (before) => ({ ...before, audiences: [...(before.audiences ?? []), audience] }),
        }),
      ),
    ...topics.languages
      .filter((language) => mayAdd('languages', languages, (other) => other === language))
      .map((language) =>
        entryAction('say-language', language, 'language', {
          params: { language },
          settles: ['language'],
          apply: (before) => ({ ...before, languages: [...(before.languages ?? []), language] }),
        }),
      ),
    ...topics.support
      .filter((kind) => mayAdd('support', support, (other) => other.kind === kind))
      .map((kind) =>
        entryAction('say-support', kind, `support:${kind}`, {
          params: { key: kind },
          settles: [`support:${kind}`],
          apply: (before) => ({ ...before, support: [...(before.support ?? []), { kind, mode: 'remote' }] }),
        }),
      ),
  ];
}

const sameZone = (a: Zone, b: Zone): boolean =>
  a.level !== 'world' && b.level !== 'world' && a.level === b.level && a.code === b.code;

/** The département of the seat, when only country or region is known; the département of most needs is supposed. */
function seat(host: Host, { topics, reference }: ActionContext): Action[] {
  const known = host.seat?.territory ?? (host.seat ? { level: 'country' as const, code: host.seat.country } : null);
  if (known && known.level !== 'country' && known.level !== 'region') return [];
  const isKnown = (territory: { level: string; code: string }) =>
    territory.level === known?.level && territory.code === known.code;
  const territory = topics.departements.find(
    (departement) => known === null || reference.territories.lineage(departement).some(isKnown),
  );
  if (!territory) return [];
  return [
    entryAction('say-seat', '', 'seat', {
      params: { territory },
      settles: [],
      apply: (before) => ({ ...before, seat: { country: 'FR', territory } }),
    }),
  ];
}
