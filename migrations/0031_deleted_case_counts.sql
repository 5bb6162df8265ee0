CREATE TABLE "deleted_case_counts" (
	"federation_id" uuid NOT NULL,
	"year" text NOT NULL,
	"outcome" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "deleted_case_counts_pkey" PRIMARY KEY("federation_id","year","outcome"),
	CONSTRAINT "deleted_case_counts_year" CHECK ("deleted_case_counts"."year" ~ '^\d{4}$'),
	CONSTRAINT "deleted_case_counts_outcome" CHECK ("deleted_case_counts"."outcome" in ('received', 'written-to', 'answered', 'chosen', 'moved', 'gave-up')),
	CONSTRAINT "deleted_case_counts_count" CHECK ("deleted_case_counts"."count" > 0)
);
--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "federation_requests" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "deleted_case_counts" ADD CONSTRAINT "deleted_case_counts_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('confirm-address', 'sign-in', 'takeover', 'site-silent', 'reminder', 'membership-answer', 'federation-accepted'));