CREATE TABLE "evidence_passages" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"host_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"url" text NOT NULL,
	"digest" text NOT NULL,
	"passage" text,
	"first_on" date NOT NULL,
	"last_on" date NOT NULL,
	"is_redacted" boolean DEFAULT false NOT NULL,
	CONSTRAINT "evidence_passages_url" CHECK ("evidence_passages"."url" ~ '^https?://')
);
--> statement-breakpoint
CREATE TABLE "looks" (
	"host_id" uuid NOT NULL,
	"day" date NOT NULL,
	"site" text NOT NULL,
	"answered" boolean NOT NULL,
	"status" integer,
	"problem" text,
	CONSTRAINT "looks_pkey" PRIMARY KEY("host_id","day"),
	CONSTRAINT "looks_problem" CHECK ("looks"."problem" in ('not-http', 'https-needed', 'with-credentials', 'unusual-port', 'ip-address', 'not-public-name', 'not-public-machine', 'name-not-found', 'no-answer', 'bad-certificate', 'too-slow', 'too-large', 'too-many-redirects', 'redirected-elsewhere'))
);
--> statement-breakpoint
CREATE TABLE "site_visits" (
	"site" text NOT NULL,
	"day" date NOT NULL,
	"visited_at" timestamp with time zone,
	"asked" text[] DEFAULT '{}' NOT NULL,
	"robots" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "site_visits_pkey" PRIMARY KEY("site","day")
);
--> statement-breakpoint
CREATE TABLE "watched_hosts" (
	"host_id" uuid PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"looked_on" date,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" date,
	"told_on" date,
	"answers" integer DEFAULT 0 NOT NULL,
	"here_on" date,
	"here_until" date,
	"here_by" text,
	"troubles" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "watched_hosts_url" CHECK ("watched_hosts"."url" ~ '^https?://'),
	CONSTRAINT "watched_hosts_failures" CHECK (("watched_hosts"."failures" = 0) = ("watched_hosts"."failing_since" is null)),
	CONSTRAINT "watched_hosts_told" CHECK ("watched_hosts"."told_on" is null or "watched_hosts"."failing_since" is not null),
	CONSTRAINT "watched_hosts_here" CHECK (num_nonnulls("watched_hosts"."here_on", "watched_hosts"."here_until", "watched_hosts"."here_by") in (0, 3)),
	CONSTRAINT "watched_hosts_here_by" CHECK ("watched_hosts"."here_by" in ('admin', 'federation', 'host'))
);
--> statement-breakpoint
ALTER TABLE "evidence_passages" ADD CONSTRAINT "evidence_passages_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "looks" ADD CONSTRAINT "looks_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched_hosts" ADD CONSTRAINT "watched_hosts_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_passages_host" ON "evidence_passages" USING btree ("host_id","subject");--> statement-breakpoint
CREATE INDEX "looks_day" ON "looks" USING btree ("day");--> statement-breakpoint
CREATE INDEX "site_visits_answered_at" ON "site_visits" USING btree ("answered_at");