CREATE TABLE "domain_challenges" (
	"token_id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"content" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "vouches" (
	"federation_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"vouched_on" date NOT NULL,
	CONSTRAINT "vouches_pkey" PRIMARY KEY("federation_id","host_id")
);
--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "owner_changes_on" date;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "is_claim" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "domain_challenges" ADD CONSTRAINT "domain_challenges_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domain_challenges" ADD CONSTRAINT "domain_challenges_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouches" ADD CONSTRAINT "vouches_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouches" ADD CONSTRAINT "vouches_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "domain_challenges_host" ON "domain_challenges" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "vouches_host" ON "vouches" USING btree ("host_id");