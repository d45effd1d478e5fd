DROP INDEX "ticket_jobs_deferred";--> statement-breakpoint
ALTER TABLE "ticket_jobs" ADD COLUMN "deferred_customer_id" bigint;--> statement-breakpoint
ALTER TABLE "ticket_jobs" ADD COLUMN "deferred_vehicle_id" bigint;--> statement-breakpoint
ALTER TABLE "ticket_jobs" ADD COLUMN "deferred_open" boolean;--> statement-breakpoint
ALTER TABLE "ticket_jobs" ADD CONSTRAINT "ticket_jobs_deferred_customer_id_customers_id_fk" FOREIGN KEY ("deferred_customer_id") REFERENCES "customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_jobs" ADD CONSTRAINT "ticket_jobs_deferred_vehicle_id_vehicles_id_fk" FOREIGN KEY ("deferred_vehicle_id") REFERENCES "vehicles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ticket_jobs_deferred_customer" ON "ticket_jobs" USING btree ("deferred_customer_id","deferred_open","deferred_at","id") WHERE "ticket_jobs"."deferred_customer_id" is not null;--> statement-breakpoint
CREATE INDEX "ticket_jobs_deferred_vehicle" ON "ticket_jobs" USING btree ("deferred_vehicle_id","deferred_open","deferred_at","id") WHERE "ticket_jobs"."deferred_vehicle_id" is not null;--> statement-breakpoint
CREATE INDEX "ticket_jobs_deferred" ON "ticket_jobs" USING btree ("deferred_open","deferred_at","id") WHERE "ticket_jobs"."deferred_open" is not null;--> statement-breakpoint
UPDATE "ticket_jobs" SET
	"deferred_customer_id" = (SELECT t."customer_id" FROM "tickets" t WHERE t."id" = "ticket_jobs"."ticket_id"),
	"deferred_vehicle_id" = (SELECT t."vehicle_id" FROM "tickets" t WHERE t."id" = "ticket_jobs"."ticket_id"),
	"deferred_open" = ("revived_ticket_id" IS NULL AND "dismissed_at" IS NULL)
WHERE "deferred_at" IS NOT NULL;