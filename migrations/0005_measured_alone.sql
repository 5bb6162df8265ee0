-- Only the catalogue may say what it measures, and nothing measures the availability yet: what hosts and federations said
-- of it goes, from the log of changes too, so that it is unknown and never declared. Replies go with their reviews.
DELETE FROM "reviews" WHERE "subject" = 'commitment:measured-availability';--> statement-breakpoint
DELETE FROM "commitments" WHERE "kind" = 'measured-availability';--> statement-breakpoint
CREATE FUNCTION unsaid_promises(promises json) RETURNS json LANGUAGE sql AS $$
  SELECT coalesce(json_agg(said.value ORDER BY said.at), '[]')
  FROM json_array_elements(promises) WITH ORDINALITY AS said(value, at)
  WHERE said.value ->> 'subject' <> 'measured-availability'
$$;--> statement-breakpoint
CREATE FUNCTION unsaid_service(service json) RETURNS json LANGUAGE sql AS $$
  SELECT json_object_agg(key, CASE key WHEN 'commitments' THEN unsaid_promises(value) ELSE value END ORDER BY at)
  FROM json_each(service) WITH ORDINALITY AS part(key, value, at)
$$;--> statement-breakpoint
CREATE FUNCTION unsaid_host(document json) RETURNS json LANGUAGE sql AS $$
  SELECT json_object_agg(key, CASE key
    WHEN 'commitments' THEN unsaid_promises(value)
    WHEN 'services' THEN (
      SELECT coalesce(json_agg(unsaid_service(service.value) ORDER BY service.at), '[]')
      FROM json_array_elements(part.value) WITH ORDINALITY AS service(value, at)
    )
    ELSE value
  END ORDER BY at)
  FROM json_each(document) WITH ORDINALITY AS part(key, value, at)
$$;--> statement-breakpoint
UPDATE "changes" SET "document" = unsaid_host("document")
WHERE "host_id" IS NOT NULL AND "document" IS NOT NULL AND position('"measured-availability"' IN "document"::text) > 0;--> statement-breakpoint
DROP FUNCTION unsaid_host(json);--> statement-breakpoint
DROP FUNCTION unsaid_service(json);--> statement-breakpoint
DROP FUNCTION unsaid_promises(json);
