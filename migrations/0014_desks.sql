CREATE TABLE "mail_addresses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid,
	"federation_id" uuid,
	"email" text,
	"email_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"code_hash" text,
	"code_until" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"stop_key" text NOT NULL,
	"stopped_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"token_id" uuid,
	CONSTRAINT "mail_addresses_host_key" UNIQUE("host_id","email_hash"),
	CONSTRAINT "mail_addresses_federation_key" UNIQUE("federation_id","email_hash"),
	CONSTRAINT "mail_addresses_code_key" UNIQUE("code_hash"),
	CONSTRAINT "mail_addresses_stop_key" UNIQUE("stop_key"),
	CONSTRAINT "mail_addresses_owner" CHECK (num_nonnulls("mail_addresses"."host_id", "mail_addresses"."federation_id") = 1),
	CONSTRAINT "mail_addresses_stopped" CHECK (("mail_addresses"."email" is null) = ("mail_addresses"."stopped_at" is not null)),
	CONSTRAINT "mail_addresses_code" CHECK (("mail_addresses"."code_hash" is null) = ("mail_addresses"."code_until" is null))
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"host_id" uuid,
	"federation_id" uuid,
	"email_hash" text NOT NULL,
	"to_address" text,
	"subject" text,
	"text" text,
	"stop_key" text,
	"message_id" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"queued_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"last_problem" text,
	CONSTRAINT "mails_kind_key" UNIQUE("kind","key"),
	CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('confirm-address', 'sign-in', 'takeover', 'site-silent', 'reminder')),
	CONSTRAINT "mails_state" CHECK ("mails"."state" in ('waiting', 'sent', 'refused', 'given-up')),
	CONSTRAINT "mails_owner" CHECK (num_nonnulls("mails"."host_id", "mails"."federation_id") = 1),
	CONSTRAINT "mails_waiting" CHECK (num_nonnulls("mails"."to_address", "mails"."subject", "mails"."text", "mails"."stop_key") = case when "mails"."state" = 'waiting' then 4 else 0 end),
	CONSTRAINT "mails_ended" CHECK (("mails"."state" = 'waiting') = ("mails"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"hash" text PRIMARY KEY NOT NULL,
	"email_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_hash" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holdings" (
	"token_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"is_own" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"hash" text PRIMARY KEY NOT NULL,
	"token_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "openings" (
	"session_hash" text NOT NULL,
	"token_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "openings_pkey" PRIMARY KEY("session_hash","token_id")
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"idle_until" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"is_short" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "withheld_files" (
	"hash" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "letter_sent_on" date;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD CONSTRAINT "mail_addresses_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD CONSTRAINT "mail_addresses_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD CONSTRAINT "mail_addresses_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_session_hash_sessions_hash_fk" FOREIGN KEY ("session_hash") REFERENCES "public"."sessions"("hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_token_id_holdings_token_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."holdings"("token_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_addresses_email" ON "mail_addresses" USING btree ("email_hash");--> statement-breakpoint
CREATE INDEX "mail_addresses_token" ON "mail_addresses" USING btree ("token_id");--> statement-breakpoint
CREATE INDEX "mails_next_at" ON "mails" USING btree ("next_at") WHERE "mails"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "mails_email" ON "mails" USING btree ("email_hash","queued_at");--> statement-breakpoint
CREATE INDEX "sign_in_links_expires_at" ON "sign_in_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "holdings_person" ON "holdings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "invitations_token" ON "invitations" USING btree ("token_id");--> statement-breakpoint
CREATE INDEX "openings_token" ON "openings" USING btree ("token_id");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "hosts_domain" ON "hosts" USING btree (substring(lower("website") from '^https?://(?:[^/?#@]*@)?(?:www[.])?([^/?#:]+)'));