-- The operation that answers a network is called as those that answer others.
UPDATE "audit" SET "action" = 'answerFederationRequest' WHERE "action" = 'decideFederationRequest';--> statement-breakpoint
UPDATE "changes" SET "action" = 'answerFederationRequest' WHERE "action" = 'decideFederationRequest';--> statement-breakpoint
-- A sheet is sent to the address from which it is taken, by an operation of that name.
UPDATE "audit" SET "action" = 'uploadHostWorkbook' WHERE "action" = 'uploadHostSpreadsheet';--> statement-breakpoint
UPDATE "changes" SET "action" = 'uploadHostWorkbook' WHERE "action" = 'uploadHostSpreadsheet';--> statement-breakpoint
UPDATE "audit" SET "action" = 'uploadCatalogueWorkbook' WHERE "action" = 'uploadCatalogueSpreadsheet';--> statement-breakpoint
UPDATE "changes" SET "action" = 'uploadCatalogueWorkbook' WHERE "action" = 'uploadCatalogueSpreadsheet';--> statement-breakpoint
-- A state is called so everywhere. Quotes within a text are escaped in JSON, so only fields are found by theirs.
ALTER TABLE "memberships" RENAME COLUMN "status" TO "state";--> statement-breakpoint
ALTER TABLE "memberships" RENAME CONSTRAINT "memberships_status" TO "memberships_state";--> statement-breakpoint
ALTER TABLE "membership_requests" RENAME COLUMN "status" TO "state";--> statement-breakpoint
ALTER TABLE "membership_requests" RENAME CONSTRAINT "membership_requests_status" TO "membership_requests_state";--> statement-breakpoint
UPDATE "hosts" SET "observed" = "observed" - 'status' || jsonb_build_object('state', "observed"->'status') WHERE "observed" ? 'status';--> statement-breakpoint
UPDATE "entry_sources" SET "membership" = "membership" - 'status' || jsonb_build_object('state', "membership"->'status') WHERE "membership" ? 'status';--> statement-breakpoint
UPDATE "changes" SET "document" = regexp_replace("document"::text, '"status"(\s*:\s*"(member|former|follower|active|closed|unknown)")', '"state"\1', 'g')::json WHERE "document"::text LIKE '%"status"%';--> statement-breakpoint
-- An administrator is called so in one way: admin.
UPDATE "hosts" SET "provenance" = regexp_replace("provenance"::text, '"by"(\s*:\s*)"administrator"', '"by"\1"admin"', 'g')::jsonb WHERE "provenance"::text LIKE '%"administrator"%';--> statement-breakpoint
UPDATE "changes" SET "document" = regexp_replace("document"::text, '"by"(\s*:\s*)"administrator"', '"by"\1"admin"', 'g')::json WHERE "document"::text LIKE '%"administrator"%';
