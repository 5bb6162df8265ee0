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
ALTER TABLE "memberships" ADD COLUMN "asked_on" date;--> statement-breakpoint
ALTER TABLE "federation_helpers" ADD CONSTRAINT "federation_helpers_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_review" FOREIGN KEY ("federation_id","host_id","subject") REFERENCES "public"."reviews"("federation_id","host_id","subject") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "selections" ADD CONSTRAINT "selections_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "selections" ADD CONSTRAINT "selections_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "membership_requests_host" ON "membership_requests" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "replies_host" ON "replies" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "selections_host" ON "selections" USING btree ("host_id");