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
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmet_asks" ADD CONSTRAINT "unmet_asks_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recommendations_federation" ON "recommendations" USING btree ("federation_id","created_at");--> statement-breakpoint
CREATE INDEX "referrals_federation" ON "referrals" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "referrals_host" ON "referrals" USING btree ("host_id");