ALTER TABLE `idempotency_keys` ADD `tick` integer;--> statement-breakpoint
ALTER TABLE `refresh_tokens` ADD `tick` integer;--> statement-breakpoint
ALTER TABLE `refresh_tokens` ADD `used_tick` integer;--> statement-breakpoint
ALTER TABLE `reset_codes` ADD `tick` integer;--> statement-breakpoint
ALTER TABLE `invites` ADD `tick` integer;--> statement-breakpoint
CREATE INDEX `accounts_hash_cost` ON `accounts` (substr("password_hash", 5, 2));--> statement-breakpoint
CREATE INDEX `sessions_address` ON `sessions` (`address`,`account_id`);