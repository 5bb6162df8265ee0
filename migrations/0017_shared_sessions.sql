ALTER TABLE "openings" DROP CONSTRAINT "openings_token_id_holdings_token_id_fk";
--> statement-breakpoint
ALTER TABLE "sessions" ALTER COLUMN "person_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "openings" ADD COLUMN "shown_token_id" uuid;--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_shown_token_id_tokens_id_fk" FOREIGN KEY ("shown_token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "openings_shown_token" ON "openings" USING btree ("shown_token_id");--> statement-breakpoint
-- Several people may read one mailbox: nobody holds what it opens.
DELETE FROM "holdings" USING "mail_addresses" WHERE "mail_addresses"."token_id" = "holdings"."token_id";--> statement-breakpoint
-- Only whoever came by a token of their own opened each of those that they have: all others act for no person from now on.
UPDATE "sessions" SET "person_id" = NULL
WHERE NOT EXISTS (
  SELECT FROM "openings"
  JOIN "holdings" ON "holdings"."token_id" = "openings"."token_id"
  WHERE "openings"."session_hash" = "sessions"."hash" AND "holdings"."person_id" = "sessions"."person_id" AND "holdings"."is_own"
) OR EXISTS (
  SELECT FROM "holdings"
  JOIN "tokens" ON "tokens"."id" = "holdings"."token_id" AND "tokens"."revoked_at" IS NULL
  WHERE "holdings"."person_id" = "sessions"."person_id" AND "holdings"."is_own" AND NOT EXISTS (
    SELECT FROM "openings" WHERE "openings"."session_hash" = "sessions"."hash" AND "openings"."token_id" = "holdings"."token_id"
  )
);--> statement-breakpoint
-- What was opened in one go by the only token that can have been shown for it.
UPDATE "openings" SET "shown_token_id" = "own"."token_id"
FROM (
  SELECT "openings"."session_hash", min("openings"."token_id"::text)::uuid AS "token_id", min("openings"."opened_at") AS "opened_at"
  FROM "openings"
  JOIN "sessions" ON "sessions"."hash" = "openings"."session_hash"
  JOIN "holdings" ON "holdings"."token_id" = "openings"."token_id" AND "holdings"."person_id" = "sessions"."person_id"
  WHERE "holdings"."is_own"
  GROUP BY "openings"."session_hash"
  HAVING count(*) = 1
) AS "own"
WHERE "own"."session_hash" = "openings"."session_hash" AND "own"."opened_at" = "openings"."opened_at";
