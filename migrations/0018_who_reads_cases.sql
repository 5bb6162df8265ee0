ALTER TABLE "tokens" ADD COLUMN "awaits_officer" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "opened_on" date;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD COLUMN "awaits_officer" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Whoever said a word on a case had opened it. Of the others nobody knows: they stay as long as was promised.
UPDATE "cases" SET "opened_on" = ("ends_on" - interval '24 months')::date WHERE "number" IS NOT NULL AND "version" > 1;
