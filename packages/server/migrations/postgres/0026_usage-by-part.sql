DROP INDEX "invoice_parts_issued";--> statement-breakpoint
DROP INDEX "invoice_parts_part";--> statement-breakpoint
CREATE INDEX "invoice_parts_sold" ON "invoice_parts" USING btree ("part_id","issued_at","quantity","revenue_cents");