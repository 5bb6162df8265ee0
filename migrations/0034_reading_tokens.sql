ALTER TABLE "tokens" DROP CONSTRAINT "tokens_rights";--> statement-breakpoint
ALTER TABLE "invitations" DROP CONSTRAINT "invitations_rights";--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_rights" CHECK ("tokens"."rights" in ('all', 'read-and-answer', 'read') and ("tokens"."role" <> 'admin' or "tokens"."rights" = 'all'));--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_rights" CHECK ("invitations"."rights" in ('all', 'read-and-answer', 'read'));