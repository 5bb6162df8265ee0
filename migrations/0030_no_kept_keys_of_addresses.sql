-- Keys of private addresses of federations, which were kept for requests that are sent again.
UPDATE "idempotency_keys" SET "body" = NULL WHERE "body" LIKE '%/due.ics?key=%';
