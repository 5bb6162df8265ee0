CREATE TABLE "catalogue_origin" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"place" text,
	"written_by" text,
	CONSTRAINT "catalogue_origin_single" CHECK ("catalogue_origin"."id" = 1)
);
--> statement-breakpoint
-- Claimed by the first process that starts.
INSERT INTO "catalogue_origin" DEFAULT VALUES;--> statement-breakpoint
-- Each revision gets a mark of its own. Without a default afterwards: an earlier version that still runs is refused, rather
-- than writing revisions whose mark the state does not have.
ALTER TABLE "changes" ADD COLUMN "mark" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "changes" ALTER COLUMN "mark" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "catalogue_state" ADD COLUMN "mark" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
UPDATE "catalogue_state" SET "mark" = "changes"."mark" FROM "changes" WHERE "changes"."revision" = "catalogue_state"."revision";
