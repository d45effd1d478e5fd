CREATE TABLE "invoices_search" ("rowid" bigint PRIMARY KEY NOT NULL, "words" tsvector NOT NULL);
--> statement-breakpoint
CREATE INDEX "invoices_search_words" ON "invoices_search" USING gin ("words") WITH (fastupdate = off);
