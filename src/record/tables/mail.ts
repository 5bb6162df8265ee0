import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { tokens } from './accounts.ts';
import { federations, hosts } from './catalogue.ts';
import { instant, oneOf } from './columns.ts';

/* Addresses that people gave to receive mail, and mails on their way to them. Nothing of it is ever published. */

export const MAIL_KINDS = [
  'confirm-address',
  'sign-in',
  'takeover',
  'site-silent',
  'reminder',
  'case-reminder',
  'membership-answer',
  'federation-accepted',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** `refused`: the receiving server rejected it permanently; `given-up`: it accepted nothing for days. */
export const MAIL_STATES = ['waiting', 'sent', 'refused', 'given-up'] as const;

/** Addresses of a host or a federation, entered by someone who may speak for it. */
export const mailAddresses = pgTable(
  'mail_addresses',
  {
    id: uuid('id').primaryKey(),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    /** NULL: its owner wants no more mail. Only the hash is kept for a while, so that none is sent. */
    email: text('email'),
    /** SHA-256 of the normalised address, in hexadecimal. */
    emailHash: text('email_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Hash of the confirmation code in the link; NULL: confirmed. */
    codeHash: text('code_hash'),
    codeUntil: instant('code_until'),
    confirmedAt: instant('confirmed_at'),
    /** Opens only the page that ends mail. Stored in clear, because every mail repeats it. */
    stopKey: text('stop_key').notNull(),
    stoppedAt: instant('stopped_at'),
    /** The receiving server said that this mailbox does not exist. */
    refusedAt: instant('refused_at'),
    remindedAt: instant('reminded_at'),
    /**
     * The token of the person who signed in by a link sent to this address; NULL: nobody has yet. When it is revoked,
     * the mailbox gives no access any more.
     */
    tokenId: uuid('token_id').references(() => tokens.id, { onDelete: 'set null' }),
    /**
     * The address was added by a token that no officer has accepted yet; a person who signs in by it waits for
     * acceptance too.
     */
    awaitsOfficer: boolean('awaits_officer').notNull().default(false),
    /** The token that added the address: the address ends with it. NULL: the token of the environment. */
    addedById: uuid('added_by_id').references(() => tokens.id, { onDelete: 'cascade' }),
    /** The end date of that token; NULL: it has none. */
    endsAt: instant('ends_at'),
  },
  (t) => [
    unique('mail_addresses_host_key').on(t.hostId, t.emailHash),
    unique('mail_addresses_federation_key').on(t.federationId, t.emailHash),
    unique('mail_addresses_code_key').on(t.codeHash),
    unique('mail_addresses_stop_key').on(t.stopKey),
    check('mail_addresses_owner', sql`num_nonnulls(${t.hostId}, ${t.federationId}) = 1`),
    check('mail_addresses_stopped', sql`(${t.email} is null) = (${t.stoppedAt} is not null)`),
    check('mail_addresses_code', sql`(${t.codeHash} is null) = (${t.codeUntil} is null)`),
    index('mail_addresses_email').on(t.emailHash),
    index('mail_addresses_token').on(t.tokenId),
    index('mail_addresses_added_by').on(t.addedById),
  ],
);

/**
 * Outgoing mails, kept for some days after sending as a record. Address and words are erased as soon as a mail is no
 * longer waiting.
 */
export const mails = pgTable(
  'mails',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: MAIL_KINDS }).notNull(),
    /** What the mail is about: two mails with the same key are never queued. */
    key: text('key').notNull(),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    emailHash: text('email_hash').notNull(),
    toAddress: text('to_address'),
    subject: text('subject'),
    text: text('text'),
    /** The stop key of the address, for `List-Unsubscribe`. */
    stopKey: text('stop_key'),
    /**
     * Set before the first attempt and reused: if the mail is sent twice after a crash, the duplicate is recognisable.
     */
    messageId: text('message_id'),
    state: text('state', { enum: MAIL_STATES }).notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    queuedAt: instant('queued_at').notNull(),
    /** When the next attempt is due. While a process sends the mail, the end of its lease. */
    nextAt: instant('next_at').notNull(),
    /** After this instant the mail is useless and is not sent. */
    until: instant('until').notNull(),
    sentAt: instant('sent_at'),
    endedAt: instant('ended_at'),
    /** The last failure, as a code: the server's own words may contain the address. */
    lastProblem: text('last_problem'),
  },
  (t) => [
    unique('mails_kind_key').on(t.kind, t.key),
    check('mails_kind', oneOf(t.kind, MAIL_KINDS)),
    check('mails_state', oneOf(t.state, MAIL_STATES)),
    check('mails_owner', sql`num_nonnulls(${t.hostId}, ${t.federationId}) = 1`),
    check(
      'mails_waiting',
      sql`num_nonnulls(${t.toAddress}, ${t.subject}, ${t.text}, ${t.stopKey}) = case when ${t.state} = 'waiting' then 4 else 0 end`,
    ),
    check('mails_ended', sql`(${t.state} = 'waiting') = (${t.endedAt} is null)`),
    index('mails_next_at').on(t.nextAt).where(sql`${t.state} = 'waiting'`),
    index('mails_email').on(t.emailHash, t.queuedAt),
  ],
);

/** Links by mail to sign in with, each usable once. */
export const signInLinks = pgTable(
  'sign_in_links',
  {
    /** SHA-256 of the key in the link, in hexadecimal. */
    hash: text('hash').primaryKey(),
    emailHash: text('email_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('sign_in_links_expires_at').on(t.expiresAt)],
);

/**
 * Addresses for which a sign-in link was just requested, as hashes. The request is answered before the address is
 * looked up, so that the answer does not reveal whether it is known.
 */
export const signInRequests = pgTable('sign_in_requests', {
  id: uuid('id').primaryKey(),
  emailHash: text('email_hash').notNull(),
  askedAt: instant('asked_at').notNull(),
});
