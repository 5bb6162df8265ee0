-- What the catalogue found by itself is said by the catalogue, as in memberships. Quotes within a text are escaped in JSON.
ALTER TABLE "audit" DROP CONSTRAINT "audit_by";--> statement-breakpoint
ALTER TABLE "changes" DROP CONSTRAINT "changes_by";--> statement-breakpoint
UPDATE "audit" SET "by" = 'catalogue' WHERE "by" = 'check';--> statement-breakpoint
UPDATE "changes" SET "by" = 'catalogue' WHERE "by" = 'check';--> statement-breakpoint
UPDATE "changes" SET "document" = regexp_replace("document"::text, '"by"(\s*:\s*)"check"', '"by"\1"catalogue"', 'g')::json WHERE "document"::text LIKE '%"check"%';--> statement-breakpoint
UPDATE "hosts" SET "provenance" = regexp_replace("provenance"::text, '"by"(\s*:\s*)"check"', '"by"\1"catalogue"', 'g')::jsonb WHERE "provenance"::text LIKE '%"check"%';--> statement-breakpoint
UPDATE "recommendations" SET "match" = regexp_replace("match", '"(by|source)":"check"', '"\1":"catalogue"', 'g') WHERE "match" LIKE '%"check"%';--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_by" CHECK ("audit"."by" in ('host', 'federation', 'admin', 'import', 'catalogue'));--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_by" CHECK ("changes"."by" in ('host', 'federation', 'admin', 'import', 'catalogue'));
