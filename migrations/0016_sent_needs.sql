ALTER TABLE "cases" ADD COLUMN "number" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "sent_hash" text;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_number_key" UNIQUE("federation_id","number");--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_sent_key" UNIQUE("federation_id","sent_hash");