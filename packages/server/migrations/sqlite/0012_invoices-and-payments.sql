CREATE TABLE `invoices` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sequence` integer NOT NULL,
	`number` text NOT NULL,
	`ticket_id` integer NOT NULL,
	`customer_id` integer NOT NULL,
	`status` text NOT NULL,
	`issued_at` integer NOT NULL,
	`due_date` text NOT NULL,
	`total_cents` integer NOT NULL,
	`snapshot` text NOT NULL,
	`voided_at` integer,
	`voided_by_id` integer,
	`void_reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voided_by_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE set null
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_sequence` ON `invoices` (`sequence`);--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_live` ON `invoices` (`ticket_id`) WHERE "invoices"."voided_at" is null;--> statement-breakpoint
CREATE INDEX `invoices_ticket` ON `invoices` (`ticket_id`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_customer` ON `invoices` (`customer_id`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_status` ON `invoices` (`status`,`id`,`due_date`);--> statement-breakpoint
CREATE INDEX `invoices_due` ON `invoices` (`due_date`,`id`) WHERE "invoices"."status" = 'open';--> statement-breakpoint
CREATE INDEX `invoices_voided_by` ON `invoices` (`voided_by_id`);--> statement-breakpoint
CREATE TABLE `payments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`customer_id` integer NOT NULL,
	`kind` text NOT NULL,
	`method` text NOT NULL,
	`amount_cents` integer NOT NULL,
	`refund_of` integer,
	`refunded_cents` integer DEFAULT 0 NOT NULL,
	`reference` text,
	`note` text,
	`received_at` integer NOT NULL,
	`by_id` integer,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "payments_amount_positive" CHECK("payments"."amount_cents" > 0),
	CONSTRAINT "payments_refunded_within" CHECK("payments"."refunded_cents" between 0 and "payments"."amount_cents")
) STRICT;
--> statement-breakpoint
CREATE INDEX `payments_received` ON `payments` (`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `payments_ticket` ON `payments` (`ticket_id`,`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `payments_customer` ON `payments` (`customer_id`,`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `payments_method` ON `payments` (`method`,`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `payments_by` ON `payments` (`by_id`);--> statement-breakpoint
CREATE TABLE `counters` (
	`name` text PRIMARY KEY NOT NULL,
	`next` integer NOT NULL
) STRICT;
--> statement-breakpoint
ALTER TABLE `tickets` ADD `invoice_id` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `invoice_number` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `invoice_totals` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `paid_cents` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `tickets_invoiced` ON `tickets` (`id`) WHERE "tickets"."invoice_id" is not null;--> statement-breakpoint
CREATE INDEX `tickets_to_invoice` ON `tickets` (`id`) WHERE "tickets"."completed_at" is not null and "tickets"."invoice_id" is null;