ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "rights" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD COLUMN "is_weekly" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "rights" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_rights" CHECK ("tokens"."rights" in ('all', 'read-and-answer') and ("tokens"."role" <> 'admin' or "tokens"."rights" = 'all'));--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('confirm-address', 'sign-in', 'takeover', 'site-silent', 'reminder', 'case-reminder', 'weekly', 'membership-answer', 'federation-accepted'));--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_rights" CHECK ("invitations"."rights" in ('all', 'read-and-answer'));