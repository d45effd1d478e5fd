CREATE TABLE `events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` integer NOT NULL,
	`version` integer,
	`ticket_id` integer,
	`customer_id` integer,
	`account_id` integer,
	`via` text NOT NULL,
	`request_id` text NOT NULL,
	`audience` text NOT NULL,
	`changes` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `events_at` ON `events` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `events_kind` ON `events` (`kind`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `events_entity` ON `events` (`entity`,`entity_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `events_ticket` ON `events` (`ticket_id`,`id`);--> statement-breakpoint
CREATE INDEX `events_account` ON `events` (`account_id`,`at`,`id`);