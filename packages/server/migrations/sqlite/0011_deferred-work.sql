DROP INDEX `ticket_jobs_deferred`;--> statement-breakpoint
ALTER TABLE `ticket_jobs` ADD `deferred_customer_id` integer REFERENCES customers(id);--> statement-breakpoint
ALTER TABLE `ticket_jobs` ADD `deferred_vehicle_id` integer REFERENCES vehicles(id);--> statement-breakpoint
ALTER TABLE `ticket_jobs` ADD `deferred_open` integer;--> statement-breakpoint
CREATE INDEX `ticket_jobs_deferred_customer` ON `ticket_jobs` (`deferred_customer_id`,`deferred_open`,`deferred_at`,`id`) WHERE "ticket_jobs"."deferred_customer_id" is not null;--> statement-breakpoint
CREATE INDEX `ticket_jobs_deferred_vehicle` ON `ticket_jobs` (`deferred_vehicle_id`,`deferred_open`,`deferred_at`,`id`) WHERE "ticket_jobs"."deferred_vehicle_id" is not null;--> statement-breakpoint
CREATE INDEX `ticket_jobs_deferred` ON `ticket_jobs` (`deferred_open`,`deferred_at`,`id`) WHERE "ticket_jobs"."deferred_open" is not null;--> statement-breakpoint
UPDATE `ticket_jobs` SET
	`deferred_customer_id` = (SELECT t.`customer_id` FROM `tickets` t WHERE t.`id` = `ticket_jobs`.`ticket_id`),
	`deferred_vehicle_id` = (SELECT t.`vehicle_id` FROM `tickets` t WHERE t.`id` = `ticket_jobs`.`ticket_id`),
	`deferred_open` = (`revived_ticket_id` IS NULL AND `dismissed_at` IS NULL)
WHERE `deferred_at` IS NOT NULL;