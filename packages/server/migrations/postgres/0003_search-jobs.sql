-- Rows to be indexed again in small batches; see db/search-jobs.ts.
CREATE TABLE "search_jobs" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" bigint NOT NULL,
	"after" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "search_jobs_subject" ON "search_jobs" ("kind","subject");
--> statement-breakpoint
-- Words, codes and sort keys are made otherwise from here on.
INSERT INTO "search_jobs" SELECT 1, 'customers', 0, 0 WHERE EXISTS (SELECT 1 FROM "customers");
--> statement-breakpoint
INSERT INTO "search_jobs" SELECT 2, 'mechanics', 0, 0 WHERE EXISTS (SELECT 1 FROM "mechanics");
--> statement-breakpoint
INSERT INTO "search_jobs" SELECT 3, 'vehicles', 0, 0 WHERE EXISTS (SELECT 1 FROM "vehicles");
--> statement-breakpoint
INSERT INTO "search_jobs" SELECT 4, 'parts', 0, 0 WHERE EXISTS (SELECT 1 FROM "parts");
--> statement-breakpoint
INSERT INTO "search_jobs" SELECT 5, 'tickets', 0, 0 WHERE EXISTS (SELECT 1 FROM "tickets");
