-- Operations on one thing have one name for it; a helper of an answer names the federation by its key too, and its name apart.
UPDATE "audit" SET "action" = n."now" FROM (VALUES
  ('putPolicy', 'putFederationPolicy'), ('removePolicy', 'removeFederationPolicy'), ('previewPolicy', 'previewFederationPolicy'),
  ('putCriterion', 'putOwnCriterion'), ('retireCriterion', 'retireOwnCriterion'),
  ('putHelper', 'putFederationHelper'), ('removeHelper', 'removeFederationHelper'), ('uploadHostHostCsv', 'uploadHostCsv'),
  ('openPrivateAddress', 'openHostAddress'), ('closePrivateAddress', 'closeHostAddress')
) AS n("before", "now") WHERE "action" = n."before";--> statement-breakpoint
UPDATE "changes" SET "action" = n."now" FROM (VALUES
  ('putPolicy', 'putFederationPolicy'), ('removePolicy', 'removeFederationPolicy'), ('previewPolicy', 'previewFederationPolicy'),
  ('putCriterion', 'putOwnCriterion'), ('retireCriterion', 'retireOwnCriterion'),
  ('putHelper', 'putFederationHelper'), ('removeHelper', 'removeFederationHelper'), ('uploadHostHostCsv', 'uploadHostCsv'),
  ('openPrivateAddress', 'openHostAddress'), ('closePrivateAddress', 'closeHostAddress')
) AS n("before", "now") WHERE "action" = n."before";--> statement-breakpoint
UPDATE "recommendations" SET "match" = regexp_replace("match", '"federation":("([^"\\]|\\.)*","text":)', '"federationName":\1', 'g')
  WHERE "match" ~ '"federation":"([^"\\]|\\.)*","text":';
