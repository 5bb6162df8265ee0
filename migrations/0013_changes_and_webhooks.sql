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
ALTER TABLE "feed_events" ADD CONSTRAINT "feed_events_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_events" ADD CONSTRAINT "feed_events_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_feed_events_number_fk" FOREIGN KEY ("event") REFERENCES "public"."feed_events"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_lanes" ADD CONSTRAINT "webhook_lanes_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "webhooks_federation" ON "webhooks" USING btree ("federation_id");