ALTER TABLE "membership_requests" DROP CONSTRAINT "membership_requests_status";--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_status" CHECK ("membership_requests"."status" in ('asked', 'more-information', 'refused', 'accepted'));--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('confirm-address', 'sign-in', 'takeover', 'site-silent', 'reminder', 'membership-answer'));