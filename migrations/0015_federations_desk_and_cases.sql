CREATE TABLE "case_summaries" (
	"federation_id" uuid NOT NULL,
	"period" text NOT NULL,
	"cells" jsonb NOT NULL,
	CONSTRAINT "case_summaries_pkey" PRIMARY KEY("federation_id","period"),
	CONSTRAINT "case_summaries_period" CHECK ("case_summaries"."period" ~ '^\d{4}-H[12]$')
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"federation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"label" text NOT NULL,
	"received_by" text NOT NULL,
	"need" text NOT NULL,
	"unread" jsonb NOT NULL,
	"shortlist" uuid[] NOT NULL,
	"outcome" text,
	"outcome_host_id" uuid,
	"outcome_on" date,
	"outcome_reason" jsonb,
	"outcome_said_on" date,
	"waits_on" date,
	"ends_on" date NOT NULL,
	"received_in" text,
	"outcome_in" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cases_received_by" CHECK ("cases"."received_by" in ('link', 'file', 'phone', 'diagnosis')),
	CONSTRAINT "cases_outcome" CHECK ("cases"."outcome" is null or "cases"."outcome" in ('written-to', 'answered', 'chosen', 'moved', 'gave-up')),
	CONSTRAINT "cases_outcome_whole" CHECK (("cases"."outcome" is null) = ("cases"."outcome_on" is null) and ("cases"."outcome" is null) = ("cases"."outcome_said_on" is null) and ("cases"."outcome" is not null or num_nonnulls("cases"."outcome_host_id", "cases"."outcome_reason") = 0))
);
--> statement-breakpoint
CREATE TABLE "ended_ids" (
	"hash" text PRIMARY KEY NOT NULL,
	"ended_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "federation_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"website" text NOT NULL,
	"summary" jsonb NOT NULL,
	"country" text,
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
ALTER TABLE "membership_requests" ADD COLUMN "status" text DEFAULT 'asked' NOT NULL;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD COLUMN "reason" jsonb;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD COLUMN "url" text;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD COLUMN "answered_on" date;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "case_id" uuid;--> statement-breakpoint
ALTER TABLE "referrals" ADD COLUMN "case_id" uuid;--> statement-breakpoint
ALTER TABLE "case_summaries" ADD CONSTRAINT "case_summaries_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_outcome_host_id_hosts_id_fk" FOREIGN KEY ("outcome_host_id") REFERENCES "public"."hosts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "federation_requests" ADD CONSTRAINT "federation_requests_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_waiting" ON "cases" USING btree ("federation_id","waits_on","id");--> statement-breakpoint
CREATE INDEX "cases_ending" ON "cases" USING btree ("ends_on");--> statement-breakpoint
CREATE INDEX "cases_outcome_host" ON "cases" USING btree ("outcome_host_id");--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recommendations_case" ON "recommendations" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "referrals_case" ON "referrals" USING btree ("case_id");--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_status" CHECK ("membership_requests"."status" in ('asked', 'more-information', 'refused'));--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_url" CHECK ("membership_requests"."url" ~ '^https?://');--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_answered" CHECK (("membership_requests"."status" = 'asked') = ("membership_requests"."answered_on" is null));