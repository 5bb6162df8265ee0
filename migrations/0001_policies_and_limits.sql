CREATE TABLE "federation_policies" (
	"federation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"adopted_on" date NOT NULL,
	"rules" jsonb,
	"revision" integer,
	CONSTRAINT "federation_policies_pkey" PRIMARY KEY("federation_id","version"),
	CONSTRAINT "federation_policies_version" CHECK ("federation_policies"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "policies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"version" text NOT NULL,
	"document" json NOT NULL,
	"from_revision" integer NOT NULL,
	CONSTRAINT "policies_from_revision" CHECK ("policies"."from_revision" >= 0)
);
--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "limits" jsonb;--> statement-breakpoint
ALTER TABLE "federation_policies" ADD CONSTRAINT "federation_policies_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "federation_policies" ADD CONSTRAINT "federation_policies_revision_changes_revision_fk" FOREIGN KEY ("revision") REFERENCES "public"."changes"("revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_limits" CHECK (jsonb_typeof("plans"."limits") = 'object' and "plans"."limits" <> '{}' and not jsonb_path_exists("plans"."limits", 'strict $.* ? (!((@.type() == "number" && @ >= 0) || (@.type() == "string" && @ == "unlimited")))', '{}', true));