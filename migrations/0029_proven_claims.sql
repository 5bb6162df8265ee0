ALTER TABLE "tokens" ADD COLUMN "claim_proven_at" timestamp with time zone;--> statement-breakpoint
UPDATE "tokens" SET "claim_proven_at" = coalesce((SELECT "checked_at" FROM "domain_challenges" WHERE "token_id" = "tokens"."id"), "created_at")
WHERE "is_claim" AND "expires_at" IS NULL;
