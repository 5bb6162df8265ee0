import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../../vocabulary/terms.ts';
import { day, instant, oneOf } from '../columns.ts';
import { federations, hosts } from './documents.ts';

export const tokens = pgTable(
  'tokens',
  {
    id: uuid('id').primaryKey(),
    role: text('role', { enum: ROLES }).notNull(),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    label: text('label').notNull(),
    /** First characters of the token, to recognise it by; never enough to use it. */
    prefix: text('prefix').notNull(),
    /** SHA-256 of the token, in hexadecimal: it has 256 bits of its own, so a slow hash would add nothing. */
    hash: text('hash').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    lastUsedOn: day('last_used_on'),
    revokedAt: instant('revoked_at'),
    /** Asked for by somebody who says that the host is theirs: it may only prove it, until it does. */
    isClaim: boolean('is_claim').notNull().default(false),
  },
  (t) => [
    unique('tokens_hash_key').on(t.hash),
    check('tokens_role', oneOf(t.role, ROLES)),
    check(
      'tokens_subject',
      sql`(${t.role} = 'host') = (${t.hostId} is not null) and (${t.role} = 'federation') = (${t.federationId} is not null)`,
    ),
  ],
);

/** What the holder of a token must publish on the site of a host to show that it is theirs. */
export const domainChallenges = pgTable(
  'domain_challenges',
  {
    tokenId: uuid('token_id')
      .primaryKey()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    /** The site it was made for: another site needs another challenge. */
    origin: text('origin').notNull(),
    content: text('content').notNull(),
    expiresAt: instant('expires_at').notNull(),
    checkedAt: instant('checked_at'),
  },
  (t) => [index('domain_challenges_host').on(t.hostId)],
);

/** Where a host subscribes to what waits for it: one address, of which only the hash of its key is kept. */
export const privateAddresses = pgTable('private_addresses', {
  hostId: uuid('host_id')
    .primaryKey()
    .references(() => hosts.id, { onDelete: 'cascade' }),
  /** SHA-256 of the key, in hexadecimal. */
  hash: text('hash').notNull(),
  createdAt: instant('created_at').notNull(),
});
