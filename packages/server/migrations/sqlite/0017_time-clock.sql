CREATE TABLE `time_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`mechanic_id` integer NOT NULL,
	`ticket_id` integer NOT NULL,
	`labor_id` integer,
	`started_at` integer NOT NULL,
	`stopped_at` integer,
	`minutes` integer,
	`corrected` integer DEFAULT false NOT NULL,
	`note` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`mechanic_id`) REFERENCES `mechanics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "time_entries_stopped_after_start" CHECK("time_entries"."stopped_at" is null or "time_entries"."stopped_at" >= "time_entries"."started_at"),
	CONSTRAINT "time_entries_minutes_when_stopped" CHECK(("time_entries"."stopped_at" is null) = ("time_entries"."minutes" is null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `time_entries_running` ON `time_entries` (`mechanic_id`) WHERE "time_entries"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX `time_entries_running_ticket` ON `time_entries` (`ticket_id`) WHERE "time_entries"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX `time_entries_started` ON `time_entries` (`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `time_entries_mechanic` ON `time_entries` (`mechanic_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `time_entries_ticket` ON `time_entries` (`ticket_id`,`started_at`,`id`);--> statement-breakpoint
ALTER TABLE `tickets` ADD `clocked_minutes` integer DEFAULT 0 NOT NULL;