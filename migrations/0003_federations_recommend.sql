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
/* 
    Unfortunately in current drizzle-kit version we can't automatically get name for primary key.
    We are working on making it available!

    Meanwhile you can:
        1. Check pk name in your database, by running
            SELECT constraint_name FROM information_schema.table_constraints
            WHERE table_schema = 'public'
                AND table_name = 'private_addresses'
                AND constraint_type = 'PRIMARY KEY';
        2. Uncomment code below and paste pk name manually
        
    Hope to release this update as soon as possible
*/

-- ALTER TABLE "private_addresses" DROP CONSTRAINT "<constraint_name>";--> statement-breakpoint
ALTER TABLE "private_addresses" ADD PRIMARY KEY ("hash");--> statement-breakpoint
ALTER TABLE "private_addresses" ALTER COLUMN "host_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "private_addresses" ADD COLUMN "federation_id" uuid;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "asked_on" date;--> statement-breakpoint
ALTER TABLE "federation_helpers" ADD CONSTRAINT "federation_helpers_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_review" FOREIGN KEY ("federation_id","host_id","subject") REFERENCES "public"."reviews"("federation_id","host_id","subject") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "selections" ADD CONSTRAINT "selections_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "selections" ADD CONSTRAINT "selections_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmet_asks" ADD CONSTRAINT "unmet_asks_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "membership_requests_host" ON "membership_requests" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "replies_host" ON "replies" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "selections_host" ON "selections" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "recommendations_federation" ON "recommendations" USING btree ("federation_id","created_at");--> statement-breakpoint
CREATE INDEX "referrals_federation" ON "referrals" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "referrals_host" ON "referrals" USING btree ("host_id");--> statement-breakpoint
ALTER TABLE "private_addresses" ADD CONSTRAINT "private_addresses_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_addresses" ADD CONSTRAINT "private_addresses_host_id_unique" UNIQUE("host_id");--> statement-breakpoint
ALTER TABLE "private_addresses" ADD CONSTRAINT "private_addresses_federation_id_unique" UNIQUE("federation_id");--> statement-breakpoint
ALTER TABLE "private_addresses" ADD CONSTRAINT "private_addresses_owner" CHECK (num_nonnulls("private_addresses"."host_id", "private_addresses"."federation_id") = 1);