ALTER TABLE "plans" DROP CONSTRAINT "plans_amounts";--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "facts_as_of" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "price_for" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "membership_is_free" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "membership_advised_cents" integer;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "membership_floor_cents" integer;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "own_domain" boolean;--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_facts_as_of" CHECK ("hosts"."facts_as_of" ~ '^\d{4}(-\d{2}(-\d{2})?)?$');--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_price_for" CHECK ("plans"."price_for" in ('organisation', 'person'));--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_membership_free" CHECK ("plans"."membership_is_free" or ("plans"."membership_advised_cents" is null and "plans"."membership_floor_cents" is null));--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_membership_advised_above_floor" CHECK ("plans"."membership_advised_cents" >= "plans"."membership_floor_cents");--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_one_membership" CHECK (not ("plans"."membership_is_free" and "plans"."membership_fee_cents" is not null));--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_for_a_person" CHECK ("plans"."price_for" <> 'person' or ("plans"."per_account_cents" is null and "plans"."included_accounts" is null));--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_amounts" CHECK ("plans"."fixed_cents" >= 0 and "plans"."membership_fee_cents" >= 0 and "plans"."setup_fee_cents" >= 0 and "plans"."per_account_cents" >= 0 and "plans"."per_gb_cents" >= 0 and "plans"."advised_cents" >= 0 and "plans"."floor_cents" >= 0 and "plans"."membership_advised_cents" >= 0 and "plans"."membership_floor_cents" >= 0);