ALTER TABLE "federation_helpers" ADD COLUMN "audiences" text[];--> statement-breakpoint
ALTER TABLE "federation_helpers" ADD COLUMN "offers" text[];--> statement-breakpoint
ALTER TABLE "federation_helpers" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "federation_helpers" ADD COLUMN "contact_url" text;