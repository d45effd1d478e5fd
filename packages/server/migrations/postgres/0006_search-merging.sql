-- Only SQLite's search indexes are set here: Postgres merges by itself.
SELECT 1;
