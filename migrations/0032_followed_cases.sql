CREATE TABLE "case_visits" (
	"token_id" uuid PRIMARY KEY NOT NULL,
	"visited_at" timestamp with time zone NOT NULL,
	"before_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "is_sent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "host_today" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "remind_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "reminded_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "taken_by_id" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "turn_id" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "changed_by_id" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "discarded_on" date;--> statement-breakpoint
ALTER TABLE "case_visits" ADD CONSTRAINT "case_visits_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_taken_by_id_tokens_id_fk" FOREIGN KEY ("taken_by_id") REFERENCES "public"."tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_turn_id_tokens_id_fk" FOREIGN KEY ("turn_id") REFERENCES "public"."tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_changed_by_id_tokens_id_fk" FOREIGN KEY ("changed_by_id") REFERENCES "public"."tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_taken_by" ON "cases" USING btree ("taken_by_id");--> statement-breakpoint
CREATE INDEX "cases_turn" ON "cases" USING btree ("turn_id");--> statement-breakpoint
CREATE INDEX "cases_changed_by" ON "cases" USING btree ("changed_by_id");--> statement-breakpoint
CREATE INDEX "cases_remind" ON "cases" USING btree ("remind_on");--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('confirm-address', 'sign-in', 'takeover', 'site-silent', 'reminder', 'case-reminder', 'membership-answer', 'federation-accepted'));--> statement-breakpoint
UPDATE "cases" SET "is_sent" = true WHERE "number" IS NOT NULL;--> statement-breakpoint
-- What an officer opened has a number too: six of the signs of numbers, in the same order as in the program.
WITH "made" AS (
  SELECT "id", "federation_id", substr("signs", 1, 3) || '-' || substr("signs", 4, 3) AS "number"
  FROM (SELECT "id", "federation_id", translate(substr(md5("id"::text), 1, 6), '0123456789abcdef', '23456789FHKMPRWX') AS "signs" FROM "cases" WHERE "number" IS NULL) AS "fresh"
), "single" AS (
  SELECT "id", "number", row_number() OVER (PARTITION BY "federation_id", "number" ORDER BY "id") AS "place"
  FROM "made"
  WHERE NOT EXISTS (SELECT 1 FROM "cases" WHERE "cases"."federation_id" = "made"."federation_id" AND "cases"."number" = "made"."number")
)
UPDATE "cases" SET "number" = "single"."number" FROM "single" WHERE "single"."id" = "cases"."id" AND "single"."place" = 1;
