CREATE TABLE "suppliers_search" ("rowid" bigint PRIMARY KEY NOT NULL, "words" tsvector NOT NULL);
--> statement-breakpoint
CREATE INDEX "suppliers_search_words" ON "suppliers_search" USING gin ("words") WITH (fastupdate = off);
