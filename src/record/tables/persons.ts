import { boolean, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';
import { tokens } from './accounts.ts';

/** Whoever uses the desks: a label that they chose, and nothing else of them. Erased with all that hangs on it. */
export const persons = pgTable('persons', {
  id: uuid('id').primaryKey(),
  label: text('label').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** The tokens by which a person acts. Each is the token of one person at most, so that ending it ends what it gave. */
export const holdings = pgTable(
  'holdings',
  {
    tokenId: uuid('token_id')
      .primaryKey()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    /** Made for this person, who alone ever saw it: signing in by it is signing in as this person, with all that they hold. */
    isOwn: boolean('is_own').notNull(),
    /**
     * The own token by which they were in when this one was made: once that ends, this one is theirs alone no more.
     * NULL: none, or one from before this was noted.
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
    /** Names it to those who may end it. */
    id: uuid('id').notNull().defaultRandom(),
    /** NULL: it began by a token or a mailbox that others may have too, and acts for that alone. */
    personId: uuid('person_id').references(() => persons.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    /** Ends before `expiresAt` unless it is used; whole days, except those of administrators. */
    idleUntil: instant('idle_until').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** It can act as an administrator, so it lasts hours and not weeks. */
    isShort: boolean('is_short').notNull(),
  },
  (t) => [unique('sessions_id_key').on(t.id), index('sessions_person').on(t.personId)],
);

/** The tokens that a session may use: those that were shown to it, no more. */
export const openings = pgTable(
  'openings',
  {
    sessionHash: text('session_hash')
      .notNull()
      .references(() => sessions.hash, { onDelete: 'cascade' }),
    tokenId: uuid('token_id')
      .notNull()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    /** The token that was shown for it, which may be another one of the same person: what it opened ends with it. NULL: this one. */
    shownTokenId: uuid('shown_token_id').references(() => tokens.id, { onDelete: 'cascade' }),
    /** A token that is replaced later opens nothing any more. */
    openedAt: instant('opened_at').notNull(),
    /** The secret that was shown had been replaced, and worked until then. */
    endsAt: instant('ends_at'),
  },
  (t) => [
    primaryKey({ name: 'openings_pkey', columns: [t.sessionHash, t.tokenId] }),
    index('openings_token').on(t.tokenId),
    index('openings_shown_token').on(t.shownTokenId),
  ],
);

/** Links that make one more person able to act for the same host, federation or administration; removed when used. */
export const invitations = pgTable(
  'invitations',
  {
    /** SHA-256 of the key in the link, in hexadecimal. */
    hash: text('hash').primaryKey(),
    /** Names it to those who may end it. */
    id: uuid('id').notNull().defaultRandom(),
    /** The token of whoever invites: the link ends with it. */
    tokenId: uuid('token_id')
      .notNull()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    /** The token of an administrator who invites for somebody else: the link ends with it too. NULL: whoever invites has the other one. */
    madeById: uuid('made_by_id').references(() => tokens.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
    /** When the token that it gives ends by itself; NULL: it does not. */
    endsAt: instant('ends_at'),
  },
  (t) => [
    unique('invitations_id_key').on(t.id),
    index('invitations_token').on(t.tokenId),
    index('invitations_made_by').on(t.madeById),
  ],
);
