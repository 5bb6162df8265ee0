import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { type Host, withPlansOn } from '../../documents/host.ts';
import type { Plan, Service } from '../../documents/service.ts';
import { isUnsaid } from '../../documents/whole-lists.ts';
import type { Context, WriteResult } from '../../record/context.ts';
import { loadHost } from '../../record/finish-write.ts';
import { findHost, updateHost } from '../../record/hosts.ts';
import { claims, commitments, plans, services } from '../../record/tables.ts';
import { requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { checkVersion, type IfMatch } from '../../requests/version.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Zone } from '../../vocabulary/shapes.ts';
import { AUDIENCES, COMPLETE_LISTS, type CompleteList, SUPPORT_KINDS } from '../../vocabulary/terms.ts';
import { changeHost } from '../change.ts';
import { requireWritableHost } from '../rights.ts';
import type { ConfirmationDraft } from './schema.ts';
import type { ListChange } from './words.ts';

/* What readers are told once some lists are declared complete: things that are unknown today become a "no". Pure. */

export interface ListEffect {
  readonly list: CompleteList;
  readonly told: ListChange;
}

const isEverywhere = (zones: readonly Zone[]): boolean => zones.some(({ level }) => level === 'world');

function otherUsages({ services, serves }: Host, { usages }: Reference): ListChange[] {
  const offered = new Set(services.flatMap((service) => service.usages));
  const missing = [...usages.keys()].filter((usage) => !offered.has(usage));
  const listed = [...usages.keys()].filter((usage) => offered.has(usage));
  return [
    ...(missing.length > 0 ? [{ code: 'other-usages', params: { listed, missing } } as const] : []),
    ...(serves && !isEverywhere(serves) ? [{ code: 'other-places', params: { zones: serves } } as const] : []),
  ];
}

/** The largest limit among some plans; null when the limit of any plan is unknown or unlimited. */
function largest(plans: readonly Plan[], limit: 'maxAccounts' | 'maxGb'): number | null {
  const limits = plans.map((plan) => plan[limit]);
  return limits.every((limit) => typeof limit === 'number') ? Math.max(...limits) : null;
}

function moreRoom({ services }: Host): ListChange[] {
  const plansOf = (service: Service) => [
    ...(service.plans ?? []),
    ...services
      .filter((other) => other !== service)
      .flatMap(({ plans = [] }) => plans.filter(({ covers }) => covers?.includes(service.slug))),
  ];
  return services.flatMap((service): ListChange[] => {
    const plans = plansOf(service);
    if (plans.length === 0) return [];
    const accounts = largest(plans, 'maxAccounts');
    const gigabytes = largest(plans, 'maxGb');
    if (accounts === null && gigabytes === null) return [];
    return [{ code: 'more-room', params: { service: service.name, accounts, gigabytes } }];
  });
}

function otherSupport({ support, visits }: Host): ListChange[] {
  if (!support) return [];
  const listed = SUPPORT_KINDS.filter((kind) => support.some((offer) => offer.kind === kind));
  const missing = SUPPORT_KINDS.filter((kind) => !listed.includes(kind));
  const comes = support.some(({ mode }) => mode === 'in-person');
  return [
    ...(missing.length > 0 ? [{ code: 'other-support', params: { listed, missing } } as const] : []),
    ...(comes && visits && !isEverywhere(visits) ? [{ code: 'other-visits', params: { zones: visits } } as const] : []),
  ];
}

function otherAudiences({ audiences }: Host): ListChange[] {
  if (!audiences) return [];
  const missing = AUDIENCES.filter((audience) => !audiences.includes(audience));
  return missing.length > 0 ? [{ code: 'other-audiences', params: { listed: audiences, missing } }] : [];
}

const LACKING: Readonly<Record<CompleteList, (host: Host, reference: Reference) => ListChange[]>> = {
  services: otherUsages,
  plans: moreRoom,
  support: otherSupport,
  audiences: otherAudiences,
  languages: ({ languages }) => (languages ? [{ code: 'other-languages', params: { listed: languages } }] : []),
};

/** What readers would be told of what each list lacks, if it were declared complete; nothing when it lacks nothing. */
export function silenceOf(host: Host, day: string, reference: Reference): Record<CompleteList, ListChange[]> {
  const holding = withPlansOn(host, day);
  const told = (list: CompleteList): ListChange[] =>
    isUnsaid(holding, list) ? [{ code: 'not-said', params: { list } }] : LACKING[list](holding, reference);
  return Object.fromEntries(COMPLETE_LISTS.map((list) => [list, told(list)])) as never;
}

/** What changes for readers when exactly these lists of a host are declared complete. */
function effectsOf(
  host: Host,
  complete: readonly CompleteList[],
  reference: Reference,
): { becomesNo: ListEffect[]; notes: ListEffect[] } {
  const added = COMPLETE_LISTS.filter((list) => complete.includes(list) && !host.complete.includes(list));
  const takenBack = host.complete.filter((list) => !complete.includes(list));
  return {
    becomesNo: added.flatMap((list) => LACKING[list](host, reference).map((told) => ({ list, told }))),
    notes: [
      ...added
        .filter((list) => isUnsaid(host, list))
        .map((list): ListEffect => ({ list, told: { code: 'not-said', params: { list } } })),
      ...takenBack.map((list): ListEffect => ({ list, told: { code: 'taken-back', params: { list } } })),
    ],
  };
}

/**
 * Dates all statements of a host to a day; undated prices stay undated. What was recorded elsewhere becomes its own word
 * where it has seen it, and otherwise stays as it is.
 */
async function renewFacts(db: Database, hostId: string, day: string, seen: ConfirmationDraft['imported'] = []) {
  for (const [name, table] of [['claims', claims] as const, ['commitments', commitments] as const])
    await db
      .update(table)
      .set({ asOf: day, imported: false })
      .where(and(eq(table.hostId, hostId), seen.includes(name) ? undefined : eq(table.imported, false)));
  const serviceIds = db.select({ id: services.id }).from(services).where(eq(services.hostId, hostId));
  await db
    .update(plans)
    .set({ observedOn: day })
    .where(and(inArray(plans.serviceId, serviceIds), isNotNull(plans.observedOn)));
}

/**
 * The lists that are complete after a confirmation: exactly those it names, or the previous ones when it names none.
 */
const completeAfter = ({ complete }: ConfirmationDraft, before: Pick<Host, 'complete'>): Host['complete'] =>
  complete === undefined ? before.complete : COMPLETE_LISTS.filter((list) => complete.includes(list));

/**
 * “Still true”: dates all statements of a host to today, makes imported ones its own that it has seen, and declares
 * which lists are complete. A second confirmation on the same day changes nothing.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, version-stale
 */
export const confirmHost = (
  context: Context,
  ref: string,
  draft: ConfirmationDraft,
  ifMatch: IfMatch = '*',
): Promise<WriteResult<Host>> =>
  changeHost(context, ref, ifMatch, ({ rows: { host }, document }) => {
    const day = today(context);
    return {
      apply: async (db) => {
        const isOwn = context.caller.role !== 'admin';
        // What others recorded becomes the host's own word by its own confirmation alone.
        await renewFacts(db, host.id, day, isOwn ? draft.imported : []);
        await updateHost(db, host.id, {
          confirmedOn: day,
          confirmedOnBehalf: !isOwn,
          complete: completeAfter(draft, document),
          ...(isOwn && { provenance: null }),
          // A confirmation ends the state "silent".
          ...(host.state === 'silent' && { state: 'published' }),
        });
      },
    };
  });

/** The effects of a confirmation, before it is sent. */
interface Confirmable {
  complete: Host['complete'];
  becomesNo: ListEffect[];
  notes: ListEffect[];
  version: number;
}

/**
 * What readers would be told after a confirmation; writes nothing.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, version-stale
 */
export async function tryConfirmation(
  context: Context,
  ref: string,
  draft: ConfirmationDraft,
  ifMatch: IfMatch = '*',
): Promise<Confirmable> {
  const { caller, db, reference } = context;
  requireToken(caller);
  const host = await findHost(db, ref);
  requireWritableHost(caller, host);
  checkVersion(ifMatch, host.version, false);
  const { document } = await loadHost(db, context, host.id);
  const complete = completeAfter(draft, document);
  const holding = withPlansOn(document, today(context));
  return { complete, ...effectsOf(holding, complete, reference), version: host.version };
}
