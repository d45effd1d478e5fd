CREATE TABLE "invoice_figures" (
	"invoice_id" bigint PRIMARY KEY NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"labor_cents" bigint NOT NULL,
	"parts_cents" bigint NOT NULL,
	"sublet_cents" bigint NOT NULL,
	"fees_cents" bigint NOT NULL,
	"supplies_cents" bigint NOT NULL,
	"discount_cents" bigint NOT NULL,
	"net_cents" bigint NOT NULL,
	"tax_cents" bigint NOT NULL,
	"total_cents" bigint NOT NULL,
	"parts_cost_cents" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invoice_parts" (
	"invoice_id" bigint NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"part_id" bigint NOT NULL,
	"quantity" bigint NOT NULL,
	"revenue_cents" bigint NOT NULL,
	CONSTRAINT "invoice_parts_invoice_id_part_id_pk" PRIMARY KEY("invoice_id","part_id")
);
--> statement-breakpoint
CREATE TABLE "invoice_taxes" (
	"invoice_id" bigint NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"percent" bigint NOT NULL,
	"base_cents" bigint NOT NULL,
	"tax_cents" bigint NOT NULL,
	CONSTRAINT "invoice_taxes_invoice_id_percent_pk" PRIMARY KEY("invoice_id","percent")
);
--> statement-breakpoint
ALTER TABLE "invoice_figures" ADD CONSTRAINT "invoice_figures_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_parts" ADD CONSTRAINT "invoice_parts_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_parts" ADD CONSTRAINT "invoice_parts_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_taxes" ADD CONSTRAINT "invoice_taxes_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invoice_figures_issued" ON "invoice_figures" USING btree ("issued_at");--> statement-breakpoint
CREATE INDEX "invoice_parts_issued" ON "invoice_parts" USING btree ("issued_at","part_id","quantity","revenue_cents");--> statement-breakpoint
CREATE INDEX "invoice_parts_part" ON "invoice_parts" USING btree ("part_id");--> statement-breakpoint
CREATE INDEX "invoice_taxes_issued" ON "invoice_taxes" USING btree ("issued_at");--> statement-breakpoint
CREATE INDEX "tickets_completed" ON "tickets" USING btree ("completed_at","id") WHERE "tickets"."completed_at" is not null;--> statement-breakpoint
INSERT INTO "invoice_figures" ("invoice_id", "issued_at", "labor_cents", "parts_cents", "sublet_cents", "fees_cents", "supplies_cents", "discount_cents", "net_cents", "tax_cents", "total_cents", "parts_cost_cents")
SELECT "id", "issued_at", (t ->> 'laborCents')::bigint,
	(t ->> 'partsCents')::bigint,
	(t ->> 'subletCents')::bigint,
	(t ->> 'feesCents')::bigint,
	(t ->> 'suppliesCents')::bigint,
	(t ->> 'discountCents')::bigint,
	(t ->> 'netCents')::bigint,
	(t ->> 'taxCents')::bigint,
	(t ->> 'totalCents')::bigint, "parts_cost_cents"
FROM (SELECT "id", "issued_at", "parts_cost_cents", "snapshot"::json -> 'totals' AS t FROM "invoices" WHERE "voided_at" IS NULL) AS i;--> statement-breakpoint
INSERT INTO "invoice_taxes" ("invoice_id", "issued_at", "percent", "base_cents", "tax_cents")
SELECT i."id", i."issued_at", round((t ->> 'percent')::numeric * 1000)::bigint, (t ->> 'baseCents')::bigint, (t ->> 'taxCents')::bigint
FROM "invoices" i, json_array_elements(i."snapshot"::json -> 'totals' -> 'taxes') AS t WHERE i."voided_at" IS NULL;--> statement-breakpoint
INSERT INTO "invoice_parts" ("invoice_id", "issued_at", "part_id", "quantity", "revenue_cents")
SELECT i."id", i."issued_at", l."part_id", sum(l."quantity"), sum((l."quantity" * l."unit_price_cents" + 500) / 1000)
FROM "invoices" i JOIN "ticket_parts" l ON l."ticket_id" = i."ticket_id" LEFT JOIN "ticket_jobs" j ON j."id" = l."job_id"
WHERE i."voided_at" IS NULL AND (j."id" IS NULL OR j."approval" <> 'declined')
GROUP BY i."id", i."issued_at", l."part_id";
