CREATE TABLE "different_entries" (
	"host_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"reason" jsonb,
	"said_on" date NOT NULL,
	CONSTRAINT "different_entries_pkey" PRIMARY KEY("host_id","other_id"),
	CONSTRAINT "different_entries_order" CHECK ("different_entries"."host_id" < "different_entries"."other_id")
);
--> statement-breakpoint
ALTER TABLE "different_entries" ADD CONSTRAINT "different_entries_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "different_entries" ADD CONSTRAINT "different_entries_other_id_hosts_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "different_entries_other" ON "different_entries" USING btree ("other_id");