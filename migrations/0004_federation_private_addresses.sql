ALTER TABLE "private_addresses" DROP CONSTRAINT "private_addresses_pkey";--> statement-breakpoint
ALTER TABLE "private_addresses" ADD PRIMARY KEY ("hash");--> statement-breakpoint
ALTER TABLE "private_addresses" ALTER COLUMN "host_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "private_addresses" ADD COLUMN "federation_id" uuid;--> statement-breakpoint
ALTER TABLE "private_addresses" ADD CONSTRAINT "private_addresses_federation_id_federations_id_fk" FOREIGN KEY ("federation_id") REFERENCES "public"."federations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_addresses" ADD CONSTRAINT "private_addresses_host_id_unique" UNIQUE("host_id");--> statement-breakpoint
ALTER TABLE "private_addresses" ADD CONSTRAINT "private_addresses_federation_id_unique" UNIQUE("federation_id");--> statement-breakpoint
ALTER TABLE "private_addresses" ADD CONSTRAINT "private_addresses_owner" CHECK (num_nonnulls("private_addresses"."host_id", "private_addresses"."federation_id") = 1);