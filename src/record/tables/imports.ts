import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Membership } from '../../documents/host.ts';
import { PROPOSAL_KINDS, PROPOSAL_STATES, SOURCE_ORIGINS } from '../../vocabulary/terms.ts';
import { federations, ofFederation, ofHost } from './catalogue.ts';
import { aPartialDate, day, jsonb, oneOf } from './columns.ts';
import { services } from './services.ts';

/* The results of importing files: which entries and services they belong to, and the proposals they led to. */

/** The entry that belongs to an organisation's file, for each federation whose file names it. */
export const entrySources = pgTable(
  'entry_sources',
  {
    federationId: ofFederation(),
    source: text('source').notNull(),
    hostId: ofHost(),
    /** The day since which the federation no longer names this file; NULL: it names it. */
    goneOn: day('gone_on'),
    /** The membership as this file last wrote it. If the stored membership differs, a person wrote that. */
    membership: jsonb('membership').$type<Pick<Membership, 'state' | 'since' | 'until'>>(),
  },
  (t) => [
    primaryKey({ name: 'entry_sources_pkey', columns: [t.federationId, t.source] }),
    index('entry_sources_host').on(t.hostId),
  ],
);

/** The service that belongs to a service's file. */
export const serviceSources = pgTable(
  'service_sources',
  {
    hostId: ofHost(),
    source: text('source').notNull(),
    /** NULL: the service has been removed from the entry since. */
    serviceId: uuid('service_id'),
    /** Digest of what the file said when the service was accepted. */
    digest: text('digest').notNull(),
  },
  (t) => [
    primaryKey({ name: 'service_sources_pkey', columns: [t.hostId, t.source] }),
    foreignKey({
      name: 'service_sources_service_id_services_id_fk',
      columns: [t.serviceId],
      foreignColumns: [services.id],
    }).onDelete('set null'),
    index('service_sources_service').on(t.serviceId),
  ],
);

/** Proposals: values in files that differ from the entry, or services that it lacks. */
export const proposals = pgTable(
  'proposals',
  {
    id: uuid('id').primaryKey(),
    hostId: ofHost(),
    /** The federation whose source proposes it; NULL: the host's own source. */
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: PROPOSAL_KINDS }).notNull(),
    /** `/summary`, `/services/nuage/url`, `/services/nuage` */
    pointer: text('pointer').notNull(),
    /** `{ [field]: proposed value }`: with the field name, so that a redaction finds text by field. */
    proposed: jsonb('proposed').$type<Record<string, unknown>>().notNull(),
    source: text('source').notNull(),
    by: text('by', { enum: SOURCE_ORIGINS }).notNull(),
    asOf: text('as_of').notNull(),
    state: text('state', { enum: PROPOSAL_STATES }).notNull().default('open'),
  },
  (t) => [
    check('proposals_kind', oneOf(t.kind, PROPOSAL_KINDS)),
    check('proposals_by', oneOf(t.by, SOURCE_ORIGINS)),
    check('proposals_state', oneOf(t.state, PROPOSAL_STATES)),
    check('proposals_as_of', aPartialDate(t.asOf)),
    check('proposals_speaker', sql`(${t.by} = 'federation') = (${t.federationId} is not null)`),
    // One source proposes at most one value for one place.
    unique('proposals_place').on(t.hostId, t.federationId, t.by, t.pointer).nullsNotDistinct(),
    index('proposals_federation').on(t.federationId),
  ],
);
