ALTER TABLE "idempotency_keys" ADD COLUMN "tick" bigint;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD COLUMN "tick" bigint;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD COLUMN "used_tick" bigint;--> statement-breakpoint
ALTER TABLE "reset_codes" ADD COLUMN "tick" bigint;--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "tick" bigint;--> statement-breakpoint
CREATE INDEX "accounts_hash_cost" ON "accounts" USING btree (substr("password_hash", 5, 2));--> statement-breakpoint
CREATE INDEX "sessions_address" ON "sessions" USING btree ("address","account_id");