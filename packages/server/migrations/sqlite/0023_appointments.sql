CREATE TABLE `appointments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`vehicle_id` integer,
	`ticket_id` integer,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`bay_id` integer,
	`mechanic_id` integer,
	`subject` text NOT NULL,
	`status` text NOT NULL,
	`note` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`vehicle_id`) REFERENCES `vehicles`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`bay_id`) REFERENCES `bays`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mechanic_id`) REFERENCES `mechanics`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "appointments_end_after_start" CHECK("appointments"."starts_at" < "appointments"."ends_at")
) STRICT;
--> statement-breakpoint
CREATE INDEX `appointments_start` ON `appointments` (`starts_at`,`id`);--> statement-breakpoint
CREATE INDEX `appointments_bay` ON `appointments` (`bay_id`,`starts_at`,`id`);--> statement-breakpoint
CREATE INDEX `appointments_mechanic` ON `appointments` (`mechanic_id`,`starts_at`,`id`);--> statement-breakpoint
CREATE INDEX `appointments_customer` ON `appointments` (`customer_id`,`starts_at`,`id`);--> statement-breakpoint
CREATE INDEX `appointments_status` ON `appointments` (`status`,`starts_at`,`id`);--> statement-breakpoint
CREATE INDEX `appointments_vehicle` ON `appointments` (`vehicle_id`);--> statement-breakpoint
CREATE INDEX `appointments_ticket` ON `appointments` (`ticket_id`);--> statement-breakpoint
CREATE TABLE `bays` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
) STRICT;
--> statement-breakpoint
ALTER TABLE `shop_settings` ADD `opening_hours` text DEFAULT '{"monday":[{"from":"08:00","to":"17:00"}],"tuesday":[{"from":"08:00","to":"17:00"}],"wednesday":[{"from":"08:00","to":"17:00"}],"thursday":[{"from":"08:00","to":"17:00"}],"friday":[{"from":"08:00","to":"17:00"}],"saturday":[],"sunday":[]}' NOT NULL;--> statement-breakpoint
ALTER TABLE `shop_settings` ADD `closures` text DEFAULT '[]' NOT NULL;