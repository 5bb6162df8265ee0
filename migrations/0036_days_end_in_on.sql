-- What holds a day ends in On. Quotes within a text are escaped in JSON, so only fields are found by theirs.
-- The long rewriting comes first: readers of hosts wait from the renaming on.
UPDATE "changes" SET "document" = regexp_replace("document"::text, '"(confirmed|domainVerified)At"(\s*:)', '"\1On"\2', 'g')::json WHERE "document"::text LIKE '%"confirmedAt"%';--> statement-breakpoint
ALTER TABLE "hosts" RENAME COLUMN "confirmed_at" TO "confirmed_on";--> statement-breakpoint
ALTER TABLE "hosts" RENAME COLUMN "domain_verified_at" TO "domain_verified_on";
