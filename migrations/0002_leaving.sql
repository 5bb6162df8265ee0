ALTER TABLE "changes" ADD COLUMN "reason" jsonb;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "suspension" jsonb;--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_suspended" CHECK ("hosts"."suspension" is not null or "hosts"."state" <> 'suspended');