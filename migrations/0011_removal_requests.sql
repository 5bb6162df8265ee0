ALTER TABLE "reports" DROP CONSTRAINT "reports_kind";--> statement-breakpoint
ALTER TABLE "reports" DROP CONSTRAINT "reports_outcome";--> statement-breakpoint
ALTER TABLE "reports" ALTER COLUMN "text" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "asker" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_asker" CHECK ("reports"."asker" in ('host', 'person', 'other'));--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_removal" CHECK (("reports"."kind" = 'removal') = ("reports"."asker" is not null) and ("reports"."kind" = 'removal' or ("reports"."text" is not null and "reports"."reply_to" is null)));--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_forgotten" CHECK ("reports"."kind" <> 'removal' or "reports"."outcome" is null or num_nonnulls("reports"."text", "reports"."reply_to") = 0);--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_kind" CHECK ("reports"."kind" in ('wrong', 'closed', 'misleading', 'removal'));--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_outcome" CHECK ("reports"."outcome" in ('corrected', 'not-so', 'noted', 'removed', 'refused'));