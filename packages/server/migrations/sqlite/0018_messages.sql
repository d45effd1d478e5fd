CREATE TABLE `message_marks` (
	`account_id` integer NOT NULL,
	`ticket_id` integer NOT NULL,
	`up_to` integer NOT NULL,
	PRIMARY KEY(`account_id`, `ticket_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `message_marks_ticket` ON `message_marks` (`ticket_id`);--> statement-breakpoint
CREATE TABLE `messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`customer_id` integer NOT NULL,
	`staff_id` integer,
	`text` text NOT NULL,
	`internal` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "messages_internal_by_staff" CHECK("messages"."staff_id" is not null or not "messages"."internal")
) STRICT;
--> statement-breakpoint
CREATE INDEX `messages_ticket` ON `messages` (`ticket_id`,`id`);--> statement-breakpoint
CREATE INDEX `messages_to_staff` ON `messages` (`ticket_id`,`id`,`staff_id`,`at`) WHERE "messages"."staff_id" is null or "messages"."internal";--> statement-breakpoint
CREATE INDEX `messages_to_customer` ON `messages` (`customer_id`,`ticket_id`,`id`,`at`) WHERE "messages"."staff_id" is not null and not "messages"."internal";--> statement-breakpoint
CREATE INDEX `messages_customer` ON `messages` (`customer_id`);--> statement-breakpoint
CREATE INDEX `messages_staff` ON `messages` (`staff_id`);