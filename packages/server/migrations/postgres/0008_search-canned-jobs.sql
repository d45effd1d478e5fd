CREATE TABLE "canned_jobs_search" ("rowid" bigint PRIMARY KEY NOT NULL, "words" tsvector NOT NULL);
--> statement-breakpoint
CREATE INDEX "canned_jobs_search_words" ON "canned_jobs_search" USING gin ("words") WITH (fastupdate = off);
