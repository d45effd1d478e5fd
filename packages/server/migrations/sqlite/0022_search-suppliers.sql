CREATE VIRTUAL TABLE `suppliers_search` USING fts5(`words`, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31');
--> statement-breakpoint
INSERT INTO `suppliers_search` (`suppliers_search`, `rank`) VALUES ('automerge', 0);
--> statement-breakpoint
INSERT INTO `suppliers_search` (`suppliers_search`, `rank`) VALUES ('crisismerge', 1999);
--> statement-breakpoint
INSERT INTO `suppliers_search` (`suppliers_search`, `rank`) VALUES ('deletemerge', 50);
