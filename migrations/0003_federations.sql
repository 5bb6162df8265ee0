CREATE TABLE "own_criteria" (
	"federation_id" uuid NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"adopted_on" date NOT NULL,
	"asked" jsonb NOT NULL,
	"same_meaning" boolean NOT NULL,
	"retired" boolean NOT NULL,
	CONSTRAINT "own_criteria_pkey" PRIMARY KEY("federation_id","key","version"),
	CONSTRAINT "own_criteria_key_form" CHECK ("own_criteria"."key" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "own_criteria_version" CHECK ("own_criteria"."version" >= 1)
);
--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "to_earlier" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "criterion_version" integer;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "criterion_version" integer;--> statement-breakpoint
ALTER TABLE "own_criteria" ADD CONSTRAINT "own_criteria_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "own_criteria_key" ON "own_criteria" USING btree ("key") WHERE "own_criteria"."version" = 1;