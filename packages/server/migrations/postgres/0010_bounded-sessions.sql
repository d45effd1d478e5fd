ALTER TABLE "refresh_tokens" DROP CONSTRAINT "refresh_tokens_session_id_sessions_id_fk";
--> statement-breakpoint
DROP INDEX "refresh_tokens_session";--> statement-breakpoint
DELETE FROM "sessions" WHERE "id" IN (SELECT "id" FROM (SELECT "id", row_number() OVER (PARTITION BY "account_id" ORDER BY "ended_at" IS NOT NULL, "last_used_at" DESC, "id" DESC) AS "place" FROM "sessions") AS "ranked" WHERE "place" > 500);
