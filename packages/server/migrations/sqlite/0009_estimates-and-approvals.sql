CREATE TABLE `approvals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`estimate_id` integer,
	`method` text NOT NULL,
	`by` text NOT NULL,
	`recorded_by_id` integer,
	`approved` text NOT NULL,
	`declined` text NOT NULL,
	`approved_cents` integer NOT NULL,
	`note` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`estimate_id`) REFERENCES `estimates`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`recorded_by_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE set null
) STRICT;
--> statement-breakpoint
CREATE INDEX `approvals_ticket` ON `approvals` (`ticket_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `approvals_one_per_estimate` ON `approvals` (`estimate_id`) WHERE "approvals"."estimate_id" is not null;--> statement-breakpoint
CREATE INDEX `approvals_recorded_by` ON `approvals` (`recorded_by_id`);--> statement-breakpoint
CREATE TABLE `estimates` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`number` integer NOT NULL,
	`status` text NOT NULL,
	`digest` text NOT NULL,
	`message` text,
	`snapshot` text NOT NULL,
	`sent_by_id` integer,
	`sent_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`viewed_at` integer,
	`tick` integer,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sent_by_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE set null
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `estimates_digest_unique` ON `estimates` (`digest`);--> statement-breakpoint
CREATE UNIQUE INDEX `estimates_ticket_number` ON `estimates` (`ticket_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `estimates_one_sent` ON `estimates` (`ticket_id`) WHERE "estimates"."status" = 'sent';--> statement-breakpoint
CREATE INDEX `estimates_ticket` ON `estimates` (`ticket_id`,`id`);--> statement-breakpoint
CREATE INDEX `estimates_sent_by` ON `estimates` (`sent_by_id`);--> statement-breakpoint
CREATE INDEX `estimates_expiring` ON `estimates` (`expires_at`) WHERE "estimates"."status" = 'sent';--> statement-breakpoint
ALTER TABLE `ticket_jobs` ADD `asked_until` integer;--> statement-breakpoint
ALTER TABLE `ticket_jobs` ADD `deferred_at` integer;--> statement-breakpoint
ALTER TABLE `ticket_jobs` ADD `deferred_reason` text;--> statement-breakpoint
ALTER TABLE `ticket_jobs` ADD `deferred_net_cents` integer;--> statement-breakpoint
ALTER TABLE `ticket_jobs` ADD `revived_ticket_id` integer REFERENCES tickets(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `ticket_jobs` ADD `dismissed_at` integer;--> statement-breakpoint
CREATE INDEX `ticket_jobs_deferred` ON `ticket_jobs` (`deferred_at`,`id`) WHERE "ticket_jobs"."deferred_at" is not null;--> statement-breakpoint
CREATE INDEX `ticket_jobs_revived` ON `ticket_jobs` (`revived_ticket_id`);