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
	CONSTRAINT "private_addresses_host_id_unique" UNIQUE("host_id"),
	CONSTRAINT "private_addresses_federation_id_unique" UNIQUE("federation_id"),
	CONSTRAINT "private_addresses_owner" CHECK (num_nonnulls("private_addresses"."host_id", "private_addresses"."federation_id") = 1)
);
--> statement-breakpoint
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
	CONSTRAINT "audit_by" CHECK ("audit"."by" in ('host', 'federation', 'admin', 'import', 'check'))
);
--> statement-breakpoint
CREATE TABLE "federation_helpers" (
	"federation_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"serves" jsonb NOT NULL,
	"phone" text,
	"url" text NOT NULL,
	"observed_on" text NOT NULL,
	CONSTRAINT "federation_helpers_pkey" PRIMARY KEY("federation_id","key"),
	CONSTRAINT "federation_helpers_key" CHECK ("federation_helpers"."key" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "federation_helpers_observed_on" CHECK ("federation_helpers"."observed_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
	CONSTRAINT "federation_helpers_url" CHECK ("federation_helpers"."url" ~ '^https?://')
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
	CONSTRAINT "membership_requests_pkey" PRIMARY KEY("federation_id","host_id"),
	CONSTRAINT "membership_requests_since" CHECK ("membership_requests"."since" ~ '^\d{4}(-\d{2}(-\d{2})?)?$')
);
--> statement-breakpoint
CREATE TABLE "replies" (
	"federation_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"text" jsonb NOT NULL,
	"evidence_url" text,
	"replied_on" date NOT NULL,
	CONSTRAINT "replies_pkey" PRIMARY KEY("federation_id","host_id","subject"),
	CONSTRAINT "replies_evidence_url" CHECK ("replies"."evidence_url" ~ '^https?://')
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
	CONSTRAINT "vouches_pkey" PRIMARY KEY("federation_id","host_id")
);
--> statement-breakpoint
CREATE TABLE "recommendations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"federation_id" uuid NOT NULL,
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
	"usages" text[] NOT NULL,
	"region" text,
	"sent_on" date NOT NULL,
	"outcome" text,
	"answered_on" date,
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
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about" text,
	"text" jsonb NOT NULL,
	"url" text,
	"reported_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"answer" jsonb,
	"answered_at" timestamp with time zone,
	"answered_by" text,
	"answered_by_label" text,
	CONSTRAINT "reports_kind" CHECK ("reports"."kind" in ('wrong', 'closed', 'misleading')),
	CONSTRAINT "reports_outcome" CHECK ("reports"."outcome" in ('corrected', 'not-so', 'noted')),
	CONSTRAINT "reports_answered_by" CHECK ("reports"."answered_by" in ('admin', 'federation', 'host')),
	CONSTRAINT "reports_about" CHECK ("reports"."about" ~ '^(service|criterion|commitment):[a-z0-9-]+$'),
	CONSTRAINT "reports_url" CHECK ("reports"."url" ~ '^https?://'),
	CONSTRAINT "reports_answered" CHECK (num_nonnulls("reports"."outcome", "reports"."answered_at", "reports"."answered_by", "reports"."answered_by_label") in (0, 4) and ("reports"."answer" is null or "reports"."outcome" is not null))
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
CREATE TABLE "tasks" (
	"name" text PRIMARY KEY NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"taken_until" timestamp with time zone,
	"last_run_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "by_token_id" uuid;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "action" text;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "reason" jsonb;--> statement-breakpoint
ALTER TABLE "closings" ADD COLUMN "promised_notice" integer;--> statement-breakpoint
ALTER TABLE "closings" ADD COLUMN "promised_retrieval" integer;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "suspension" jsonb;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "owner_changes_on" date;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "asked_on" date;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "former_hash" text;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "former_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "rotated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "is_claim" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "domain_challenges" ADD CONSTRAINT "domain_challenges_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domain_challenges" ADD CONSTRAINT "domain_challenges_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_addresses" ADD CONSTRAINT "private_addresses_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_addresses" ADD CONSTRAINT "private_addresses_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_about_token_id_tokens_id_fk" FOREIGN KEY ("about_token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "federation_helpers" ADD CONSTRAINT "federation_helpers_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_review" FOREIGN KEY ("federation_id","host_id","subject") REFERENCES "public"."reviews"("federation_id","host_id","subject") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "selections" ADD CONSTRAINT "selections_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "selections" ADD CONSTRAINT "selections_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouches" ADD CONSTRAINT "vouches_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouches" ADD CONSTRAINT "vouches_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmet_asks" ADD CONSTRAINT "unmet_asks_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_pages" ADD CONSTRAINT "evidence_pages_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "domain_challenges_host" ON "domain_challenges" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_started_at" ON "idempotency_keys" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "audit_host" ON "audit" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "audit_federation" ON "audit" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "membership_requests_host" ON "membership_requests" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "replies_host" ON "replies" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "selections_host" ON "selections" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "vouches_host" ON "vouches" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "recommendations_federation" ON "recommendations" USING btree ("federation_id","created_at");--> statement-breakpoint
CREATE INDEX "referrals_federation" ON "referrals" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "referrals_host" ON "referrals" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "reports_host" ON "reports" USING btree ("host_id","reported_at");--> statement-breakpoint
CREATE INDEX "evidence_pages_next_at" ON "evidence_pages" USING btree ("next_at");--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_former_hash_key" UNIQUE("former_hash");--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_suspended" CHECK ("hosts"."suspension" is not null or "hosts"."state" <> 'suspended');--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_former" CHECK (("tokens"."former_hash" is null) = ("tokens"."former_until" is null));