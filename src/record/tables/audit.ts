import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ACTORS } from '../../vocabulary/terms.ts';
import { instant, oneOf } from '../columns.ts';
import { tokens } from './accounts.ts';
import { federations, hosts } from './documents.ts';

/**
 * Who did what that the log of changes does not tell: tokens, vouches, and all that happens to a draft, with which it
 * goes. Never what was written.
 */
export const audit = pgTable(
  'audit',
  {
    number: integer('number').primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    /** Name of the operation, as the description of the API has it. */
    action: text('action').notNull(),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    /** Absent: somebody without a token. */
    by: text('by', { enum: ACTORS }),
    byLabel: text('by_label'),
    /** Names no row: what somebody did outlives their token. */
    byTokenId: uuid('by_token_id'),
    /** The token that was made, replaced or ended. */
    aboutTokenId: uuid('about_token_id').references(() => tokens.id, { onDelete: 'cascade' }),
  },
  (t) => [
    check('audit_by', oneOf(t.by, ACTORS)),
    index('audit_host').on(t.hostId),
    index('audit_federation').on(t.federationId),
    index('audit_at').on(t.at),
  ],
);
