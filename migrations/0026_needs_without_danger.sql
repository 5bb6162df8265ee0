-- A need that is kept says neither that a leak would harm people nor a place finer than the département: it keeps the wishes that this means.
UPDATE "recommendations" SET "need" = (
  "need"::jsonb
  || CASE WHEN "need"::jsonb->'territory'->>'level' = 'commune' THEN jsonb_build_object('territory', jsonb_build_object(
      'level', 'departement',
      'code', left("need"::jsonb->'territory'->>'code', CASE WHEN "need"::jsonb->'territory'->>'code' ~ '^9[78]' THEN 3 ELSE 2 END)))
    ELSE '{}'::jsonb END
  || CASE WHEN "need"::jsonb->'sensitive' = 'true'::jsonb THEN jsonb_build_object('sensitive', 'unknown', 'wish',
      CASE WHEN coalesce("need"::jsonb->'wish', '{}'::jsonb) = '{}'::jsonb
        THEN '{"price": "important", "proximity": "plus", "commitments": {"closing-notice": "plus"}}'::jsonb
        ELSE "need"::jsonb->'wish' END
      || jsonb_build_object('criteria',
        '{"no-profiling": "important", "hosted-in-eu": "important", "root-access-alone": "important"}'::jsonb
        || coalesce("need"::jsonb->'wish'->'criteria', '{}'::jsonb)))
    ELSE '{}'::jsonb END
)::text
WHERE CASE WHEN "need" LIKE '%"sensitive":%' THEN "need"::jsonb->'sensitive' IN ('true'::jsonb, '"unknown"'::jsonb) ELSE false END;
--> statement-breakpoint
UPDATE "cases" SET "need" = (
  "need"::jsonb
  || CASE WHEN "need"::jsonb->'territory'->>'level' = 'commune' THEN jsonb_build_object('territory', jsonb_build_object(
      'level', 'departement',
      'code', left("need"::jsonb->'territory'->>'code', CASE WHEN "need"::jsonb->'territory'->>'code' ~ '^9[78]' THEN 3 ELSE 2 END)))
    ELSE '{}'::jsonb END
  || CASE WHEN "need"::jsonb->'sensitive' = 'true'::jsonb THEN jsonb_build_object('sensitive', 'unknown', 'wish',
      CASE WHEN coalesce("need"::jsonb->'wish', '{}'::jsonb) = '{}'::jsonb
        THEN '{"price": "important", "proximity": "plus", "commitments": {"closing-notice": "plus"}}'::jsonb
        ELSE "need"::jsonb->'wish' END
      || jsonb_build_object('criteria',
        '{"no-profiling": "important", "hosted-in-eu": "important", "root-access-alone": "important"}'::jsonb
        || coalesce("need"::jsonb->'wish'->'criteria', '{}'::jsonb)))
    ELSE '{}'::jsonb END
)::text
WHERE CASE WHEN "need" LIKE '%"sensitive":%' THEN "need"::jsonb->'sensitive' IN ('true'::jsonb, '"unknown"'::jsonb) ELSE false END;
