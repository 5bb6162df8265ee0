-- Documents of hosts become undated facts: what was said stays, in the same order; what it was worth on the day of the
-- change goes. json, not jsonb, which would lose the order of keys.
CREATE FUNCTION undated_without(document json, VARIADIC names text[]) RETURNS json LANGUAGE sql AS $$
  SELECT coalesce(json_object_agg(key, value ORDER BY at), '{}')
  FROM json_each(document) WITH ORDINALITY AS part(key, value, at)
  WHERE key <> ALL (names)
$$;--> statement-breakpoint
CREATE FUNCTION undated_statements(subjects json, subject_key text) RETURNS json LANGUAGE sql AS $$
  SELECT coalesce(json_agg(statement ORDER BY subject COLLATE "C", source COLLATE "C", federation COLLATE "C"), '[]')
  FROM (
    SELECT
      one.value ->> subject_key AS subject,
      said.value ->> 'by' AS source,
      coalesce(said.value ->> 'federation', '') AS federation,
      (
        SELECT json_object_agg(key, value ORDER BY at)
        FROM (
          SELECT 'subject' AS key, one.value -> subject_key AS value, 0::bigint AS at
          UNION ALL
          SELECT key, value, at
          FROM json_each(undated_without(said.value, 'evidence', 'aged', 'until')) WITH ORDINALITY AS part(key, value, at)
        ) AS parts
      ) AS statement
    FROM json_array_elements(subjects) AS one(value), json_array_elements(one.value -> 'statements') AS said(value)
    -- What a charter implies is worked out from the memberships.
    WHERE said.value ->> 'by' <> 'charter'
  ) AS statements
$$;--> statement-breakpoint
CREATE FUNCTION undated_announced_closing(closing json) RETURNS json LANGUAGE sql AS $$
  SELECT CASE WHEN closing IS NULL OR json_typeof(closing) = 'null' THEN 'null'::json ELSE (
    SELECT json_object_agg(key, value ORDER BY at)
    FROM (
      SELECT key, value, at
      FROM json_each(undated_without(closing, 'stage', 'promises', 'text')) WITH ORDINALITY AS part(key, value, at)
      UNION ALL
      SELECT 'promised', json_object_agg(promise.value ->> 'commitment', promise.value -> 'promised' ORDER BY promise.at), 1000
      FROM json_array_elements(closing -> 'promises') WITH ORDINALITY AS promise(value, at)
    ) AS parts
  ) END
$$;--> statement-breakpoint
CREATE FUNCTION undated_services(services json) RETURNS json LANGUAGE sql AS $$
  SELECT coalesce(json_agg(json_build_object(
    'id', service.value -> 'id',
    'slug', service.value -> 'slug',
    'fields', undated_without(service.value, 'id', 'slug', 'commitments', 'closing'),
    'commitments', undated_statements(service.value -> 'commitments', 'kind'),
    'closing', undated_announced_closing(service.value -> 'closing')
  ) ORDER BY service.at), '[]')
  FROM json_array_elements(services) WITH ORDINALITY AS service(value, at)
$$;--> statement-breakpoint
CREATE FUNCTION undated_host_facts(document json) RETURNS json LANGUAGE sql AS $$
  SELECT json_object_agg(key, value ORDER BY at)
  FROM (VALUES
    (1, 'id', document -> 'id'),
    (2, 'slug', document -> 'slug'),
    (3, 'version', document -> 'version'),
    -- Closed by its dates, or seen to be: the day says so again.
    (4, 'state', CASE
      WHEN document ->> 'state' = 'closed' AND (
        document #> '{closing,stages,closed}' IS NOT NULL
        OR (document ->> 'confirmedAt' IS NULL AND document #>> '{observed,status}' = 'closed')
      ) THEN '"published"'::json
      ELSE document -> 'state'
    END),
    (5, 'confirmedAt', document -> 'confirmedAt'),
    (6, 'domainVerifiedAt', document -> 'domainVerifiedAt'),
    (7, 'ownerChangesOn', document -> 'ownerChangesOn'),
    (8, 'complete', CASE
      WHEN document ->> 'confirmedAt' IS NULL THEN '[]'::json
      ELSE '["services", "plans", "support", "audiences", "languages"]'::json
    END),
    (9, 'fields', undated_without(
      document,
      'id', 'slug', 'version', 'state', 'confirmedByHost', 'confirmedAt', 'domainVerifiedAt', 'ownerChangesOn',
      'memberships', 'claims', 'commitments', 'closing', 'services', 'suspension', 'observed', 'sources', 'provenance'
    )),
    (10, 'memberships', document -> 'memberships'),
    (11, 'claims', undated_statements(document -> 'claims', 'criterion')),
    (12, 'commitments', undated_statements(document -> 'commitments', 'kind')),
    (13, 'closing', undated_announced_closing(document -> 'closing')),
    (14, 'services', undated_services(document -> 'services')),
    (15, 'suspension', document -> 'suspension'),
    (16, 'observed', document -> 'observed'),
    (17, 'sources', document -> 'sources'),
    (18, 'provenance', CASE WHEN document -> 'provenance' IS NOT NULL THEN (
      SELECT coalesce(json_object_agg(
        field.key, json_build_object('by', field.value -> 'by', 'source', NULL, 'asOf', field.value -> 'asOf') ORDER BY field.at
      ), '{}')
      FROM json_each(document -> 'provenance') WITH ORDINALITY AS field(key, value, at)
    ) END)
  ) AS part(at, key, value)
  WHERE value IS NOT NULL
$$;--> statement-breakpoint
UPDATE "changes" SET "document" = undated_host_facts("document")
WHERE "host_id" IS NOT NULL AND "document" IS NOT NULL AND json_typeof("document") = 'object';--> statement-breakpoint
DROP FUNCTION undated_host_facts(json);--> statement-breakpoint
DROP FUNCTION undated_services(json);--> statement-breakpoint
DROP FUNCTION undated_announced_closing(json);--> statement-breakpoint
DROP FUNCTION undated_statements(json, text);--> statement-breakpoint
DROP FUNCTION undated_without(json, VARIADIC text[]);--> statement-breakpoint
-- A process of an earlier version that still runs is refused, rather than writing what nobody can read.
ALTER TABLE "changes" ADD CONSTRAINT "changes_facts" CHECK ("changes"."host_id" IS NULL OR "changes"."document" IS NULL OR "changes"."document" -> 'fields' IS NOT NULL);--> statement-breakpoint
-- Last, because it waits for the readers of hosts and they for it.
ALTER TABLE "hosts" ADD COLUMN "complete" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_complete" CHECK ("hosts"."complete" <@ array['services', 'plans', 'support', 'audiences', 'languages']::text[]);--> statement-breakpoint
UPDATE "hosts" SET "complete" = array['services', 'plans', 'support', 'audiences', 'languages'] WHERE "confirmed_at" IS NOT NULL;
