-- Drawn by drizzle-kit from src/record/tables.ts (npm run migration), except for the two rows at the end.
CREATE TABLE "audit" (
	"number" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"action" text NOT NULL,
	"host_id" uuid,
	"federation_id" uuid,
	"by" text,
	"by_label" text,
	"by_token_id" uuid,
	"about_token_id" uuid,
	CONSTRAINT "audit_by" CHECK ("audit"."by" in ('host', 'federation', 'admin', 'import', 'catalogue'))
);
--> statement-breakpoint
CREATE TABLE "counts" (
	"key" text PRIMARY KEY NOT NULL,
	"used" integer NOT NULL,
	"ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "domain_challenges" (
	"token_id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"content" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"key" text PRIMARY KEY NOT NULL,
	"token_id" uuid,
	"request" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"status" integer,
	"etag" text,
	"location" text,
	"body" text,
	CONSTRAINT "idempotency_keys_over" CHECK ("idempotency_keys"."status" is not null or num_nonnulls("idempotency_keys"."etag", "idempotency_keys"."location", "idempotency_keys"."body") = 0)
);
--> statement-breakpoint
CREATE TABLE "private_addresses" (
	"hash" text PRIMARY KEY NOT NULL,
	"host_id" uuid,
	"federation_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"tells_cases" boolean DEFAULT true NOT NULL,
	CONSTRAINT "private_addresses_host_id_unique" UNIQUE("host_id"),
	CONSTRAINT "private_addresses_federation_id_unique" UNIQUE("federation_id"),
	CONSTRAINT "private_addresses_owner" CHECK (num_nonnulls("private_addresses"."host_id", "private_addresses"."federation_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"name" text PRIMARY KEY NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"taken_until" timestamp with time zone,
	"last_run_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"host_id" uuid,
	"federation_id" uuid,
	"label" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"former_hash" text,
	"former_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"rotated_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"last_used_on" date,
	"revoked_at" timestamp with time zone,
	"is_claim" boolean DEFAULT false NOT NULL,
	"claim_proven_at" timestamp with time zone,
	"awaits_officer" boolean DEFAULT false NOT NULL,
	"rights" text DEFAULT 'all' NOT NULL,
	CONSTRAINT "tokens_hash_key" UNIQUE("hash"),
	CONSTRAINT "tokens_former_hash_key" UNIQUE("former_hash"),
	CONSTRAINT "tokens_rights" CHECK ("tokens"."rights" in ('all', 'read-and-answer', 'read') and ("tokens"."role" <> 'admin' or "tokens"."rights" = 'all')),
	CONSTRAINT "tokens_former" CHECK (("tokens"."former_hash" is null) = ("tokens"."former_until" is null)),
	CONSTRAINT "tokens_role" CHECK ("tokens"."role" in ('admin', 'federation', 'host')),
	CONSTRAINT "tokens_subject" CHECK (("tokens"."role" = 'host') = ("tokens"."host_id" is not null) and ("tokens"."role" = 'federation') = ("tokens"."federation_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "case_summaries" (
	"federation_id" uuid NOT NULL,
	"period" text NOT NULL,
	"cells" jsonb NOT NULL,
	CONSTRAINT "case_summaries_pkey" PRIMARY KEY("federation_id","period"),
	CONSTRAINT "case_summaries_period" CHECK ("case_summaries"."period" ~ '^\d{4}-H[12]$')
);
--> statement-breakpoint
CREATE TABLE "case_visits" (
	"token_id" uuid PRIMARY KEY NOT NULL,
	"visited_at" timestamp with time zone NOT NULL,
	"before_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"federation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"label" text NOT NULL,
	"received_by" text NOT NULL,
	"number" text,
	"is_sent" boolean DEFAULT false NOT NULL,
	"sent_hash" text,
	"opened_on" date,
	"host_today" text,
	"note" text,
	"due_on" date,
	"remind_on" date,
	"reminded_on" date,
	"taken_by_id" uuid,
	"turn_id" uuid,
	"changed_by_id" uuid,
	"discarded_on" date,
	"need" text NOT NULL,
	"unread" jsonb NOT NULL,
	"shortlist" uuid[] NOT NULL,
	"outcome" text,
	"outcome_host_id" uuid,
	"outcome_on" date,
	"outcome_reason" jsonb,
	"outcome_said_on" date,
	"earlier" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"waits_on" date,
	"ends_on" date NOT NULL,
	"received_in" text,
	"outcome_in" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cases_number_key" UNIQUE("federation_id","number"),
	CONSTRAINT "cases_sent_key" UNIQUE("federation_id","sent_hash"),
	CONSTRAINT "cases_received_by" CHECK ("cases"."received_by" in ('link', 'file', 'phone', 'diagnosis')),
	CONSTRAINT "cases_outcome" CHECK ("cases"."outcome" is null or "cases"."outcome" in ('written-to', 'answered', 'chosen', 'moved', 'gave-up')),
	CONSTRAINT "cases_outcome_whole" CHECK (("cases"."outcome" is null) = ("cases"."outcome_on" is null) and ("cases"."outcome" is null) = ("cases"."outcome_said_on" is null) and ("cases"."outcome" is not null or num_nonnulls("cases"."outcome_host_id", "cases"."outcome_reason") = 0))
);
--> statement-breakpoint
CREATE TABLE "deleted_case_counts" (
	"federation_id" uuid NOT NULL,
	"year" text NOT NULL,
	"outcome" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "deleted_case_counts_pkey" PRIMARY KEY("federation_id","year","outcome"),
	CONSTRAINT "deleted_case_counts_year" CHECK ("deleted_case_counts"."year" ~ '^\d{4}$'),
	CONSTRAINT "deleted_case_counts_outcome" CHECK ("deleted_case_counts"."outcome" in ('received', 'written-to', 'answered', 'chosen', 'moved', 'gave-up')),
	CONSTRAINT "deleted_case_counts_count" CHECK ("deleted_case_counts"."count" > 0)
);
--> statement-breakpoint
CREATE TABLE "ended_ids" (
	"hash" text PRIMARY KEY NOT NULL,
	"ended_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue_origin" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"place" text,
	"written_by" text,
	CONSTRAINT "catalogue_origin_single" CHECK ("catalogue_origin"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "catalogue_state" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"epoch" uuid DEFAULT gen_random_uuid() NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"mark" uuid DEFAULT gen_random_uuid() NOT NULL,
	"tie_secret" text,
	CONSTRAINT "catalogue_state_single" CHECK ("catalogue_state"."id" = 1),
	CONSTRAINT "catalogue_state_revision" CHECK ("catalogue_state"."revision" >= 0)
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"revision" integer PRIMARY KEY NOT NULL,
	"mark" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"host_id" uuid,
	"federation_id" uuid,
	"by" text NOT NULL,
	"by_label" text,
	"by_token_id" uuid,
	"action" text,
	"reason" jsonb,
	"withdrawal_reason" text,
	"document" json,
	CONSTRAINT "changes_kind" CHECK ("changes"."kind" in ('created', 'changed', 'withdrawn', 'redacted')),
	CONSTRAINT "changes_by" CHECK ("changes"."by" in ('host', 'federation', 'admin', 'import', 'catalogue')),
	CONSTRAINT "changes_withdrawal_reason" CHECK ("changes"."withdrawal_reason" in ('stopped', 'asked', 'double', 'not-a-host', 'rules')),
	CONSTRAINT "changes_one_subject" CHECK (num_nonnulls("changes"."host_id", "changes"."federation_id") = 1),
	CONSTRAINT "changes_facts" CHECK ("changes"."host_id" is null or "changes"."document" is null or "changes"."document" -> 'fields' is not null)
);
--> statement-breakpoint
CREATE TABLE "different_entries" (
	"host_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"reason" jsonb,
	"said_on" date NOT NULL,
	CONSTRAINT "different_entries_pkey" PRIMARY KEY("host_id","other_id"),
	CONSTRAINT "different_entries_order" CHECK ("different_entries"."host_id" < "different_entries"."other_id")
);
--> statement-breakpoint
CREATE TABLE "federations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"website" text NOT NULL,
	"summary" jsonb,
	"country" text,
	"charter" text,
	"sources" text[],
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"published_revision" integer,
	CONSTRAINT "federations_slug_key" UNIQUE("slug"),
	CONSTRAINT "federations_slug_shape" CHECK ("federations"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "federations_website" CHECK ("federations"."website" ~ '^https?://'),
	CONSTRAINT "federations_version" CHECK ("federations"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "host_aliases" (
	"host_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"until" text,
	CONSTRAINT "host_aliases_pkey" PRIMARY KEY("host_id","kind","value"),
	CONSTRAINT "host_aliases_kind" CHECK ("host_aliases"."kind" in ('slug', 'name', 'domain')),
	CONSTRAINT "host_aliases_slug_shape" CHECK ("host_aliases"."kind" <> 'slug' or "host_aliases"."value" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "host_aliases_until" CHECK ("host_aliases"."until" ~ '^\d{4}(-\d{2}(-\d{2})?)?$')
);
--> statement-breakpoint
CREATE TABLE "hosts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"website" text,
	"summary" jsonb,
	"founded_on" text,
	"legal_form" text,
	"seat" jsonb,
	"serves" jsonb,
	"visits" jsonb,
	"audiences" text[],
	"languages" text[],
	"support" jsonb,
	"contact" jsonb,
	"state" text DEFAULT 'draft' NOT NULL,
	"suspension" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"confirmed_on" date,
	"confirmed_on_behalf" boolean DEFAULT false NOT NULL,
	"domain_verified_on" date,
	"owner_changes_on" date,
	"observed" jsonb,
	"facts_as_of" text,
	"sources" text[],
	"provenance" jsonb,
	"complete" text[] DEFAULT '{}' NOT NULL,
	"terms_accepted" text,
	"letter_sent_on" date,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"published_revision" integer,
	"merged_into" uuid,
	"merged_on" date,
	CONSTRAINT "hosts_slug_shape" CHECK ("hosts"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "hosts_state" CHECK ("hosts"."state" in ('draft', 'published', 'silent', 'suspended', 'closed', 'withdrawn')),
	CONSTRAINT "hosts_suspended" CHECK ("hosts"."suspension" is not null or "hosts"."state" <> 'suspended'),
	CONSTRAINT "hosts_legal_form" CHECK ("hosts"."legal_form" in ('association', 'cooperative', 'company', 'micro-company', 'public-body', 'informal', 'individual', 'other')),
	CONSTRAINT "hosts_complete" CHECK ("hosts"."complete" <@ array['services', 'plans', 'support', 'audiences', 'languages']::text[]),
	CONSTRAINT "hosts_audiences" CHECK ("hosts"."audiences" <@ array['associations', 'individuals', 'companies', 'public-bodies', 'schools', 'activists']::text[]),
	CONSTRAINT "hosts_founded_on" CHECK ("hosts"."founded_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
	CONSTRAINT "hosts_facts_as_of" CHECK ("hosts"."facts_as_of" ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
	CONSTRAINT "hosts_version" CHECK ("hosts"."version" >= 1),
	CONSTRAINT "hosts_website" CHECK ("hosts"."website" ~ '^https?://'),
	CONSTRAINT "hosts_published" CHECK (("hosts"."state" = 'draft') = ("hosts"."published_at" is null)),
	CONSTRAINT "hosts_merged" CHECK (("hosts"."merged_into" is null) = ("hosts"."merged_on" is null) and ("hosts"."merged_into" is null or "hosts"."state" = 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "federation_helpers" (
	"federation_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"serves" jsonb NOT NULL,
	"audiences" text[],
	"offers" text[],
	"phone" text,
	"email" text,
	"contact_url" text,
	"url" text,
	"observed_on" text NOT NULL,
	CONSTRAINT "federation_helpers_pkey" PRIMARY KEY("federation_id","key"),
	CONSTRAINT "federation_helpers_key" CHECK ("federation_helpers"."key" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "federation_helpers_observed_on" CHECK ("federation_helpers"."observed_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
	CONSTRAINT "federation_helpers_url" CHECK ("federation_helpers"."url" ~ '^https?://')
);
--> statement-breakpoint
CREATE TABLE "federation_policies" (
	"federation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"adopted_on" date NOT NULL,
	"rules" jsonb,
	"revision" integer,
	CONSTRAINT "federation_policies_pkey" PRIMARY KEY("federation_id","version"),
	CONSTRAINT "federation_policies_version" CHECK ("federation_policies"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "federation_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"website" text NOT NULL,
	"summary" jsonb NOT NULL,
	"country" text,
	"email" text,
	"content" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone,
	"proven_at" timestamp with time zone,
	"reason" jsonb,
	"federation_id" uuid,
	"entered_at" timestamp with time zone,
	CONSTRAINT "federation_requests_hash_key" UNIQUE("hash"),
	CONSTRAINT "federation_requests_decided" CHECK (num_nonnulls("federation_requests"."reason", "federation_requests"."federation_id") < 2),
	CONSTRAINT "federation_requests_entered" CHECK ("federation_requests"."entered_at" is null or "federation_requests"."federation_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "membership_requests" (
	"federation_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"asked_on" date NOT NULL,
	"since" text,
	"charter" text,
	"charter_version" text,
	"note" jsonb,
	"state" text DEFAULT 'asked' NOT NULL,
	"reason" jsonb,
	"url" text,
	"answered_on" date,
	CONSTRAINT "membership_requests_pkey" PRIMARY KEY("federation_id","host_id"),
	CONSTRAINT "membership_requests_since" CHECK ("membership_requests"."since" ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
	CONSTRAINT "membership_requests_state" CHECK ("membership_requests"."state" in ('asked', 'more-information', 'refused', 'accepted')),
	CONSTRAINT "membership_requests_url" CHECK ("membership_requests"."url" ~ '^https?://'),
	CONSTRAINT "membership_requests_answered" CHECK (("membership_requests"."state" = 'asked') = ("membership_requests"."answered_on" is null))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"federation_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"state" text NOT NULL,
	"since" text,
	"charter" text,
	"charter_version" text,
	"last_reviewed_on" text,
	"until" text,
	"exceptions" jsonb,
	"evidence_url" text,
	"asked_on" date,
	"to_check" boolean DEFAULT false NOT NULL,
	"stated_by" text,
	CONSTRAINT "memberships_pkey" PRIMARY KEY("federation_id","host_id"),
	CONSTRAINT "memberships_state" CHECK ("memberships"."state" in ('member', 'former', 'follower')),
	CONSTRAINT "memberships_stated_by" CHECK ("memberships"."stated_by" in ('federation', 'host', 'catalogue')),
	CONSTRAINT "memberships_dates" CHECK ("memberships"."since" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and "memberships"."last_reviewed_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and "memberships"."until" ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
	CONSTRAINT "memberships_evidence_url" CHECK ("memberships"."evidence_url" ~ '^https?://')
);
--> statement-breakpoint
CREATE TABLE "own_criteria" (
	"federation_id" uuid NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"adopted_on" date NOT NULL,
	"asked" jsonb NOT NULL,
	"same_meaning" boolean NOT NULL,
	"retired" boolean NOT NULL,
	CONSTRAINT "own_criteria_pkey" PRIMARY KEY("federation_id","key","version"),
	CONSTRAINT "own_criteria_key_form" CHECK ("own_criteria"."key" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "own_criteria_version" CHECK ("own_criteria"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "replies" (
	"federation_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"text" jsonb NOT NULL,
	"evidence_url" text,
	"replied_on" date NOT NULL,
	"to_earlier" boolean DEFAULT false NOT NULL,
	CONSTRAINT "replies_pkey" PRIMARY KEY("federation_id","host_id","subject"),
	CONSTRAINT "replies_evidence_url" CHECK ("replies"."evidence_url" ~ '^https?://')
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"federation_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"value" jsonb NOT NULL,
	"reviewed_on" text NOT NULL,
	"expires_on" date,
	"note" jsonb,
	"evidence_url" text,
	"tie" jsonb,
	"certificate" jsonb,
	"criterion_version" integer,
	CONSTRAINT "reviews_pkey" PRIMARY KEY("federation_id","host_id","subject"),
	CONSTRAINT "reviews_subject" CHECK ("reviews"."subject" ~ '^(criterion|commitment):[a-z0-9-]+$'),
	CONSTRAINT "reviews_reviewed_on" CHECK ("reviews"."reviewed_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
	CONSTRAINT "reviews_no_needs_evidence" CHECK ("reviews"."value" <> '"no"'::jsonb or ("reviews"."evidence_url" is not null and "reviews"."tie" is not null))
);
--> statement-breakpoint
CREATE TABLE "selections" (
	"federation_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"why" jsonb NOT NULL,
	"ties" jsonb NOT NULL,
	"decided_on" date NOT NULL,
	"review_by" date NOT NULL,
	CONSTRAINT "selections_pkey" PRIMARY KEY("federation_id","host_id"),
	CONSTRAINT "selections_review_by" CHECK ("selections"."review_by" >= "selections"."decided_on")
);
--> statement-breakpoint
CREATE TABLE "vouches" (
	"federation_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"vouched_on" date NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"website" text,
	CONSTRAINT "vouches_pkey" PRIMARY KEY("federation_id","host_id")
);
--> statement-breakpoint
CREATE TABLE "feed_events" (
	"number" integer PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"revision" integer,
	"host_id" uuid,
	"federation_id" uuid,
	"data" jsonb NOT NULL,
	"is_private" boolean DEFAULT false NOT NULL,
	CONSTRAINT "feed_events_id_key" UNIQUE("id"),
	CONSTRAINT "feed_events_type" CHECK ("feed_events"."type" in ('host.created', 'host.changed', 'host.closing', 'host.withdrawn', 'host.redacted', 'federation.created', 'federation.changed', 'federation.redacted', 'membership.changed', 'claim.contested', 'commitment.weakened', 'commitment.broken', 'import.failed')),
	CONSTRAINT "feed_events_one_subject" CHECK (num_nonnulls("feed_events"."host_id", "feed_events"."federation_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "feed_state" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"number" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "feed_state_single" CHECK ("feed_state"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"webhook_id" uuid NOT NULL,
	"event" integer NOT NULL,
	"subject" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"first_tried_at" timestamp with time zone,
	"last_tried_at" timestamp with time zone,
	"last_status" integer,
	"last_problem" text,
	CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY("webhook_id","event"),
	CONSTRAINT "webhook_deliveries_state" CHECK ("webhook_deliveries"."state" in ('waiting', 'delivered', 'dead')),
	CONSTRAINT "webhook_deliveries_attempts" CHECK ("webhook_deliveries"."attempts" >= 0)
);
--> statement-breakpoint
CREATE TABLE "webhook_lanes" (
	"webhook_id" uuid NOT NULL,
	"subject" uuid NOT NULL,
	"next_at" timestamp with time zone,
	"taken_by" uuid,
	CONSTRAINT "webhook_lanes_pkey" PRIMARY KEY("webhook_id","subject")
);
--> statement-breakpoint
CREATE TABLE "webhook_secrets" (
	"webhook_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "webhook_secrets_pkey" PRIMARY KEY("webhook_id","number")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"host_id" uuid,
	"federation_id" uuid,
	"token_id" uuid,
	"url" text NOT NULL,
	"receiver" text NOT NULL,
	"events" text[] NOT NULL,
	"state" text DEFAULT 'unverified' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"since_revision" integer NOT NULL,
	"cursor" integer NOT NULL,
	"challenged_at" timestamp with time zone,
	"verified_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"disabled_why" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp with time zone,
	"paused_until" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	CONSTRAINT "webhooks_role" CHECK ("webhooks"."role" in ('admin', 'federation', 'host')),
	CONSTRAINT "webhooks_state" CHECK ("webhooks"."state" in ('unverified', 'active', 'disabled')),
	CONSTRAINT "webhooks_owner" CHECK (("webhooks"."role" = 'host') = ("webhooks"."host_id" is not null) and ("webhooks"."role" = 'federation') = ("webhooks"."federation_id" is not null)),
	CONSTRAINT "webhooks_url" CHECK ("webhooks"."url" ~ '^https?://'),
	CONSTRAINT "webhooks_disabled" CHECK (("webhooks"."state" = 'disabled') = ("webhooks"."disabled_why" is not null))
);
--> statement-breakpoint
CREATE TABLE "entry_sources" (
	"federation_id" uuid NOT NULL,
	"source" text NOT NULL,
	"host_id" uuid NOT NULL,
	"gone_on" date,
	"membership" jsonb,
	CONSTRAINT "entry_sources_pkey" PRIMARY KEY("federation_id","source")
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"federation_id" uuid,
	"kind" text NOT NULL,
	"pointer" text NOT NULL,
	"proposed" jsonb NOT NULL,
	"source" text NOT NULL,
	"by" text NOT NULL,
	"as_of" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	CONSTRAINT "proposals_place" UNIQUE NULLS NOT DISTINCT("host_id","federation_id","by","pointer"),
	CONSTRAINT "proposals_kind" CHECK ("proposals"."kind" in ('field', 'service')),
	CONSTRAINT "proposals_by" CHECK ("proposals"."by" in ('host-document', 'host-file', 'federation')),
	CONSTRAINT "proposals_state" CHECK ("proposals"."state" in ('open', 'refused')),
	CONSTRAINT "proposals_as_of" CHECK ("proposals"."as_of" ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
	CONSTRAINT "proposals_speaker" CHECK (("proposals"."by" = 'federation') = ("proposals"."federation_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "service_sources" (
	"host_id" uuid NOT NULL,
	"source" text NOT NULL,
	"service_id" uuid,
	"digest" text NOT NULL,
	CONSTRAINT "service_sources_pkey" PRIMARY KEY("host_id","source")
);
--> statement-breakpoint
CREATE TABLE "mail_addresses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid,
	"federation_id" uuid,
	"email" text,
	"email_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"code_hash" text,
	"code_until" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"stop_key" text NOT NULL,
	"stopped_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"token_id" uuid,
	"awaits_officer" boolean DEFAULT false NOT NULL,
	"added_by_id" uuid,
	"ends_at" timestamp with time zone,
	CONSTRAINT "mail_addresses_host_key" UNIQUE("host_id","email_hash"),
	CONSTRAINT "mail_addresses_federation_key" UNIQUE("federation_id","email_hash"),
	CONSTRAINT "mail_addresses_code_key" UNIQUE("code_hash"),
	CONSTRAINT "mail_addresses_stop_key" UNIQUE("stop_key"),
	CONSTRAINT "mail_addresses_owner" CHECK (num_nonnulls("mail_addresses"."host_id", "mail_addresses"."federation_id") = 1),
	CONSTRAINT "mail_addresses_stopped" CHECK (("mail_addresses"."email" is null) = ("mail_addresses"."stopped_at" is not null)),
	CONSTRAINT "mail_addresses_code" CHECK (("mail_addresses"."code_hash" is null) = ("mail_addresses"."code_until" is null))
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"host_id" uuid,
	"federation_id" uuid,
	"email_hash" text NOT NULL,
	"to_address" text,
	"subject" text,
	"text" text,
	"stop_key" text,
	"message_id" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"queued_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"last_problem" text,
	CONSTRAINT "mails_kind_key" UNIQUE("kind","key"),
	CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('confirm-address', 'sign-in', 'takeover', 'site-silent', 'reminder', 'case-reminder', 'membership-answer', 'federation-accepted')),
	CONSTRAINT "mails_state" CHECK ("mails"."state" in ('waiting', 'sent', 'refused', 'given-up')),
	CONSTRAINT "mails_owner" CHECK (num_nonnulls("mails"."host_id", "mails"."federation_id") = 1),
	CONSTRAINT "mails_waiting" CHECK (num_nonnulls("mails"."to_address", "mails"."subject", "mails"."text", "mails"."stop_key") = case when "mails"."state" = 'waiting' then 4 else 0 end),
	CONSTRAINT "mails_ended" CHECK (("mails"."state" = 'waiting') = ("mails"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"hash" text PRIMARY KEY NOT NULL,
	"email_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_hash" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holdings" (
	"token_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"is_own" boolean NOT NULL,
	"given_by_id" uuid
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"hash" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"token_id" uuid NOT NULL,
	"made_by_id" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"rights" text DEFAULT 'all' NOT NULL,
	CONSTRAINT "invitations_id_key" UNIQUE("id"),
	CONSTRAINT "invitations_rights" CHECK ("invitations"."rights" in ('all', 'read-and-answer', 'read'))
);
--> statement-breakpoint
CREATE TABLE "openings" (
	"session_hash" text NOT NULL,
	"token_id" uuid NOT NULL,
	"shown_token_id" uuid,
	"opened_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "openings_pkey" PRIMARY KEY("session_hash","token_id")
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"hash" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"idle_until" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"is_short" boolean NOT NULL,
	CONSTRAINT "sessions_id_key" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "recommendations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"federation_id" uuid NOT NULL,
	"case_id" uuid,
	"need" text NOT NULL,
	"match" text NOT NULL,
	"language" text NOT NULL,
	"hosts" jsonb NOT NULL,
	"policy_version" text NOT NULL,
	"catalogue_revision" integer NOT NULL,
	"as_of" date NOT NULL,
	"note" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" jsonb,
	"redacted_at" timestamp with time zone,
	CONSTRAINT "recommendations_language" CHECK ("recommendations"."language" in ('fr', 'en')),
	CONSTRAINT "recommendations_revision" CHECK ("recommendations"."catalogue_revision" >= 0),
	CONSTRAINT "recommendations_withdrawal" CHECK (("recommendations"."withdrawn_at" is null) = ("recommendations"."withdrawn_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "referrals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"federation_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"case_id" uuid,
	"usages" text[] NOT NULL,
	"region" text,
	"sent_on" date NOT NULL,
	"outcome" text,
	"answered_on" date,
	"before_site" boolean DEFAULT false NOT NULL,
	CONSTRAINT "referrals_outcome" CHECK ("referrals"."outcome" is null or "referrals"."outcome" in ('accepted', 'full', 'not-for-us')),
	CONSTRAINT "referrals_answer" CHECK (("referrals"."outcome" is null) = ("referrals"."answered_on" is null))
);
--> statement-breakpoint
CREATE TABLE "unmet_asks" (
	"federation_id" uuid NOT NULL,
	"month" text NOT NULL,
	"family" text NOT NULL,
	"region" text NOT NULL,
	"request" text NOT NULL,
	CONSTRAINT "unmet_asks_pkey" PRIMARY KEY("month","family","region","federation_id","request"),
	CONSTRAINT "unmet_asks_month" CHECK ("unmet_asks"."month" ~ '^\d{4}-\d{2}$')
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"service_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"period" text,
	"price_for" text,
	"fixed_cents" integer,
	"membership_fee_cents" integer,
	"membership_is_free" boolean DEFAULT false NOT NULL,
	"membership_advised_cents" integer,
	"membership_floor_cents" integer,
	"setup_fee_cents" integer,
	"per_account_cents" integer,
	"included_accounts" integer,
	"max_accounts" integer,
	"accounts_unlimited" boolean DEFAULT false NOT NULL,
	"per_gb_cents" integer,
	"included_gb" numeric(12, 3),
	"included_gb_per_account" numeric(12, 3),
	"max_gb" numeric(12, 3),
	"gb_unlimited" boolean DEFAULT false NOT NULL,
	"limits" jsonb,
	"pay_what_you_can" boolean DEFAULT false NOT NULL,
	"advised_cents" integer,
	"floor_cents" integer,
	"covers" text[],
	"on_quote" boolean,
	"tax_included" boolean,
	"conditions" jsonb,
	"observed_on" text,
	"holds_from" date,
	CONSTRAINT "plans_pkey" PRIMARY KEY("service_id","position"),
	CONSTRAINT "plans_period" CHECK ("plans"."period" in ('month', 'quarter', 'year')),
	CONSTRAINT "plans_price_for" CHECK ("plans"."price_for" in ('organisation', 'person')),
	CONSTRAINT "plans_amounts" CHECK ("plans"."fixed_cents" >= 0 and "plans"."membership_fee_cents" >= 0 and "plans"."setup_fee_cents" >= 0 and "plans"."per_account_cents" >= 0 and "plans"."per_gb_cents" >= 0 and "plans"."advised_cents" >= 0 and "plans"."floor_cents" >= 0 and "plans"."membership_advised_cents" >= 0 and "plans"."membership_floor_cents" >= 0),
	CONSTRAINT "plans_room" CHECK ("plans"."included_accounts" >= 0 and "plans"."max_accounts" >= 0 and "plans"."included_gb" >= 0 and "plans"."included_gb_per_account" >= 0 and "plans"."max_gb" >= 0),
	CONSTRAINT "plans_accounts_limit" CHECK (not ("plans"."accounts_unlimited" and "plans"."max_accounts" is not null)),
	CONSTRAINT "plans_gb_limit" CHECK (not ("plans"."gb_unlimited" and "plans"."max_gb" is not null)),
	CONSTRAINT "plans_limits" CHECK (jsonb_typeof("plans"."limits") = 'object' and "plans"."limits" <> '{}' and not jsonb_path_exists("plans"."limits", 'strict $.* ? (!((@.type() == "number" && @ >= 0) || (@.type() == "string" && @ == "unlimited")))', '{}', true)),
	CONSTRAINT "plans_free_amount" CHECK ("plans"."pay_what_you_can" or ("plans"."advised_cents" is null and "plans"."floor_cents" is null)),
	CONSTRAINT "plans_advised_above_floor" CHECK ("plans"."advised_cents" >= "plans"."floor_cents"),
	CONSTRAINT "plans_membership_free" CHECK ("plans"."membership_is_free" or ("plans"."membership_advised_cents" is null and "plans"."membership_floor_cents" is null)),
	CONSTRAINT "plans_membership_advised_above_floor" CHECK ("plans"."membership_advised_cents" >= "plans"."membership_floor_cents"),
	CONSTRAINT "plans_one_membership" CHECK (not ("plans"."membership_is_free" and "plans"."membership_fee_cents" is not null)),
	CONSTRAINT "plans_for_a_person" CHECK ("plans"."price_for" <> 'person' or ("plans"."per_account_cents" is null and "plans"."included_accounts" is null)),
	CONSTRAINT "plans_observed_on" CHECK ("plans"."observed_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$')
);
--> statement-breakpoint
CREATE TABLE "price_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"service" text NOT NULL,
	"plan" text NOT NULL,
	"written_on" date NOT NULL,
	"holds_from" date NOT NULL,
	"promised" integer,
	"taken_back_on" date,
	"before" jsonb NOT NULL,
	CONSTRAINT "price_changes_service_shape" CHECK ("price_changes"."service" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "price_changes_days" CHECK ("price_changes"."written_on" <= "price_changes"."holds_from" and "price_changes"."written_on" <= "price_changes"."taken_back_on"),
	CONSTRAINT "price_changes_promised" CHECK ("price_changes"."promised" >= 0)
);
--> statement-breakpoint
CREATE TABLE "services" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"usages" text[] NOT NULL,
	"summary" jsonb,
	"software" jsonb,
	"url" text,
	"registration" text,
	"capacity_state" text,
	"capacity_until" text,
	"capacity_open_from" text,
	"data_country" text,
	"own_domain" boolean,
	"certifications" text[],
	"export_formats" text[],
	"imports" jsonb,
	"started_on" text,
	"plans_known" boolean NOT NULL,
	CONSTRAINT "services_host_slug_key" UNIQUE("host_id","slug"),
	CONSTRAINT "services_slug_shape" CHECK ("services"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "services_usages" CHECK (cardinality("services"."usages") > 0),
	CONSTRAINT "services_registration" CHECK ("services"."registration" in ('none-needed', 'open', 'members', 'customers', 'on-application')),
	CONSTRAINT "services_capacity_state" CHECK ("services"."capacity_state" in ('open', 'waiting-list', 'full')),
	CONSTRAINT "services_data_country" CHECK ("services"."data_country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "services_certifications" CHECK ("services"."certifications" <@ array['hds', 'secnumcloud']::text[]),
	CONSTRAINT "services_dates" CHECK ("services"."started_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and "services"."capacity_until" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and "services"."capacity_open_from" ~ '^\d{4}(-\d{2}(-\d{2})?)?$')
);
--> statement-breakpoint
CREATE TABLE "import_files" (
	"run_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"url" text NOT NULL,
	"parent" integer,
	"name" text,
	"depth" integer NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"class" text,
	"is_followed" boolean DEFAULT false NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"outcome" text,
	"host_id" uuid,
	CONSTRAINT "import_files_pkey" PRIMARY KEY("run_id","number"),
	CONSTRAINT "import_files_url_key" UNIQUE("run_id","url"),
	CONSTRAINT "import_files_state" CHECK ("import_files"."state" in ('waiting', 'read', 'unchanged', 'failed', 'left-out')),
	CONSTRAINT "import_files_class" CHECK ("import_files"."class" in ('federation', 'organization', 'service', 'device', 'metrics', 'document')),
	CONSTRAINT "import_files_outcome" CHECK ("import_files"."outcome" in ('created', 'changed', 'unchanged', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "import_pages" (
	"source_id" uuid NOT NULL,
	"url" text NOT NULL,
	"etag" text,
	"last_modified" text,
	"hash" text NOT NULL,
	"build" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"class" text,
	"content" jsonb,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"name" text,
	"host_id" uuid,
	CONSTRAINT "import_pages_pkey" PRIMARY KEY("source_id","url"),
	CONSTRAINT "import_pages_class" CHECK ("import_pages"."class" in ('federation', 'organization', 'service', 'device', 'metrics', 'document'))
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source_id" uuid NOT NULL,
	"url" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"taken_by" uuid,
	"taken_until" timestamp with time zone,
	"deaths" integer DEFAULT 0 NOT NULL,
	"requests" integer DEFAULT 0 NOT NULL,
	"not_modified" integer DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"proposals" integer DEFAULT 0 NOT NULL,
	"to_check" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "import_runs_state" CHECK ("import_runs"."state" in ('running', 'succeeded', 'partial', 'failed', 'stopped')),
	CONSTRAINT "import_runs_kind" CHECK ("import_runs"."kind" in ('chatonsinfos', 'bercail')),
	CONSTRAINT "import_runs_ended" CHECK (("import_runs"."state" = 'running') = ("import_runs"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "import_sources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"federation_id" uuid,
	"host_id" uuid,
	"kind" text NOT NULL,
	"url" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone,
	CONSTRAINT "import_sources_federation_key" UNIQUE("federation_id"),
	CONSTRAINT "import_sources_host_key" UNIQUE("host_id"),
	CONSTRAINT "import_sources_owner" CHECK (num_nonnulls("import_sources"."federation_id", "import_sources"."host_id") = 1),
	CONSTRAINT "import_sources_kind" CHECK ("import_sources"."kind" in ('chatonsinfos', 'bercail')),
	CONSTRAINT "import_sources_url" CHECK ("import_sources"."url" ~ '^https?://')
);
--> statement-breakpoint
CREATE TABLE "withheld_files" (
	"hash" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"host_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"value" text NOT NULL,
	"criterion_version" integer,
	"evidence_url" text,
	"note" jsonb,
	"as_of" text,
	"imported" boolean DEFAULT false NOT NULL,
	CONSTRAINT "claims_pkey" PRIMARY KEY("host_id","criterion"),
	CONSTRAINT "claims_value" CHECK ("claims"."value" in ('yes', 'partial', 'no')),
	CONSTRAINT "claims_as_of" CHECK ("claims"."as_of" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and ("claims"."imported" or "claims"."as_of" is not null)),
	CONSTRAINT "claims_evidence_url" CHECK ("claims"."evidence_url" ~ '^https?://')
);
--> statement-breakpoint
CREATE TABLE "closings" (
	"host_id" uuid NOT NULL,
	"service_id" uuid,
	"announced_on" text,
	"restricted_on" text,
	"read_only_on" text,
	"closed_on" text,
	"data_erased_on" text,
	"approximate" boolean DEFAULT false NOT NULL,
	"reason" jsonb,
	"successor" text,
	"successor_agreed" boolean DEFAULT false NOT NULL,
	"export_guide" text,
	"promised_notice" integer,
	"promised_retrieval" integer,
	CONSTRAINT "closings_subject_key" UNIQUE NULLS NOT DISTINCT("host_id","service_id"),
	CONSTRAINT "closings_some_stage" CHECK (num_nonnulls("closings"."restricted_on", "closings"."read_only_on", "closings"."closed_on", "closings"."data_erased_on") > 0),
	CONSTRAINT "closings_dates" CHECK ("closings"."announced_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and "closings"."restricted_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and "closings"."read_only_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and "closings"."closed_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and "closings"."data_erased_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$')
);
--> statement-breakpoint
CREATE TABLE "commitments" (
	"host_id" uuid NOT NULL,
	"service_id" uuid,
	"kind" text NOT NULL,
	"value" jsonb NOT NULL,
	"evidence_url" text,
	"note" jsonb,
	"as_of" text,
	"imported" boolean DEFAULT false NOT NULL,
	"agreed_on" date,
	CONSTRAINT "commitments_subject_key" UNIQUE NULLS NOT DISTINCT("host_id","service_id","kind"),
	CONSTRAINT "commitments_as_of" CHECK ("commitments"."as_of" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and ("commitments"."imported" or "commitments"."as_of" is not null)),
	CONSTRAINT "commitments_evidence_url" CHECK ("commitments"."evidence_url" ~ '^https?://')
);
--> statement-breakpoint
CREATE TABLE "evidence_pages" (
	"host_id" uuid NOT NULL,
	"url" text NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"status" integer,
	"problem" text,
	"failing_since" date,
	"failures" integer DEFAULT 0 NOT NULL,
	"digest" text,
	"digest_since" date,
	"changed_on" date,
	CONSTRAINT "evidence_pages_pkey" PRIMARY KEY("host_id","url"),
	CONSTRAINT "evidence_pages_problem" CHECK ("evidence_pages"."problem" in ('not-http', 'https-needed', 'with-credentials', 'unusual-port', 'ip-address', 'not-public-name', 'not-public-machine', 'name-not-found', 'no-answer', 'bad-certificate', 'too-slow', 'too-large', 'too-many-redirects', 'redirected-elsewhere')),
	CONSTRAINT "evidence_pages_failures" CHECK (("evidence_pages"."failures" = 0) = ("evidence_pages"."failing_since" is null))
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about" text,
	"text" jsonb,
	"url" text,
	"asker" text,
	"reply_to" text,
	"reported_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"answer" jsonb,
	"answered_at" timestamp with time zone,
	"answered_by" text,
	"answered_by_label" text,
	CONSTRAINT "reports_kind" CHECK ("reports"."kind" in ('wrong', 'closed', 'misleading', 'removal')),
	CONSTRAINT "reports_outcome" CHECK ("reports"."outcome" in ('corrected', 'not-so', 'noted', 'removed', 'refused')),
	CONSTRAINT "reports_answered_by" CHECK ("reports"."answered_by" in ('admin', 'federation', 'host')),
	CONSTRAINT "reports_asker" CHECK ("reports"."asker" in ('host', 'person', 'other')),
	CONSTRAINT "reports_removal" CHECK (("reports"."kind" = 'removal') = ("reports"."asker" is not null) and ("reports"."kind" = 'removal' or ("reports"."text" is not null and "reports"."reply_to" is null))),
	CONSTRAINT "reports_forgotten" CHECK ("reports"."kind" <> 'removal' or "reports"."outcome" is null or num_nonnulls("reports"."text", "reports"."reply_to") = 0),
	CONSTRAINT "reports_about" CHECK ("reports"."about" ~ '^(service|criterion|commitment):[a-z0-9-]+$'),
	CONSTRAINT "reports_url" CHECK ("reports"."url" ~ '^https?://'),
	CONSTRAINT "reports_answered" CHECK (num_nonnulls("reports"."outcome", "reports"."answered_at", "reports"."answered_by", "reports"."answered_by_label") in (0, 4) and ("reports"."answer" is null or "reports"."outcome" is not null))
);
--> statement-breakpoint
CREATE TABLE "evidence_passages" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"host_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"url" text NOT NULL,
	"digest" text NOT NULL,
	"passage" text,
	"first_on" date NOT NULL,
	"last_on" date NOT NULL,
	"is_redacted" boolean DEFAULT false NOT NULL,
	CONSTRAINT "evidence_passages_url" CHECK ("evidence_passages"."url" ~ '^https?://')
);
--> statement-breakpoint
CREATE TABLE "looks" (
	"host_id" uuid NOT NULL,
	"day" date NOT NULL,
	"site" text NOT NULL,
	"answered" boolean NOT NULL,
	"status" integer,
	"problem" text,
	CONSTRAINT "looks_pkey" PRIMARY KEY("host_id","day"),
	CONSTRAINT "looks_problem" CHECK ("looks"."problem" in ('not-http', 'https-needed', 'with-credentials', 'unusual-port', 'ip-address', 'not-public-name', 'not-public-machine', 'name-not-found', 'no-answer', 'bad-certificate', 'too-slow', 'too-large', 'too-many-redirects', 'redirected-elsewhere'))
);
--> statement-breakpoint
CREATE TABLE "site_visits" (
	"site" text NOT NULL,
	"day" date NOT NULL,
	"visited_at" timestamp with time zone,
	"asked" text[] DEFAULT '{}' NOT NULL,
	"robots" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "site_visits_pkey" PRIMARY KEY("site","day")
);
--> statement-breakpoint
CREATE TABLE "watched_hosts" (
	"host_id" uuid PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"looked_on" date,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" date,
	"told_on" date,
	"answers" integer DEFAULT 0 NOT NULL,
	"here_on" date,
	"here_until" date,
	"here_by" text,
	"troubles" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "watched_hosts_url" CHECK ("watched_hosts"."url" ~ '^https?://'),
	CONSTRAINT "watched_hosts_failures" CHECK (("watched_hosts"."failures" = 0) = ("watched_hosts"."failing_since" is null)),
	CONSTRAINT "watched_hosts_told" CHECK ("watched_hosts"."told_on" is null or "watched_hosts"."failing_since" is not null),
	CONSTRAINT "watched_hosts_here" CHECK (num_nonnulls("watched_hosts"."here_on", "watched_hosts"."here_until", "watched_hosts"."here_by") in (0, 3)),
	CONSTRAINT "watched_hosts_here_by" CHECK ("watched_hosts"."here_by" in ('admin', 'federation', 'host'))
);
--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_about_token_id_tokens_id_fk" FOREIGN KEY ("about_token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domain_challenges" ADD CONSTRAINT "domain_challenges_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domain_challenges" ADD CONSTRAINT "domain_challenges_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_addresses" ADD CONSTRAINT "private_addresses_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_addresses" ADD CONSTRAINT "private_addresses_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_summaries" ADD CONSTRAINT "case_summaries_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_visits" ADD CONSTRAINT "case_visits_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_taken_by_id_tokens_id_fk" FOREIGN KEY ("taken_by_id") REFERENCES "public"."tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_turn_id_tokens_id_fk" FOREIGN KEY ("turn_id") REFERENCES "public"."tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_changed_by_id_tokens_id_fk" FOREIGN KEY ("changed_by_id") REFERENCES "public"."tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_outcome_host_id_hosts_id_fk" FOREIGN KEY ("outcome_host_id") REFERENCES "public"."hosts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deleted_case_counts" ADD CONSTRAINT "deleted_case_counts_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "different_entries" ADD CONSTRAINT "different_entries_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "different_entries" ADD CONSTRAINT "different_entries_other_id_hosts_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "federations" ADD CONSTRAINT "federations_published_revision_changes_revision_fk" FOREIGN KEY ("published_revision") REFERENCES "public"."changes"("revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host_aliases" ADD CONSTRAINT "host_aliases_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_published_revision_changes_revision_fk" FOREIGN KEY ("published_revision") REFERENCES "public"."changes"("revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_merged_into_hosts_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."hosts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "federation_helpers" ADD CONSTRAINT "federation_helpers_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "federation_policies" ADD CONSTRAINT "federation_policies_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "federation_policies" ADD CONSTRAINT "federation_policies_revision_changes_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."changes"("revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "federation_requests" ADD CONSTRAINT "federation_requests_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_criteria" ADD CONSTRAINT "own_criteria_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_review" FOREIGN KEY ("federation_id","host_id","subject") REFERENCES "public"."reviews"("federation_id","host_id","subject") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "selections" ADD CONSTRAINT "selections_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "selections" ADD CONSTRAINT "selections_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouches" ADD CONSTRAINT "vouches_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouches" ADD CONSTRAINT "vouches_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_events" ADD CONSTRAINT "feed_events_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_events" ADD CONSTRAINT "feed_events_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_feed_events_number_fk" FOREIGN KEY ("event") REFERENCES "public"."feed_events"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_lanes" ADD CONSTRAINT "webhook_lanes_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_sources" ADD CONSTRAINT "entry_sources_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_sources" ADD CONSTRAINT "entry_sources_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_sources" ADD CONSTRAINT "service_sources_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_sources" ADD CONSTRAINT "service_sources_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD CONSTRAINT "mail_addresses_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD CONSTRAINT "mail_addresses_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD CONSTRAINT "mail_addresses_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD CONSTRAINT "mail_addresses_added_by_id_tokens_id_fk" FOREIGN KEY ("added_by_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_given_by_id_tokens_id_fk" FOREIGN KEY ("given_by_id") REFERENCES "public"."tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_made_by_id_tokens_id_fk" FOREIGN KEY ("made_by_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_session_hash_sessions_hash_fk" FOREIGN KEY ("session_hash") REFERENCES "public"."sessions"("hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_shown_token_id_tokens_id_fk" FOREIGN KEY ("shown_token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmet_asks" ADD CONSTRAINT "unmet_asks_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_changes" ADD CONSTRAINT "price_changes_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_parent" FOREIGN KEY ("run_id","parent") REFERENCES "public"."import_files"("run_id","number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_pages" ADD CONSTRAINT "import_pages_source_id_import_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."import_sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_pages" ADD CONSTRAINT "import_pages_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_source_id_import_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."import_sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_sources" ADD CONSTRAINT "import_sources_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_sources" ADD CONSTRAINT "import_sources_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closings" ADD CONSTRAINT "closings_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closings" ADD CONSTRAINT "closings_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_pages" ADD CONSTRAINT "evidence_pages_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_passages" ADD CONSTRAINT "evidence_passages_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "looks" ADD CONSTRAINT "looks_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched_hosts" ADD CONSTRAINT "watched_hosts_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_host" ON "audit" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "audit_federation" ON "audit" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "counts_ends_at" ON "counts" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "domain_challenges_host" ON "domain_challenges" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_started_at" ON "idempotency_keys" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "cases_waiting" ON "cases" USING btree ("federation_id","waits_on","id");--> statement-breakpoint
CREATE INDEX "cases_ending" ON "cases" USING btree ("ends_on");--> statement-breakpoint
CREATE INDEX "cases_outcome_host" ON "cases" USING btree ("outcome_host_id");--> statement-breakpoint
CREATE INDEX "cases_taken_by" ON "cases" USING btree ("taken_by_id");--> statement-breakpoint
CREATE INDEX "cases_turn" ON "cases" USING btree ("turn_id");--> statement-breakpoint
CREATE INDEX "cases_changed_by" ON "cases" USING btree ("changed_by_id");--> statement-breakpoint
CREATE INDEX "cases_remind" ON "cases" USING btree ("remind_on");--> statement-breakpoint
CREATE INDEX "changes_host_revision" ON "changes" USING btree ("host_id","revision");--> statement-breakpoint
CREATE INDEX "changes_federation_revision" ON "changes" USING btree ("federation_id","revision");--> statement-breakpoint
CREATE INDEX "different_entries_other" ON "different_entries" USING btree ("other_id");--> statement-breakpoint
CREATE UNIQUE INDEX "host_aliases_slug_key" ON "host_aliases" USING btree ("value") WHERE "host_aliases"."kind" = 'slug';--> statement-breakpoint
CREATE INDEX "hosts_merged_into" ON "hosts" USING btree ("merged_into");--> statement-breakpoint
CREATE INDEX "hosts_domain" ON "hosts" USING btree (substring(lower("website") from '^https?://(?:[^/?#@]*@)?(?:www[.])?([^/?#:]+)'));--> statement-breakpoint
CREATE UNIQUE INDEX "hosts_slug_key" ON "hosts" USING btree ("slug") WHERE "hosts"."published_at" is not null and "hosts"."merged_into" is null;--> statement-breakpoint
CREATE INDEX "membership_requests_host" ON "membership_requests" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "memberships_host" ON "memberships" USING btree ("host_id");--> statement-breakpoint
CREATE UNIQUE INDEX "own_criteria_key" ON "own_criteria" USING btree ("key") WHERE "own_criteria"."version" = 1;--> statement-breakpoint
CREATE INDEX "replies_host" ON "replies" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "reviews_host" ON "reviews" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "selections_host" ON "selections" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "vouches_host" ON "vouches" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "feed_events_type_number" ON "feed_events" USING btree ("type","number");--> statement-breakpoint
CREATE INDEX "feed_events_revision" ON "feed_events" USING btree ("revision");--> statement-breakpoint
CREATE INDEX "feed_events_at" ON "feed_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "feed_events_host" ON "feed_events" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "feed_events_federation" ON "feed_events" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_waiting" ON "webhook_deliveries" USING btree ("webhook_id","subject","event") WHERE "webhook_deliveries"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_event" ON "webhook_deliveries" USING btree ("event");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_last_tried_at" ON "webhook_deliveries" USING btree ("last_tried_at");--> statement-breakpoint
CREATE INDEX "webhook_lanes_next_at" ON "webhook_lanes" USING btree ("webhook_id","next_at");--> statement-breakpoint
CREATE INDEX "webhooks_host" ON "webhooks" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "webhooks_federation" ON "webhooks" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "entry_sources_host" ON "entry_sources" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "proposals_federation" ON "proposals" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "service_sources_service" ON "service_sources" USING btree ("service_id");--> statement-breakpoint
CREATE INDEX "mail_addresses_email" ON "mail_addresses" USING btree ("email_hash");--> statement-breakpoint
CREATE INDEX "mail_addresses_token" ON "mail_addresses" USING btree ("token_id");--> statement-breakpoint
CREATE INDEX "mail_addresses_added_by" ON "mail_addresses" USING btree ("added_by_id");--> statement-breakpoint
CREATE INDEX "mails_next_at" ON "mails" USING btree ("next_at") WHERE "mails"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "mails_email" ON "mails" USING btree ("email_hash","queued_at");--> statement-breakpoint
CREATE INDEX "sign_in_links_expires_at" ON "sign_in_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "holdings_person" ON "holdings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "holdings_given_by" ON "holdings" USING btree ("given_by_id");--> statement-breakpoint
CREATE INDEX "invitations_token" ON "invitations" USING btree ("token_id");--> statement-breakpoint
CREATE INDEX "invitations_made_by" ON "invitations" USING btree ("made_by_id");--> statement-breakpoint
CREATE INDEX "openings_token" ON "openings" USING btree ("token_id");--> statement-breakpoint
CREATE INDEX "openings_shown_token" ON "openings" USING btree ("shown_token_id");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "recommendations_federation" ON "recommendations" USING btree ("federation_id","created_at");--> statement-breakpoint
CREATE INDEX "recommendations_case" ON "recommendations" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "referrals_federation" ON "referrals" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "referrals_case" ON "referrals" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "referrals_host" ON "referrals" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "price_changes_host_idx" ON "price_changes" USING btree ("host_id","written_on");--> statement-breakpoint
CREATE INDEX "import_files_waiting" ON "import_files" USING btree ("run_id","depth","number") WHERE "import_files"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "import_files_parent_index" ON "import_files" USING btree ("run_id","parent");--> statement-breakpoint
CREATE INDEX "import_files_host" ON "import_files" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "import_pages_host" ON "import_pages" USING btree ("host_id");--> statement-breakpoint
CREATE UNIQUE INDEX "import_runs_under_way" ON "import_runs" USING btree ("source_id") WHERE "import_runs"."state" = 'running';--> statement-breakpoint
CREATE INDEX "import_runs_source" ON "import_runs" USING btree ("source_id","started_at");--> statement-breakpoint
CREATE INDEX "import_sources_next_at" ON "import_sources" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "evidence_pages_next_at" ON "evidence_pages" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "reports_host" ON "reports" USING btree ("host_id","reported_at");--> statement-breakpoint
CREATE INDEX "evidence_passages_host" ON "evidence_passages" USING btree ("host_id","subject");--> statement-breakpoint
CREATE INDEX "looks_day" ON "looks" USING btree ("day");--> statement-breakpoint
CREATE INDEX "site_visits_answered_at" ON "site_visits" USING btree ("answered_at");--> statement-breakpoint
-- Written by hand, because tables cannot say it: a database is whole only with its state, which every write locks and
-- raises. The epoch and the mark are drawn here, so that no two databases share them.
INSERT INTO "catalogue_state" DEFAULT VALUES;--> statement-breakpoint
-- Written by hand: the first process that starts locks this row, and claims the database.
INSERT INTO "catalogue_origin" DEFAULT VALUES;
