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
ALTER TABLE "federation_requests" ADD CONSTRAINT "federation_requests_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;