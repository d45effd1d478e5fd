ALTER TABLE `suppliers` ADD `external_id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `suppliers_external_id` ON `suppliers` (`external_id`);