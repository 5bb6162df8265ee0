-- Operations on one thing share its name for it; a helper of an answer names the federation by its key too, and its name apart.
WITH "renamed" ("before", "now") AS (VALUES
  ('putPolicy', 'putFederationPolicy'), ('removePolicy', 'removeFederationPolicy'),
  ('putCriterion', 'putOwnCriterion'), ('retireCriterion', 'retireOwnCriterion'),
  ('putHelper', 'putFederationHelper'), ('removeHelper', 'removeFederationHelper'), ('uploadHostHostCsv', 'uploadHostCsv'),
  ('openPrivateAddress', 'openHostAddress'), ('closePrivateAddress', 'closeHostAddress')
), "of_audit" AS (
  UPDATE "audit" SET "action" = "now" FROM "renamed" WHERE "action" = "before"
)
UPDATE "changes" SET "action" = "now" FROM "renamed" WHERE "action" = "before";--> statement-breakpoint
UPDATE "recommendations" SET "match" = regexp_replace("match", '"federation":("([^"\\]|\\.)*","text":)', '"federationName":\1', 'g')
  WHERE "match" ~ '"federation":"([^"\\]|\\.)*","text":';--> statement-breakpoint
UPDATE "idempotency_keys" SET "body" = regexp_replace("body", '"federation":("([^"\\]|\\.)*","text":)', '"federationName":\1', 'g')
  WHERE "body" ~ '"federation":"([^"\\]|\\.)*","text":';
