CREATE TABLE `__new_refresh_tokens` (
	`digest` text PRIMARY KEY NOT NULL,
	`session_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`tick` integer,
	`used_tick` integer
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_refresh_tokens`("digest", "session_id", "created_at", "expires_at", "used_at", "tick", "used_tick") SELECT "digest", "session_id", "created_at", "expires_at", "used_at", "tick", "used_tick" FROM `refresh_tokens`;--> statement-breakpoint
DROP TABLE `refresh_tokens`;--> statement-breakpoint
ALTER TABLE `__new_refresh_tokens` RENAME TO `refresh_tokens`;--> statement-breakpoint
CREATE INDEX `refresh_tokens_expires` ON `refresh_tokens` (`expires_at`);--> statement-breakpoint
DELETE FROM `sessions` WHERE `id` IN (SELECT `id` FROM (SELECT `id`, row_number() OVER (PARTITION BY `account_id` ORDER BY `ended_at` IS NOT NULL, `last_used_at` DESC, `id` DESC) AS `place` FROM `sessions`) AS `ranked` WHERE `place` > 500);
