ALTER TABLE "membership_requests" DROP CONSTRAINT "membership_requests_status";--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "number" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "sent_hash" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "earlier" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_number_key" UNIQUE("federation_id","number");--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_sent_key" UNIQUE("federation_id","sent_hash");--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_status" CHECK ("membership_requests"."status" in ('asked', 'more-information', 'refused', 'accepted'));--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('confirm-address', 'sign-in', 'takeover', 'site-silent', 'reminder', 'membership-answer'));