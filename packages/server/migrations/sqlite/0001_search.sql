-- Words are made in db/words.ts, so the tokenizer only cuts at spaces; only the index is kept, no text.
CREATE VIRTUAL TABLE `customers_search` USING fts5(`words`, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3 4');
--> statement-breakpoint
CREATE VIRTUAL TABLE `vehicles_search` USING fts5(`words`, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3 4');
--> statement-breakpoint
CREATE VIRTUAL TABLE `tickets_search` USING fts5(`words`, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3 4');
--> statement-breakpoint
CREATE VIRTUAL TABLE `parts_search` USING fts5(`words`, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3 4');
--> statement-breakpoint
CREATE VIRTUAL TABLE `mechanics_search` USING fts5(`words`, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3 4');
