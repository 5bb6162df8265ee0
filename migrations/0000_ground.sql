CREATE TABLE "catalogue_state" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"epoch" uuid DEFAULT gen_random_uuid() NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"tie_secret" text,
	CONSTRAINT "catalogue_state_single" CHECK ("catalogue_state"."id" = 1),
	CONSTRAINT "catalogue_state_revision" CHECK ("catalogue_state"."revision" >= 0)
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"revision" integer PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"host_id" uuid,
	"federation_id" uuid,
	"by" text NOT NULL,
	"by_label" text,
	"document" json,
	CONSTRAINT "changes_kind" CHECK ("changes"."kind" in ('created', 'changed', 'withdrawn', 'redacted')),
	CONSTRAINT "changes_by" CHECK ("changes"."by" in ('host', 'federation', 'admin', 'import', 'check')),
	CONSTRAINT "changes_one_subject" CHECK (num_nonnulls("changes"."host_id", "changes"."federation_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"host_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"value" text NOT NULL,
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
	CONSTRAINT "commitments_subject_key" UNIQUE NULLS NOT DISTINCT("host_id","service_id","kind"),
	CONSTRAINT "commitments_as_of" CHECK ("commitments"."as_of" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and ("commitments"."imported" or "commitments"."as_of" is not null)),
	CONSTRAINT "commitments_evidence_url" CHECK ("commitments"."evidence_url" ~ '^https?://')
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
	"version" integer DEFAULT 1 NOT NULL,
	"confirmed_at" date,
	"domain_verified_at" date,
	"observed" jsonb,
	"sources" text[],
	"provenance" jsonb,
	"terms_accepted" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"published_revision" integer,
	CONSTRAINT "hosts_slug_shape" CHECK ("hosts"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "hosts_state" CHECK ("hosts"."state" in ('draft', 'published', 'silent', 'suspended', 'closed', 'withdrawn')),
	CONSTRAINT "hosts_legal_form" CHECK ("hosts"."legal_form" in ('association', 'cooperative', 'company', 'micro-company', 'public-body', 'informal', 'individual', 'other')),
	CONSTRAINT "hosts_audiences" CHECK ("hosts"."audiences" <@ array['associations', 'individuals', 'companies', 'public-bodies', 'schools', 'activists']::text[]),
	CONSTRAINT "hosts_founded_on" CHECK ("hosts"."founded_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
	CONSTRAINT "hosts_version" CHECK ("hosts"."version" >= 1),
	CONSTRAINT "hosts_website" CHECK ("hosts"."website" ~ '^https?://'),
	CONSTRAINT "hosts_published" CHECK (("hosts"."state" = 'draft') = ("hosts"."published_at" is null))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"federation_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"status" text NOT NULL,
	"since" text,
	"charter" text,
	"charter_version" text,
	"last_reviewed_on" text,
	"until" text,
	"exceptions" jsonb,
	"to_check" boolean DEFAULT false NOT NULL,
	CONSTRAINT "memberships_pkey" PRIMARY KEY("federation_id","host_id"),
	CONSTRAINT "memberships_status" CHECK ("memberships"."status" in ('member', 'former', 'follower')),
	CONSTRAINT "memberships_dates" CHECK ("memberships"."since" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and "memberships"."last_reviewed_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$' and "memberships"."until" ~ '^\d{4}(-\d{2}(-\d{2})?)?$')
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"service_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"period" text,
	"fixed_cents" integer,
	"membership_fee_cents" integer,
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
	"pay_what_you_can" boolean DEFAULT false NOT NULL,
	"advised_cents" integer,
	"floor_cents" integer,
	"covers" text[],
	"on_quote" boolean,
	"tax_included" boolean,
	"conditions" jsonb,
	"observed_on" text,
	CONSTRAINT "plans_pkey" PRIMARY KEY("service_id","position"),
	CONSTRAINT "plans_period" CHECK ("plans"."period" in ('month', 'quarter', 'year')),
	CONSTRAINT "plans_amounts" CHECK ("plans"."fixed_cents" >= 0 and "plans"."membership_fee_cents" >= 0 and "plans"."setup_fee_cents" >= 0 and "plans"."per_account_cents" >= 0 and "plans"."per_gb_cents" >= 0 and "plans"."advised_cents" >= 0 and "plans"."floor_cents" >= 0),
	CONSTRAINT "plans_room" CHECK ("plans"."included_accounts" >= 0 and "plans"."max_accounts" >= 0 and "plans"."included_gb" >= 0 and "plans"."included_gb_per_account" >= 0 and "plans"."max_gb" >= 0),
	CONSTRAINT "plans_accounts_limit" CHECK (not ("plans"."accounts_unlimited" and "plans"."max_accounts" is not null)),
	CONSTRAINT "plans_gb_limit" CHECK (not ("plans"."gb_unlimited" and "plans"."max_gb" is not null)),
	CONSTRAINT "plans_free_amount" CHECK ("plans"."pay_what_you_can" or ("plans"."advised_cents" is null and "plans"."floor_cents" is null)),
	CONSTRAINT "plans_advised_above_floor" CHECK ("plans"."advised_cents" >= "plans"."floor_cents"),
	CONSTRAINT "plans_observed_on" CHECK ("plans"."observed_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$')
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
	CONSTRAINT "reviews_pkey" PRIMARY KEY("federation_id","host_id","subject"),
	CONSTRAINT "reviews_subject" CHECK ("reviews"."subject" ~ '^(criterion|commitment):[a-z0-9-]+$'),
	CONSTRAINT "reviews_reviewed_on" CHECK ("reviews"."reviewed_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
	CONSTRAINT "reviews_no_needs_evidence" CHECK ("reviews"."value" <> '"no"'::jsonb or ("reviews"."evidence_url" is not null and "reviews"."tie" is not null))
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
	"certifications" text[],
	"export_formats" text[],
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
CREATE TABLE "tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"host_id" uuid,
	"federation_id" uuid,
	"label" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_on" date,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "tokens_hash_key" UNIQUE("hash"),
	CONSTRAINT "tokens_role" CHECK ("tokens"."role" in ('admin', 'federation', 'host')),
	CONSTRAINT "tokens_subject" CHECK (("tokens"."role" = 'host') = ("tokens"."host_id" is not null) and ("tokens"."role" = 'federation') = ("tokens"."federation_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closings" ADD CONSTRAINT "closings_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closings" ADD CONSTRAINT "closings_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "federations" ADD CONSTRAINT "federations_published_revision_changes_revision_fk" FOREIGN KEY ("published_revision") REFERENCES "public"."changes"("revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_published_revision_changes_revision_fk" FOREIGN KEY ("published_revision") REFERENCES "public"."changes"("revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "changes_host_revision" ON "changes" USING btree ("host_id","revision");--> statement-breakpoint
CREATE INDEX "changes_federation_revision" ON "changes" USING btree ("federation_id","revision");--> statement-breakpoint
CREATE UNIQUE INDEX "hosts_slug_key" ON "hosts" USING btree ("slug") WHERE "hosts"."published_at" is not null;--> statement-breakpoint
CREATE INDEX "memberships_host" ON "memberships" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "reviews_host" ON "reviews" USING btree ("host_id");
--> statement-breakpoint
INSERT INTO "catalogue_state" DEFAULT VALUES;
