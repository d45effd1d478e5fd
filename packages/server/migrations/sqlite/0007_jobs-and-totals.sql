CREATE TABLE `canned_job_parts` (
	`canned_job_id` integer NOT NULL,
	`position` integer NOT NULL,
	`part_id` integer NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`canned_job_id`, `position`),
	FOREIGN KEY (`canned_job_id`) REFERENCES `canned_jobs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`part_id`) REFERENCES `parts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `canned_job_parts_part` ON `canned_job_parts` (`part_id`);--> statement-breakpoint
CREATE TABLE `canned_jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`labor` text NOT NULL,
	`extras` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `shop_settings` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`address` text,
	`phone` text,
	`email` text,
	`tax_number` text,
	`currency` text NOT NULL,
	`time_zone` text NOT NULL,
	`language` text NOT NULL,
	`mileage_unit` text NOT NULL,
	`labor_rate_cents` integer NOT NULL,
	`tax_mode` text NOT NULL,
	`parts_tax` integer NOT NULL,
	`labor_tax` integer NOT NULL,
	`sublet_tax` integer NOT NULL,
	`fees_tax` integer NOT NULL,
	`supplies_percent` integer,
	`supplies_cap_cents` integer,
	`approval_required` integer NOT NULL,
	`estimate_days` integer NOT NULL,
	`payment_days` integer NOT NULL,
	`invoice_prefix` text NOT NULL,
	`document_note` text,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `ticket_extras` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`job_id` integer,
	`kind` text NOT NULL,
	`description` text NOT NULL,
	`amount_cents` integer NOT NULL,
	`taxable` integer NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`job_id`) REFERENCES `ticket_jobs`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `ticket_extras_ticket` ON `ticket_extras` (`ticket_id`,`id`);--> statement-breakpoint
CREATE INDEX `ticket_extras_job` ON `ticket_extras` (`job_id`);--> statement-breakpoint
CREATE TABLE `ticket_jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`note` text,
	`approval` text DEFAULT 'none' NOT NULL,
	`approved_cents` integer,
	`discount_percent` integer,
	`discount_cents` integer,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `ticket_jobs_ticket` ON `ticket_jobs` (`ticket_id`,`id`);--> statement-breakpoint
CREATE TABLE `ticket_labor` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`job_id` integer,
	`description` text NOT NULL,
	`hours` integer,
	`rate_cents` integer,
	`price_cents` integer,
	`taxable` integer NOT NULL,
	`mechanic_id` integer,
	`done` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`job_id`) REFERENCES `ticket_jobs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`mechanic_id`) REFERENCES `mechanics`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ticket_labor_one_price" CHECK(("ticket_labor"."hours" is null) <> ("ticket_labor"."price_cents" is null))
) STRICT;
--> statement-breakpoint
CREATE INDEX `ticket_labor_ticket` ON `ticket_labor` (`ticket_id`,`id`);--> statement-breakpoint
CREATE INDEX `ticket_labor_job` ON `ticket_labor` (`job_id`);--> statement-breakpoint
CREATE INDEX `ticket_labor_mechanic` ON `ticket_labor` (`mechanic_id`);--> statement-breakpoint
CREATE TABLE `vehicle_mileage` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`vehicle_id` integer NOT NULL,
	`mileage` integer NOT NULL,
	`at` integer NOT NULL,
	`ticket_id` integer,
	FOREIGN KEY (`vehicle_id`) REFERENCES `vehicles`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `vehicle_mileage_vehicle` ON `vehicle_mileage` (`vehicle_id`,`id`);--> statement-breakpoint
CREATE INDEX `vehicle_mileage_ticket` ON `vehicle_mileage` (`ticket_id`);--> statement-breakpoint
DROP INDEX `ticket_parts_ticket_part`;--> statement-breakpoint
ALTER TABLE `ticket_parts` ADD `job_id` integer REFERENCES ticket_jobs(id) ON DELETE cascade;--> statement-breakpoint
ALTER TABLE `ticket_parts` ADD `unit` text DEFAULT 'piece' NOT NULL;--> statement-breakpoint
ALTER TABLE `ticket_parts` ADD `reserved` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `ticket_parts` ADD `missing` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `ticket_parts` ADD `taxable` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `ticket_parts_without_job` ON `ticket_parts` (`ticket_id`,`part_id`) WHERE "ticket_parts"."job_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `ticket_parts_job_part` ON `ticket_parts` (`job_id`,`part_id`) WHERE "ticket_parts"."job_id" is not null;--> statement-breakpoint
CREATE INDEX `ticket_parts_ticket` ON `ticket_parts` (`ticket_id`,`id`);--> statement-breakpoint
CREATE INDEX `ticket_parts_waiting` ON `ticket_parts` (`part_id`,`ticket_id`,`id`) WHERE "ticket_parts"."missing" > 0;--> statement-breakpoint
ALTER TABLE `customers` ADD `company` text;--> statement-breakpoint
ALTER TABLE `customers` ADD `tax_exempt` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `customers` ADD `note` text;--> statement-breakpoint
ALTER TABLE `customers` ADD `active` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX `customers_inactive` ON `customers` (`id`) WHERE not "customers"."active";--> statement-breakpoint
ALTER TABLE `parts` ADD `unit` text DEFAULT 'piece' NOT NULL;--> statement-breakpoint
ALTER TABLE `parts` ADD `decimals` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `parts` ADD `active` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX `parts_inactive` ON `parts` (`id`) WHERE not "parts"."active";--> statement-breakpoint
ALTER TABLE `tickets` ADD `discount_percent` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `discount_cents` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `mileage_in` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `mileage_out` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `hold_reason` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `hold_note` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `hold_since` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `has_work` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `tickets_on_hold` ON `tickets` (`id`) WHERE "tickets"."hold_reason" is not null;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `mileage` integer;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `mileage_unit` text DEFAULT 'km' NOT NULL;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `note` text;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `active` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX `vehicles_inactive` ON `vehicles` (`id`) WHERE not "vehicles"."active";
--> statement-breakpoint
-- Quantities become integer thousandths; lines of tickets that are worked on hold what they name.
UPDATE `parts` SET `quantity` = `quantity` * 1000, `reserved` = `reserved` * 1000;
--> statement-breakpoint
UPDATE `stock_movements` SET `delta` = `delta` * 1000, `quantity_after` = `quantity_after` * 1000, `reserved_after` = `reserved_after` * 1000;
--> statement-breakpoint
UPDATE `ticket_parts` SET `quantity` = `quantity` * 1000, `reserved` = CASE WHEN `ticket_id` IN (SELECT `id` FROM `tickets` WHERE `status` IN ('open', 'in_progress')) THEN `quantity` * 1000 ELSE 0 END;
