CREATE TABLE "price_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"service" text NOT NULL,
	"plan" text NOT NULL,
	"written_on" date NOT NULL,
	"holds_from" date NOT NULL,
	"promised" integer,
	"taken_back_on" date,
	"before" jsonb NOT NULL,
	CONSTRAINT "price_changes_service_shape" CHECK ("price_changes"."service" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "price_changes_days" CHECK ("price_changes"."written_on" <= "price_changes"."holds_from" and "price_changes"."written_on" <= "price_changes"."taken_back_on"),
	CONSTRAINT "price_changes_promised" CHECK ("price_changes"."promised" >= 0)
);
--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "stated_by" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "holds_from" date;--> statement-breakpoint
ALTER TABLE "price_changes" ADD CONSTRAINT "price_changes_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "price_changes_host_idx" ON "price_changes" USING btree ("host_id","written_on");--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_stated_by" CHECK ("memberships"."stated_by" in ('federation', 'host', 'catalogue'));