import type { Database } from '../database/open.ts';
import { isUnderWay } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import { type Service, ServiceDraft } from '../documents/service.ts';
import { CatalogueError, type Fault, fault, type Sentence } from '../ground/errors.ts';
import { changeHost } from '../hosts/change.ts';
import type { Context, Edit, WriteResult } from '../record/context.ts';
import { growthFaults, sizeOfEntry } from '../record/entry-size.ts';
import { type HostBefore, writtenBy } from '../record/finish-write.ts';
import { updateHost } from '../record/hosts.ts';
import { withMarks } from '../record/provenance.ts';
import { slugFaults, today } from '../requests/meaning.ts';
import { applyPatch, inputPart, requireShape } from '../requests/shape.ts';
import type { IfMatch } from '../requests/version.ts';
import { Slug } from '../vocabulary/shapes.ts';
import { plansWithout, serviceFaults } from './meaning.ts';
import { dropRaises, judgePrices } from './price-changes.ts';
import { serviceNotFound } from './rights.ts';
import { putServiceRow, removeServiceRow, serviceRowOf } from './store.ts';

/** Why a service may not be removed; null when it may. Removing it and adding it again would hide its closing. */
export const removalProblem = ({ slug, closing }: Service, day: string): Sentence | null =>
  isUnderWay(closing, day)
    ? {
        fr: `La fermeture du service « ${slug} » ne s’annule plus : gardez ce service, sous ce nom, jusqu’à la fin annoncée.`,
        en: `The closing of the service "${slug}" can no longer be cancelled: keep this service, by this name, until its announced end.`,
      }
    : null;

/** Faults of a new list of services from which services are missing that may not be removed. */
export const removalFaults = (before: readonly Service[], kept: readonly { slug: string }[], day: string): Fault[] =>
  before
    .filter(({ slug }) => !kept.some((service) => service.slug === slug))
    .map((service) => removalProblem(service, day))
    .filter((message) => message !== null)
    .map((message) => fault('/services', 'closing-settled', message));

const findServiceRow = ({ rows }: Pick<HostBefore, 'rows'>, ref: string) =>
  rows.services.find(({ slug, id }) => slug === ref || id === ref);

/** @throws CatalogueError service-not-found */
function requireService(before: HostBefore, ref: string) {
  const service = findServiceRow(before, ref);
  if (!service) throw serviceNotFound();
  return service;
}

const inPath = (fault: Fault): Fault => ({ ...fault, in: 'path' });

/** @param fields the fields that it writes, even with unchanged values; absent: the whole service */
function serviceEdit(
  context: Context,
  before: HostBefore,
  ref: string,
  draft: ServiceDraft,
  fields?: readonly string[],
): Edit {
  const { host } = before.rows;
  const existing = findServiceRow(before, ref);
  const size = sizeOfEntry(before);
  const ownPlans = before.rows.plans.filter(({ serviceId }) => serviceId === existing?.id);
  const slug = existing?.slug ?? ref;
  const usages = new Map(before.rows.services.map((service) => [service.slug, service.usages]));
  const plansBefore = before.document.services.find((service) => service.slug === slug)?.plans;
  const row = serviceRowOf(existing?.id ?? context.newId(), host.id, slug, draft);
  return {
    creates: !existing,
    faults: [
      ...growthFaults(size, { services: size.services + (existing ? 0 : 1) }, '/service').map(inPath),
      ...growthFaults(size, { plans: size.plans - ownPlans.length + (draft.plans?.length ?? 0) }, '/plans'),
      // A PUT with the id of an unknown service must not create one with that slug.
      ...slugFaults('/service', slug).map(inPath),
      ...serviceFaults(slug, draft, usages, context.reference, today(context), plansBefore),
    ],
    apply: async (db) => {
      await judgePrices(db, context, before, [{ ...draft, slug }]);
      await putServiceRow(db, row, draft.plans ?? []);
      const written = fields?.map((field) => `services/${slug}/${field}`) ?? [`services/${slug}`];
      await updateHost(db, host.id, { provenance: withMarks(host.provenance, written, writtenBy(context)) });
    },
  };
}

/**
 * Creates or replaces a service of a host; its commitments and closing stay.
 * @throws CatalogueError no-token, host-not-found, not-yours, invalid-request, meaningless-request, version-required,
 * version-stale
 */
export const putService = (
  context: Context,
  hostRef: string,
  ref: string,
  draft: ServiceDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> =>
  changeHost(context, hostRef, ifMatch, (before) => {
    requireShape(Slug, ref, { pointer: '/service', in: 'path' });
    return serviceEdit(context, before, ref, draft);
  });

/**
 * Changes facts of a service by a JSON merge patch.
 * @throws CatalogueError no-token, host-not-found, not-yours, service-not-found, invalid-request, meaningless-request, version-required, version-stale
 */
export const patchService = (
  context: Context,
  hostRef: string,
  ref: string,
  patch: unknown,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> =>
  changeHost(context, hostRef, ifMatch, (before) => {
    const { slug } = requireService(before, ref);
    const current = before.document.services.find((service) => service.slug === slug)!;
    const draft = applyPatch(ServiceDraft, inputPart(ServiceDraft, current), patch);
    return serviceEdit(context, before, slug, draft, Object.keys(patch as object));
  });

/** Plans of other services cover a removed one no more. */
async function uncover(db: Database, { reference }: Context, { rows, document }: HostBefore, removed: string) {
  const usages = new Map(document.services.map((service) => [service.slug, service.usages]));
  for (const service of document.services) {
    if (service.slug === removed || !service.plans?.some(({ covers }) => covers?.includes(removed))) continue;
    const row = rows.services.find(({ id }) => id === service.id)!;
    await putServiceRow(db, row, plansWithout(removed, service, usages, reference));
  }
}

/**
 * Removes a service with its prices, commitments and closing, and from what plans of other services cover; refused once
 * its closing can no longer be cancelled.
 * @throws CatalogueError no-token, host-not-found, not-yours, service-not-found, closing-settled, version-required,
 * version-stale
 */
export const removeService = (
  context: Context,
  hostRef: string,
  ref: string,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> =>
  changeHost(context, hostRef, ifMatch, (before) => {
    const { id, slug } = requireService(before, ref);
    const service = before.document.services.find((service) => service.slug === slug)!;
    const problem = removalProblem(service, today(context));
    if (problem) throw new CatalogueError('closing-settled', problem);
    return {
      apply: async (db) => {
        await dropRaises(db, context, before, slug);
        await uncover(db, context, before, slug);
        await removeServiceRow(db, id);
      },
    };
  });
