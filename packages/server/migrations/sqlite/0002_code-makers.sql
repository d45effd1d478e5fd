CREATE TABLE `__new_reset_codes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`digest` text NOT NULL,
	`account_id` integer NOT NULL,
	`made_by_id` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`made_by_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE set null
) STRICT;
--> statement-breakpoint
-- Codes whose maker is unknown are revoked: nobody can tell whether they could still make them.
INSERT INTO `__new_reset_codes`("digest", "account_id", "created_at", "expires_at", "used_at", "revoked_at") SELECT "digest", "account_id", "created_at", "expires_at", "used_at", CASE WHEN "used_at" IS NULL THEN CAST(unixepoch('subsec') * 1000 AS INTEGER) END FROM `reset_codes` ORDER BY "created_at", "digest";--> statement-breakpoint
DROP TABLE `reset_codes`;--> statement-breakpoint
ALTER TABLE `__new_reset_codes` RENAME TO `reset_codes`;--> statement-breakpoint
CREATE UNIQUE INDEX `reset_codes_digest` ON `reset_codes` (`digest`);--> statement-breakpoint
CREATE INDEX `reset_codes_account` ON `reset_codes` (`account_id`);--> statement-breakpoint
CREATE INDEX `reset_codes_made_by` ON `reset_codes` (`made_by_id`);--> statement-breakpoint
CREATE INDEX `reset_codes_expires` ON `reset_codes` (`expires_at`);--> statement-breakpoint
ALTER TABLE `invites` ADD `made_by_id` integer REFERENCES accounts(id) ON DELETE set null;--> statement-breakpoint
CREATE INDEX `invites_made_by` ON `invites` (`made_by_id`);--> statement-breakpoint
UPDATE `invites` SET `revoked_at` = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE `used_at` IS NULL AND `revoked_at` IS NULL;
