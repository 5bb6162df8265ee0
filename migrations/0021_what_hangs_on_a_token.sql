ALTER TABLE "mail_addresses" ADD COLUMN "added_by_id" uuid;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD COLUMN "ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "made_by_id" uuid;--> statement-breakpoint
ALTER TABLE "openings" ADD COLUMN "ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD CONSTRAINT "mail_addresses_added_by_id_tokens_id_fk" FOREIGN KEY ("added_by_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_made_by_id_tokens_id_fk" FOREIGN KEY ("made_by_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_addresses_added_by" ON "mail_addresses" USING btree ("added_by_id");--> statement-breakpoint
CREATE INDEX "invitations_made_by" ON "invitations" USING btree ("made_by_id");--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_id_key" UNIQUE("id");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_id_key" UNIQUE("id");