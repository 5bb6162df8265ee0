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
ALTER TABLE "entry_sources" ADD CONSTRAINT "entry_sources_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_sources" ADD CONSTRAINT "entry_sources_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_sources" ADD CONSTRAINT "service_sources_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_sources" ADD CONSTRAINT "service_sources_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entry_sources_host" ON "entry_sources" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "proposals_federation" ON "proposals" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "service_sources_service" ON "service_sources" USING btree ("service_id");