import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf } from '../columns.ts';
import { tokens } from './accounts.ts';
import { federations, hosts } from './catalogue.ts';

/* Addresses to which people asked that mail be sent, and what is on its way to them. Nothing of it is ever published. */

/** Why a mail is sent. */
export const MAIL_KINDS = [
  'confirm-address',
  'sign-in',
  'takeover',
  'site-silent',
  'reminder',
  'membership-answer',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** `refused`: its server said no for good; `given-up`: it took nothing for days. */
export const MAIL_STATES = ['waiting', 'sent', 'refused', 'given-up'] as const;

/** Addresses of a host or a federation that somebody who speaks for it entered. */
export const mailAddresses = pgTable(
  'mail_addresses',
  {
    id: uuid('id').primaryKey(),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    /** NULL: its owner wants no mail any more; only the hash is kept for a while, so that none is sent. */
    email: text('email'),
    /** SHA-256 of the address as addresses are compared, in hexadecimal. */
    emailHash: text('email_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Of the link that confirms it; NULL once it has. */
    codeHash: text('code_hash'),
    codeUntil: instant('code_until'),
    confirmedAt: instant('confirmed_at'),
    /** Opens the page that ends mail, and nothing else; as it is, because every mail repeats it. */
    stopKey: text('stop_key').notNull(),
    stoppedAt: instant('stopped_at'),
    /** Its server said that there is no such mailbox. */
    refusedAt: instant('refused_at'),
    remindedAt: instant('reminded_at'),
    /** By which whoever reads it acts, signed in by a link; NULL: nobody has. Revoked: it opens nothing any more. */
    tokenId: uuid('token_id').references(() => tokens.id, { onDelete: 'set null' }),
    /** Added by somebody of a federation whom no officer has accepted: so is whoever signs in by it. */
    awaitsOfficer: boolean('awaits_officer').notNull().default(false),
    /** The token of whoever added it: it ends with that. NULL: added before this was noted. */
    addedById: uuid('added_by_id').references(() => tokens.id, { onDelete: 'cascade' }),
    /** When that token ends by itself; NULL: it does not. */
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

/** Mails to send, and for some days that they were sent; address and words go as soon as a mail no longer waits. */
export const mails = pgTable(
  'mails',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: MAIL_KINDS }).notNull(),
    /** What it tells: the same is never queued twice. */
    key: text('key').notNull(),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    emailHash: text('email_hash').notNull(),
    toAddress: text('to_address'),
    subject: text('subject'),
    text: text('text'),
    /** Of the address, for `List-Unsubscribe`. */
    stopKey: text('stop_key'),
    /** Given before the first attempt, and kept: sent again after a crash, it is recognisable. */
    messageId: text('message_id'),
    state: text('state', { enum: MAIL_STATES }).notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    queuedAt: instant('queued_at').notNull(),
    /** When it is tried next; while a process has it, when it is free again without a word. */
    nextAt: instant('next_at').notNull(),
    /** After this it is of no use. */
    until: instant('until').notNull(),
    sentAt: instant('sent_at'),
    endedAt: instant('ended_at'),
    /** What went wrong last, as a code: what the server said may hold the address. */
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

/** Links by mail with which somebody signs in, once. */
export const signInLinks = pgTable(
  'sign_in_links',
  {
    /** SHA-256 of what the link holds, in hexadecimal. */
    hash: text('hash').primaryKey(),
    emailHash: text('email_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('sign_in_links_expires_at').on(t.expiresAt)],
);

/**
 * Addresses for which a link was asked a moment ago, as hashes: whoever asks is answered before anybody looks whether
 * the address is known.
 */
export const signInRequests = pgTable('sign_in_requests', {
  id: uuid('id').primaryKey(),
  emailHash: text('email_hash').notNull(),
  askedAt: instant('asked_at').notNull(),
});
