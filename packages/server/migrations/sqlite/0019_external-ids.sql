ALTER TABLE `customers` ADD `external_id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `customers_external_id` ON `customers` (`external_id`);--> statement-breakpoint
ALTER TABLE `vehicles` ADD `external_id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `vehicles_external_id` ON `vehicles` (`external_id`);