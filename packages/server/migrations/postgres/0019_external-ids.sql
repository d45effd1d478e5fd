ALTER TABLE "customers" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "vehicles" ADD COLUMN "external_id" text;--> statement-breakpoint
CREATE UNIQUE INDEX "customers_external_id" ON "customers" USING btree ("external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "vehicles_external_id" ON "vehicles" USING btree ("external_id");