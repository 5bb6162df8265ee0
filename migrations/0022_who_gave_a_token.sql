ALTER TABLE "holdings" ADD COLUMN "given_by_id" uuid;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_given_by_id_tokens_id_fk" FOREIGN KEY ("given_by_id") REFERENCES "public"."tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "holdings_given_by" ON "holdings" USING btree ("given_by_id");