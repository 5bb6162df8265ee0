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
ALTER TABLE "memberships" ADD COLUMN "asked_on" date;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "membership_requests_host" ON "membership_requests" USING btree ("host_id");