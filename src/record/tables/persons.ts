import { boolean, check, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { TOKEN_RIGHTS } from '../../vocabulary/terms.ts';
import { tokens } from './accounts.ts';
import { instant, oneOf } from './columns.ts';

/**
 * A person who uses the desks: a label that they chose, and nothing else about them. Deleting the row deletes
 * everything that belongs to it.
 */
export const persons = pgTable('persons', {
  id: uuid('id').primaryKey(),
  label: text('label').notNull(),
  createdAt: instant('created_at').notNull(),
});

/**
 * The tokens that a person holds. A token belongs to one person at most, so that ending the token ends that person's
 * access by it.
 */
export const holdings = pgTable(
  'holdings',
  {
    tokenId: uuid('token_id')
      .primaryKey()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    /**
     * Created for this person, who alone ever saw the secret: signing in with it opens everything that the person
     * holds.
     */
    isOwn: boolean('is_own').notNull(),
    /**
     * The person's own token with which they were signed in when this one was created. When that token ends, this one
     * opens only its own entry. NULL: none.
     */
    givenById: uuid('given_by_id').references(() => tokens.id, { onDelete: 'set null' }),
  },
  (t) => [index('holdings_person').on(t.personId), index('holdings_given_by').on(t.givenById)],
);

export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of what the cookie holds, in hexadecimal. */
    hash: text('hash').primaryKey(),
    /** Public id of the session, for people who may end it. */
    id: uuid('id').notNull().defaultRandom(),
    /** NULL: it began with a token or mailbox that others may share, and gives access to that alone. */
    personId: uuid('person_id').references(() => persons.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    /** Without use, the session ends then, before `expiresAt`. Counted in whole days, except for administrators. */
    idleUntil: instant('idle_until').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** Can act as an administrator, so it lasts hours instead of weeks. */
    isShort: boolean('is_short').notNull(),
  },
  (t) => [unique('sessions_id_key').on(t.id), index('sessions_person').on(t.personId)],
);

/** The tokens that a session may act with: those that were shown to it. */
export const openings = pgTable(
  'openings',
  {
    sessionHash: text('session_hash')
      .notNull()
      .references(() => sessions.hash, { onDelete: 'cascade' }),
    tokenId: uuid('token_id')
      .notNull()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    /**
     * The token that was presented, when it is another token of the same person: if that one ends, this access ends
     * too. NULL: this token itself.
     */
    shownTokenId: uuid('shown_token_id').references(() => tokens.id, { onDelete: 'cascade' }),
    /** If the token's secret is replaced after this instant, the row no longer gives access. */
    openedAt: instant('opened_at').notNull(),
    /** The presented secret had already been replaced, and was valid until then. */
    endsAt: instant('ends_at'),
  },
  (t) => [
    primaryKey({ name: 'openings_pkey', columns: [t.sessionHash, t.tokenId] }),
    index('openings_token').on(t.tokenId),
    index('openings_shown_token').on(t.shownTokenId),
  ],
);

/** Links that give one more person access to the same host, federation or administration. Deleted when used. */
export const invitations = pgTable(
  'invitations',
  {
    /** SHA-256 of the key in the link, in hexadecimal. */
    hash: text('hash').primaryKey(),
    /** Public id of the link, for people who may end it. */
    id: uuid('id').notNull().defaultRandom(),
    /** The token of the inviting person: the link ends with it. */
    tokenId: uuid('token_id')
      .notNull()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    /**
     * Set when an administrator invites on behalf of others: the administrator's token, with which the link ends too.
     * NULL: the inviting person holds the other token.
     */
    madeById: uuid('made_by_id').references(() => tokens.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
    /** The end date of the token that the link gives; NULL: it has none. */
    endsAt: instant('ends_at'),
    /** The rights of the token that the link gives. */
    rights: text('rights', { enum: TOKEN_RIGHTS }).notNull().default('all'),
  },
  (t) => [
    check('invitations_rights', oneOf(t.rights, TOKEN_RIGHTS)),
    unique('invitations_id_key').on(t.id),
    index('invitations_token').on(t.tokenId),
    index('invitations_made_by').on(t.madeById),
  ],
);
