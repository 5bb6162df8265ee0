CREATE TABLE "feed_events" (
	"number" integer PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"revision" integer,
	"host_id" uuid,
	"federation_id" uuid,
	"data" jsonb NOT NULL,
	"is_private" boolean DEFAULT false NOT NULL,
	CONSTRAINT "feed_events_id_key" UNIQUE("id"),
	CONSTRAINT "feed_events_type" CHECK ("feed_events"."type" in ('host.created', 'host.changed', 'host.closing', 'host.withdrawn', 'host.redacted', 'federation.created', 'federation.changed', 'federation.redacted', 'membership.changed', 'claim.contested', 'commitment.weakened', 'commitment.broken', 'import.failed')),
	CONSTRAINT "feed_events_one_subject" CHECK (num_nonnulls("feed_events"."host_id", "feed_events"."federation_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "feed_state" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"number" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "feed_state_single" CHECK ("feed_state"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"webhook_id" uuid NOT NULL,
	"event" integer NOT NULL,
	"subject" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"first_tried_at" timestamp with time zone,
	"last_tried_at" timestamp with time zone,
	"last_status" integer,
	"last_problem" text,
	CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY("webhook_id","event"),
	CONSTRAINT "webhook_deliveries_state" CHECK ("webhook_deliveries"."state" in ('waiting', 'delivered', 'dead')),
	CONSTRAINT "webhook_deliveries_attempts" CHECK ("webhook_deliveries"."attempts" >= 0)
);
--> statement-breakpoint
CREATE TABLE "webhook_lanes" (
	"webhook_id" uuid NOT NULL,
	"subject" uuid NOT NULL,
	"next_at" timestamp with time zone,
	"taken_by" uuid,
	CONSTRAINT "webhook_lanes_pkey" PRIMARY KEY("webhook_id","subject")
);
--> statement-breakpoint
CREATE TABLE "webhook_secrets" (
	"webhook_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "webhook_secrets_pkey" PRIMARY KEY("webhook_id","number")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"host_id" uuid,
	"federation_id" uuid,
	"token_id" uuid,
	"url" text NOT NULL,
	"receiver" text NOT NULL,
	"events" text[] NOT NULL,
	"state" text DEFAULT 'unverified' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"since_revision" integer NOT NULL,
	"cursor" integer NOT NULL,
	"challenged_at" timestamp with time zone,
	"verified_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"disabled_why" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp with time zone,
	"paused_until" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	CONSTRAINT "webhooks_role" CHECK ("webhooks"."role" in ('admin', 'federation', 'host')),
	CONSTRAINT "webhooks_state" CHECK ("webhooks"."state" in ('unverified', 'active', 'disabled')),
	CONSTRAINT "webhooks_owner" CHECK (("webhooks"."role" = 'host') = ("webhooks"."host_id" is not null) and ("webhooks"."role" = 'federation') = ("webhooks"."federation_id" is not null)),
	CONSTRAINT "webhooks_url" CHECK ("webhooks"."url" ~ '^https?://'),
	CONSTRAINT "webhooks_disabled" CHECK (("webhooks"."state" = 'disabled') = ("webhooks"."disabled_why" is not null))
);
--> statement-breakpoint
CREATE TABLE "entry_sources" (
	"federation_id" uuid NOT NULL,
	"source" text NOT NULL,
	"host_id" uuid NOT NULL,
	"gone_on" date,
	"membership" jsonb,
	CONSTRAINT "entry_sources_pkey" PRIMARY KEY("federation_id","source")
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"federation_id" uuid,
	"kind" text NOT NULL,
	"pointer" text NOT NULL,
	"proposed" jsonb NOT NULL,
	"source" text NOT NULL,
	"by" text NOT NULL,
	"as_of" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	CONSTRAINT "proposals_place" UNIQUE NULLS NOT DISTINCT("host_id","federation_id","by","pointer"),
	CONSTRAINT "proposals_kind" CHECK ("proposals"."kind" in ('field', 'service')),
	CONSTRAINT "proposals_by" CHECK ("proposals"."by" in ('host-document', 'host-file', 'federation')),
	CONSTRAINT "proposals_state" CHECK ("proposals"."state" in ('open', 'refused')),
	CONSTRAINT "proposals_as_of" CHECK ("proposals"."as_of" ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
	CONSTRAINT "proposals_speaker" CHECK (("proposals"."by" = 'federation') = ("proposals"."federation_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "service_sources" (
	"host_id" uuid NOT NULL,
	"source" text NOT NULL,
	"service_id" uuid,
	"digest" text NOT NULL,
	CONSTRAINT "service_sources_pkey" PRIMARY KEY("host_id","source")
);
--> statement-breakpoint
CREATE TABLE "host_aliases" (
	"host_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"until" text,
	CONSTRAINT "host_aliases_pkey" PRIMARY KEY("host_id","kind","value"),
	CONSTRAINT "host_aliases_kind" CHECK ("host_aliases"."kind" in ('slug', 'name', 'domain')),
	CONSTRAINT "host_aliases_slug_shape" CHECK ("host_aliases"."kind" <> 'slug' or "host_aliases"."value" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "host_aliases_until" CHECK ("host_aliases"."until" ~ '^\d{4}(-\d{2}(-\d{2})?)?$')
);
--> statement-breakpoint
CREATE TABLE "import_files" (
	"run_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"url" text NOT NULL,
	"parent" integer,
	"name" text,
	"depth" integer NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"class" text,
	"is_followed" boolean DEFAULT false NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"outcome" text,
	"host_id" uuid,
	CONSTRAINT "import_files_pkey" PRIMARY KEY("run_id","number"),
	CONSTRAINT "import_files_url_key" UNIQUE("run_id","url"),
	CONSTRAINT "import_files_state" CHECK ("import_files"."state" in ('waiting', 'read', 'unchanged', 'failed', 'left-out')),
	CONSTRAINT "import_files_class" CHECK ("import_files"."class" in ('federation', 'organization', 'service', 'device', 'metrics', 'document')),
	CONSTRAINT "import_files_outcome" CHECK ("import_files"."outcome" in ('created', 'changed', 'unchanged', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "import_pages" (
	"source_id" uuid NOT NULL,
	"url" text NOT NULL,
	"etag" text,
	"last_modified" text,
	"hash" text NOT NULL,
	"build" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"class" text,
	"content" jsonb,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"name" text,
	"host_id" uuid,
	CONSTRAINT "import_pages_pkey" PRIMARY KEY("source_id","url"),
	CONSTRAINT "import_pages_class" CHECK ("import_pages"."class" in ('federation', 'organization', 'service', 'device', 'metrics', 'document'))
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source_id" uuid NOT NULL,
	"url" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"taken_by" uuid,
	"taken_until" timestamp with time zone,
	"deaths" integer DEFAULT 0 NOT NULL,
	"requests" integer DEFAULT 0 NOT NULL,
	"not_modified" integer DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"proposals" integer DEFAULT 0 NOT NULL,
	"to_check" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "import_runs_state" CHECK ("import_runs"."state" in ('running', 'succeeded', 'partial', 'failed', 'stopped')),
	CONSTRAINT "import_runs_kind" CHECK ("import_runs"."kind" in ('chatonsinfos', 'bercail')),
	CONSTRAINT "import_runs_ended" CHECK (("import_runs"."state" = 'running') = ("import_runs"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "import_sources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"federation_id" uuid,
	"host_id" uuid,
	"kind" text NOT NULL,
	"url" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone,
	CONSTRAINT "import_sources_federation_key" UNIQUE("federation_id"),
	CONSTRAINT "import_sources_host_key" UNIQUE("host_id"),
	CONSTRAINT "import_sources_owner" CHECK (num_nonnulls("import_sources"."federation_id", "import_sources"."host_id") = 1),
	CONSTRAINT "import_sources_kind" CHECK ("import_sources"."kind" in ('chatonsinfos', 'bercail')),
	CONSTRAINT "import_sources_url" CHECK ("import_sources"."url" ~ '^https?://')
);
--> statement-breakpoint
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
DROP INDEX "hosts_slug_key";--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "merged_on" date;--> statement-breakpoint
ALTER TABLE "feed_events" ADD CONSTRAINT "feed_events_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_events" ADD CONSTRAINT "feed_events_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_feed_events_number_fk" FOREIGN KEY ("event") REFERENCES "public"."feed_events"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_lanes" ADD CONSTRAINT "webhook_lanes_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_sources" ADD CONSTRAINT "entry_sources_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_sources" ADD CONSTRAINT "entry_sources_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_sources" ADD CONSTRAINT "service_sources_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_sources" ADD CONSTRAINT "service_sources_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host_aliases" ADD CONSTRAINT "host_aliases_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_parent" FOREIGN KEY ("run_id","parent") REFERENCES "public"."import_files"("run_id","number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_pages" ADD CONSTRAINT "import_pages_source_id_import_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."import_sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_pages" ADD CONSTRAINT "import_pages_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_source_id_import_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."import_sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_sources" ADD CONSTRAINT "import_sources_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_sources" ADD CONSTRAINT "import_sources_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_passages" ADD CONSTRAINT "evidence_passages_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "looks" ADD CONSTRAINT "looks_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched_hosts" ADD CONSTRAINT "watched_hosts_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feed_events_type_number" ON "feed_events" USING btree ("type","number");--> statement-breakpoint
CREATE INDEX "feed_events_revision" ON "feed_events" USING btree ("revision");--> statement-breakpoint
CREATE INDEX "feed_events_at" ON "feed_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "feed_events_host" ON "feed_events" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "feed_events_federation" ON "feed_events" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_waiting" ON "webhook_deliveries" USING btree ("webhook_id","subject","event") WHERE "webhook_deliveries"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_event" ON "webhook_deliveries" USING btree ("event");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_last_tried_at" ON "webhook_deliveries" USING btree ("last_tried_at");--> statement-breakpoint
CREATE INDEX "webhook_lanes_next_at" ON "webhook_lanes" USING btree ("webhook_id","next_at");--> statement-breakpoint
CREATE INDEX "webhooks_host" ON "webhooks" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "webhooks_federation" ON "webhooks" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "entry_sources_host" ON "entry_sources" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "proposals_federation" ON "proposals" USING btree ("federation_id");--> statement-breakpoint
CREATE INDEX "service_sources_service" ON "service_sources" USING btree ("service_id");--> statement-breakpoint
CREATE UNIQUE INDEX "host_aliases_slug_key" ON "host_aliases" USING btree ("value") WHERE "host_aliases"."kind" = 'slug';--> statement-breakpoint
CREATE INDEX "import_files_waiting" ON "import_files" USING btree ("run_id","depth","number") WHERE "import_files"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "import_files_parent_index" ON "import_files" USING btree ("run_id","parent");--> statement-breakpoint
CREATE INDEX "import_files_host" ON "import_files" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "import_pages_host" ON "import_pages" USING btree ("host_id");--> statement-breakpoint
CREATE UNIQUE INDEX "import_runs_under_way" ON "import_runs" USING btree ("source_id") WHERE "import_runs"."state" = 'running';--> statement-breakpoint
CREATE INDEX "import_runs_source" ON "import_runs" USING btree ("source_id","started_at");--> statement-breakpoint
CREATE INDEX "import_sources_next_at" ON "import_sources" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "evidence_passages_host" ON "evidence_passages" USING btree ("host_id","subject");--> statement-breakpoint
CREATE INDEX "looks_day" ON "looks" USING btree ("day");--> statement-breakpoint
CREATE INDEX "site_visits_answered_at" ON "site_visits" USING btree ("answered_at");--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_merged_into_hosts_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."hosts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hosts_merged_into" ON "hosts" USING btree ("merged_into");--> statement-breakpoint
CREATE UNIQUE INDEX "hosts_slug_key" ON "hosts" USING btree ("slug") WHERE "hosts"."published_at" is not null and "hosts"."merged_into" is null;--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_merged" CHECK (("hosts"."merged_into" is null) = ("hosts"."merged_on" is null) and ("hosts"."merged_into" is null or "hosts"."state" = 'withdrawn'));