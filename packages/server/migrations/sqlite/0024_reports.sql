CREATE TABLE `invoice_figures` (
	`invoice_id` integer PRIMARY KEY NOT NULL,
	`issued_at` integer NOT NULL,
	`labor_cents` integer NOT NULL,
	`parts_cents` integer NOT NULL,
	`sublet_cents` integer NOT NULL,
	`fees_cents` integer NOT NULL,
	`supplies_cents` integer NOT NULL,
	`discount_cents` integer NOT NULL,
	`net_cents` integer NOT NULL,
	`tax_cents` integer NOT NULL,
	`total_cents` integer NOT NULL,
	`parts_cost_cents` integer NOT NULL,
	FOREIGN KEY (`invoice_id`) REFERENCES `invoices`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `invoice_figures_issued` ON `invoice_figures` (`issued_at`);--> statement-breakpoint
CREATE TABLE `invoice_parts` (
	`invoice_id` integer NOT NULL,
	`issued_at` integer NOT NULL,
	`part_id` integer NOT NULL,
	`quantity` integer NOT NULL,
	`revenue_cents` integer NOT NULL,
	PRIMARY KEY(`invoice_id`, `part_id`),
	FOREIGN KEY (`invoice_id`) REFERENCES `invoices`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`part_id`) REFERENCES `parts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `invoice_parts_issued` ON `invoice_parts` (`issued_at`,`part_id`,`quantity`,`revenue_cents`);--> statement-breakpoint
CREATE INDEX `invoice_parts_part` ON `invoice_parts` (`part_id`);--> statement-breakpoint
CREATE TABLE `invoice_taxes` (
	`invoice_id` integer NOT NULL,
	`issued_at` integer NOT NULL,
	`percent` integer NOT NULL,
	`base_cents` integer NOT NULL,
	`tax_cents` integer NOT NULL,
	PRIMARY KEY(`invoice_id`, `percent`),
	FOREIGN KEY (`invoice_id`) REFERENCES `invoices`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `invoice_taxes_issued` ON `invoice_taxes` (`issued_at`);--> statement-breakpoint
CREATE INDEX `tickets_completed` ON `tickets` (`completed_at`,`id`) WHERE "tickets"."completed_at" is not null;--> statement-breakpoint
INSERT INTO "invoice_figures" ("invoice_id", "issued_at", "labor_cents", "parts_cents", "sublet_cents", "fees_cents", "supplies_cents", "discount_cents", "net_cents", "tax_cents", "total_cents", "parts_cost_cents")
SELECT "id", "issued_at", t ->> 'laborCents',
	t ->> 'partsCents',
	t ->> 'subletCents',
	t ->> 'feesCents',
	t ->> 'suppliesCents',
	t ->> 'discountCents',
	t ->> 'netCents',
	t ->> 'taxCents',
	t ->> 'totalCents', "parts_cost_cents"
FROM (SELECT "id", "issued_at", "parts_cost_cents", "snapshot" -> '$.totals' AS t FROM "invoices" WHERE "voided_at" IS NULL) AS i;--> statement-breakpoint
INSERT INTO "invoice_taxes" ("invoice_id", "issued_at", "percent", "base_cents", "tax_cents")
SELECT i."id", i."issued_at", cast(round((t."value" ->> 'percent') * 1000) AS integer), t."value" ->> 'baseCents', t."value" ->> 'taxCents'
FROM "invoices" i, json_each(i."snapshot", '$.totals.taxes') AS t WHERE i."voided_at" IS NULL;--> statement-breakpoint
INSERT INTO "invoice_parts" ("invoice_id", "issued_at", "part_id", "quantity", "revenue_cents")
SELECT i."id", i."issued_at", l."part_id", sum(l."quantity"), sum((l."quantity" * l."unit_price_cents" + 500) / 1000)
FROM "invoices" i JOIN "ticket_parts" l ON l."ticket_id" = i."ticket_id" LEFT JOIN "ticket_jobs" j ON j."id" = l."job_id"
WHERE i."voided_at" IS NULL AND (j."id" IS NULL OR j."approval" <> 'declined')
GROUP BY i."id", i."issued_at", l."part_id";
