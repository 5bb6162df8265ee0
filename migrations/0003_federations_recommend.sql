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
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recommendations_federation" ON "recommendations" USING btree ("federation_id","created_at");