import type { Context, Written } from '../context.ts';
import type { Database } from '../database/open.ts';
import { CatalogueError } from '../errors.ts';
import { changeHost, type HostBefore, type HostEdit } from '../hosts/change.ts';
import { withoutImported } from '../hosts/provenance.ts';
import type { Host } from '../hosts/schema.ts';
import { updateHost } from '../hosts/store.ts';
import type { IfMatch } from '../preconditions.ts';
import { inputPart, mustHaveShape, patched } from '../shape.ts';
import { today } from '../vocabulary/meaning.ts';
import { Slug } from '../vocabulary/shapes.ts';
import { serviceFaults } from './meaning.ts';
import { ServiceDraft } from './schema.ts';
import { putServiceRow, removeServiceRow, serviceRowOf } from './store.ts';

/** @throws CatalogueError service-not-found */
export function serviceOf({ rows }: Pick<HostBefore, 'rows'>, slug: string) {
  const service = rows.services.find((row) => row.slug === slug);
  if (!service) throw new CatalogueError('service-not-found', 'This host has no service by this name.');
  return service;
}

/** A service that its host writes is no longer an imported one. */
async function forgetImport(db: Database, { rows: { host } }: HostBefore, slug: string): Promise<void> {
  if (host.provenance)
    await updateHost(db, host.id, { provenance: withoutImported(host.provenance, [`services/${slug}`]) });
}

function writing(context: Context, before: HostBefore, slug: string, draft: ServiceDraft): HostEdit {
  const { host, services } = before.rows;
  const existing = services.find((row) => row.slug === slug);
  const row = serviceRowOf(existing?.id ?? context.newId(), host.id, slug, draft);
  return {
    creates: !existing,
    faults: serviceFaults(slug, draft, context.reference, today(context)),
    apply: async (db) => {
      await putServiceRow(db, row, draft.plans ?? []);
      await forgetImport(db, before, slug);
    },
  };
}

/**
 * Writes a service of a host, new or in place of what was said of it; its commitments and its closing stay.
 * @throws CatalogueError no-token, host-not-found, not-yours, invalid-request, meaningless-request, version-required, version-stale
 */
export const putService = (
  context: Context,
  hostRef: string,
  slug: string,
  draft: ServiceDraft,
  ifMatch: IfMatch,
): Promise<Written<Host>> =>
  changeHost(context, hostRef, ifMatch, (before) => {
    mustHaveShape(Slug, slug);
    return writing(context, before, slug, draft);
  });

/**
 * Changes facts of a service by a JSON merge patch.
 * @throws CatalogueError no-token, host-not-found, not-yours, service-not-found, invalid-request, meaningless-request, version-required, version-stale
 */
export const patchService = (
  context: Context,
  hostRef: string,
  slug: string,
  patch: unknown,
  ifMatch: IfMatch,
): Promise<Written<Host>> =>
  changeHost(context, hostRef, ifMatch, (before) => {
    serviceOf(before, slug);
    const current = before.document.services.find((service) => service.slug === slug)!;
    return writing(context, before, slug, patched(ServiceDraft, inputPart(ServiceDraft, current), patch));
  });

/**
 * Removes a service with all that stands below it.
 * @throws CatalogueError no-token, host-not-found, not-yours, service-not-found, version-required, version-stale
 */
export const removeService = (
  context: Context,
  hostRef: string,
  slug: string,
  ifMatch: IfMatch,
): Promise<Written<Host>> =>
  changeHost(context, hostRef, ifMatch, (before) => {
    const { id } = serviceOf(before, slug);
    return {
      apply: async (db) => {
        await removeServiceRow(db, id);
        await forgetImport(db, before, slug);
      },
    };
  });
