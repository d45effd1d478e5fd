-- FTS5 merges inside commits: 64 pages for each level and 64 pages written, and a whole level once it has 16 segments. That
-- stood for most of a second. db/merge-search.ts merges in small steps of its own instead.
INSERT INTO `customers_search` (`customers_search`, `rank`) VALUES ('automerge', 0);
--> statement-breakpoint
INSERT INTO `customers_search` (`customers_search`, `rank`) VALUES ('crisismerge', 1999);
--> statement-breakpoint
INSERT INTO `customers_search` (`customers_search`, `rank`) VALUES ('deletemerge', 50);
--> statement-breakpoint
INSERT INTO `vehicles_search` (`vehicles_search`, `rank`) VALUES ('automerge', 0);
--> statement-breakpoint
INSERT INTO `vehicles_search` (`vehicles_search`, `rank`) VALUES ('crisismerge', 1999);
--> statement-breakpoint
INSERT INTO `vehicles_search` (`vehicles_search`, `rank`) VALUES ('deletemerge', 50);
--> statement-breakpoint
INSERT INTO `tickets_search` (`tickets_search`, `rank`) VALUES ('automerge', 0);
--> statement-breakpoint
INSERT INTO `tickets_search` (`tickets_search`, `rank`) VALUES ('crisismerge', 1999);
--> statement-breakpoint
INSERT INTO `tickets_search` (`tickets_search`, `rank`) VALUES ('deletemerge', 50);
--> statement-breakpoint
INSERT INTO `parts_search` (`parts_search`, `rank`) VALUES ('automerge', 0);
--> statement-breakpoint
INSERT INTO `parts_search` (`parts_search`, `rank`) VALUES ('crisismerge', 1999);
--> statement-breakpoint
INSERT INTO `parts_search` (`parts_search`, `rank`) VALUES ('deletemerge', 50);
--> statement-breakpoint
INSERT INTO `mechanics_search` (`mechanics_search`, `rank`) VALUES ('automerge', 0);
--> statement-breakpoint
INSERT INTO `mechanics_search` (`mechanics_search`, `rank`) VALUES ('crisismerge', 1999);
--> statement-breakpoint
INSERT INTO `mechanics_search` (`mechanics_search`, `rank`) VALUES ('deletemerge', 50);
