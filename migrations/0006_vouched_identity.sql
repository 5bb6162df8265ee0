-- A vouch is of what was vouched for. Vouches for drafts went with every change of name or site until now, so what a host
-- is today is what was meant; what was published since may have changed, and cannot be known.
ALTER TABLE "vouches" ADD COLUMN "slug" text;--> statement-breakpoint
ALTER TABLE "vouches" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "vouches" ADD COLUMN "website" text;--> statement-breakpoint
UPDATE "vouches" SET "slug" = "hosts"."slug", "name" = "hosts"."name", "website" = "hosts"."website"
FROM "hosts" WHERE "hosts"."id" = "vouches"."host_id";--> statement-breakpoint
ALTER TABLE "vouches" ALTER COLUMN "slug" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "vouches" ALTER COLUMN "name" SET NOT NULL;
