CREATE TABLE "host_aliases" (
	"host_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"until" text,
	CONSTRAINT "host_aliases_pkey" PRIMARY KEY("host_id","kind","value"),
	CONSTRAINT "host_aliases_kind" CHECK ("host_aliases"."kind" in ('slug', 'name', 'domain')),
	CONSTRAINT "host_aliases_slug_shape" CHECK ("host_aliases"."kind" <> 'slug' or "host_aliases"."value" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "host_aliases_until" CHECK ("host_aliases"."until" ~ '^\d{4}(-\d{2}(-\d{2})?)?$')
);
--> statement-breakpoint
DROP INDEX "hosts_slug_key";--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "merged_on" date;--> statement-breakpoint
ALTER TABLE "host_aliases" ADD CONSTRAINT "host_aliases_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "host_aliases_slug_key" ON "host_aliases" USING btree ("value") WHERE "host_aliases"."kind" = 'slug';--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_merged_into_hosts_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."hosts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hosts_merged_into" ON "hosts" USING btree ("merged_into");--> statement-breakpoint
CREATE UNIQUE INDEX "hosts_slug_key" ON "hosts" USING btree ("slug") WHERE "hosts"."published_at" is not null and "hosts"."merged_into" is null;--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_merged" CHECK (("hosts"."merged_into" is null) = ("hosts"."merged_on" is null) and ("hosts"."merged_into" is null or "hosts"."state" = 'withdrawn'));