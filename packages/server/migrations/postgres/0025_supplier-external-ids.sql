ALTER TABLE "suppliers" ADD COLUMN "external_id" text;--> statement-breakpoint
CREATE UNIQUE INDEX "suppliers_external_id" ON "suppliers" USING btree ("external_id");