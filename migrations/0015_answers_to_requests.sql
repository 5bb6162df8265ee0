ALTER TABLE "membership_requests" ADD COLUMN "status" text DEFAULT 'asked' NOT NULL;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD COLUMN "reason" jsonb;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD COLUMN "url" text;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD COLUMN "answered_on" date;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_status" CHECK ("membership_requests"."status" in ('asked', 'more-information', 'refused'));--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_url" CHECK ("membership_requests"."url" ~ '^https?://');--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_answered" CHECK (("membership_requests"."status" = 'asked') = ("membership_requests"."answered_on" is null));