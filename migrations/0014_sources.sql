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
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_parent" FOREIGN KEY ("run_id","parent") REFERENCES "public"."import_files"("run_id","number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_pages" ADD CONSTRAINT "import_pages_source_id_import_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."import_sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_pages" ADD CONSTRAINT "import_pages_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_source_id_import_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."import_sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_sources" ADD CONSTRAINT "import_sources_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_sources" ADD CONSTRAINT "import_sources_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_files_waiting" ON "import_files" USING btree ("run_id","depth","number") WHERE "import_files"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "import_files_parent_index" ON "import_files" USING btree ("run_id","parent");--> statement-breakpoint
CREATE INDEX "import_files_host" ON "import_files" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "import_pages_host" ON "import_pages" USING btree ("host_id");--> statement-breakpoint
CREATE UNIQUE INDEX "import_runs_under_way" ON "import_runs" USING btree ("source_id") WHERE "import_runs"."state" = 'running';--> statement-breakpoint
CREATE INDEX "import_runs_source" ON "import_runs" USING btree ("source_id","started_at");--> statement-breakpoint
CREATE INDEX "import_sources_next_at" ON "import_sources" USING btree ("next_at");