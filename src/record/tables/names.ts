import { sql } from 'drizzle-orm';
import { check, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { ALIAS_KINDS } from '../../vocabulary/terms.ts';
import { hosts } from './catalogue.ts';
import { aPartialDate, aSlug, oneOf } from './columns.ts';

/**
 * Former slugs, names and domains of a host. A host owns its former slugs like the present one, even after it left;
 * `requireOwnSlugs` checks uniqueness across both tables.
 */
export const hostAliases = pgTable(
  'host_aliases',
  {
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ALIAS_KINDS }).notNull(),
    /** A domain as `bareDomain` gives it. */
    value: text('value').notNull(),
    /** The last day on which it was in use, when known. */
    until: text('until'),
  },
  (t) => [
    primaryKey({ name: 'host_aliases_pkey', columns: [t.hostId, t.kind, t.value] }),
    uniqueIndex('host_aliases_slug_key').on(t.value).where(sql`${t.kind} = 'slug'`),
    check('host_aliases_kind', oneOf(t.kind, ALIAS_KINDS)),
    check('host_aliases_slug_shape', sql`${t.kind} <> 'slug' or ${aSlug(t.value)}`),
    check('host_aliases_until', aPartialDate(t.until)),
  ],
);
