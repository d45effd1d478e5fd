CREATE TABLE `purchase_lines` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`purchase_id` integer NOT NULL,
	`part_id` integer NOT NULL,
	`sku` text,
	`name` text NOT NULL,
	`unit` text NOT NULL,
	`quantity` integer NOT NULL,
	`received` integer DEFAULT 0 NOT NULL,
	`outstanding` integer DEFAULT 0 NOT NULL,
	`unit_cost_cents` integer,
	FOREIGN KEY (`purchase_id`) REFERENCES `purchases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`part_id`) REFERENCES `parts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "purchase_lines_quantity_positive" CHECK("purchase_lines"."quantity" > 0),
	CONSTRAINT "purchase_lines_received_within" CHECK("purchase_lines"."received" between 0 and "purchase_lines"."quantity")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `purchase_lines_part` ON `purchase_lines` (`part_id`,`purchase_id`);--> statement-breakpoint
CREATE INDEX `purchase_lines_purchase` ON `purchase_lines` (`purchase_id`,`id`);--> statement-breakpoint
CREATE INDEX `purchase_lines_outstanding` ON `purchase_lines` (`part_id`,`outstanding`) WHERE "purchase_lines"."outstanding" > 0;--> statement-breakpoint
CREATE TABLE `purchases` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sequence` integer NOT NULL,
	`supplier_id` integer NOT NULL,
	`status` text DEFAULT 'draft' NOT NULL,
	`reference` text,
	`expected_on` text,
	`note` text,
	`ordered_at` integer,
	`received_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`supplier_id`) REFERENCES `suppliers`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `purchases_sequence` ON `purchases` (`sequence`);--> statement-breakpoint
CREATE INDEX `purchases_status` ON `purchases` (`status`,`id`);--> statement-breakpoint
CREATE INDEX `purchases_supplier` ON `purchases` (`supplier_id`,`id`);--> statement-breakpoint
CREATE INDEX `purchases_supplier_status` ON `purchases` (`supplier_id`,`status`,`id`);--> statement-breakpoint
CREATE TABLE `suppliers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`phone` text,
	`address` text,
	`note` text,
	`active` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `suppliers_inactive` ON `suppliers` (`id`) WHERE not "suppliers"."active";--> statement-breakpoint
ALTER TABLE `parts` ADD `cost_cents` integer;--> statement-breakpoint
ALTER TABLE `parts` ADD `min_quantity` integer;--> statement-breakpoint
ALTER TABLE `parts` ADD `max_quantity` integer;--> statement-breakpoint
ALTER TABLE `parts` ADD `supplier_id` integer REFERENCES suppliers(id);--> statement-breakpoint
ALTER TABLE `parts` ADD `location` text;--> statement-breakpoint
ALTER TABLE `parts` ADD `low` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `parts_low` ON `parts` (`id`) WHERE "parts"."low";--> statement-breakpoint
CREATE INDEX `parts_supplier` ON `parts` (`supplier_id`,`id`) WHERE "parts"."supplier_id" is not null;--> statement-breakpoint
ALTER TABLE `stock_movements` ADD `purchase_id` integer;--> statement-breakpoint
CREATE INDEX `stock_movements_purchase` ON `stock_movements` (`purchase_id`,`part_id`) WHERE "stock_movements"."purchase_id" is not null;--> statement-breakpoint
ALTER TABLE `invoices` ADD `parts_cost_cents` integer DEFAULT 0 NOT NULL;