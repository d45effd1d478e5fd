-- Without fastupdate a search never waits for a pending list, and serializable transactions lock less.
CREATE TABLE "customers_search" ("rowid" bigint PRIMARY KEY NOT NULL, "words" tsvector NOT NULL);
--> statement-breakpoint
CREATE INDEX "customers_search_words" ON "customers_search" USING gin ("words") WITH (fastupdate = off);
--> statement-breakpoint
CREATE TABLE "vehicles_search" ("rowid" bigint PRIMARY KEY NOT NULL, "words" tsvector NOT NULL);
--> statement-breakpoint
CREATE INDEX "vehicles_search_words" ON "vehicles_search" USING gin ("words") WITH (fastupdate = off);
--> statement-breakpoint
CREATE TABLE "tickets_search" ("rowid" bigint PRIMARY KEY NOT NULL, "words" tsvector NOT NULL);
--> statement-breakpoint
CREATE INDEX "tickets_search_words" ON "tickets_search" USING gin ("words") WITH (fastupdate = off);
--> statement-breakpoint
CREATE TABLE "parts_search" ("rowid" bigint PRIMARY KEY NOT NULL, "words" tsvector NOT NULL);
--> statement-breakpoint
CREATE INDEX "parts_search_words" ON "parts_search" USING gin ("words") WITH (fastupdate = off);
--> statement-breakpoint
CREATE TABLE "mechanics_search" ("rowid" bigint PRIMARY KEY NOT NULL, "words" tsvector NOT NULL);
--> statement-breakpoint
CREATE INDEX "mechanics_search_words" ON "mechanics_search" USING gin ("words") WITH (fastupdate = off);
