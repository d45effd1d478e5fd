DROP INDEX "events_ticket";--> statement-breakpoint
CREATE INDEX "events_ticket" ON "events" USING btree ("ticket_id","id") WHERE "events"."ticket_id" is not null;