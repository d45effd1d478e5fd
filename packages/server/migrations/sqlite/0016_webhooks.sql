CREATE TABLE `deliveries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`webhook_id` integer NOT NULL,
	`event_id` integer,
	`kind` text NOT NULL,
	`message_id` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`status` text NOT NULL,
	`http_status` integer,
	`error` text,
	`at` integer NOT NULL,
	`next_at` integer,
	`claimed_until` integer,
	`ended_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_event` ON `deliveries` (`webhook_id`,`event_id`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`webhook_id`,`next_at`);--> statement-breakpoint
CREATE INDEX `deliveries_webhook` ON `deliveries` (`webhook_id`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_status` ON `deliveries` (`webhook_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_ended` ON `deliveries` (`ended_at`);--> statement-breakpoint
CREATE INDEX `deliveries_waiting` ON `deliveries` (`at`) WHERE "deliveries"."next_at" is not null;--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`url` text NOT NULL,
	`kinds` text NOT NULL,
	`description` text,
	`active` integer DEFAULT true NOT NULL,
	`failing_since` integer,
	`disabled_because` text,
	`secret` text NOT NULL,
	`former_secret` text,
	`rotated_at` integer,
	`tick` integer,
	`last_event_id` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
